"""Blocks that several parts of the decoder use."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional


def resize_to(x: Tensor, reference: Tensor) -> Tensor:
    """Bilinear resize of ``x`` to the height and width of ``reference``."""
    return functional.interpolate(
        x, size=reference.shape[-2:], mode="bilinear", align_corners=False
    )


def conv_bn_relu(inputs: int, outputs: int, *, kernel: int, dilation: int = 1) -> nn.Sequential:
    """Convolution, BatchNorm, ReLU, at the same size."""
    padding = dilation * (kernel // 2)
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, padding=padding, dilation=dilation, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


def separable(inputs: int, outputs: int, *, dilation: int = 1) -> nn.Sequential:
    """Depthwise 3×3 then pointwise convolution, BatchNorm, ReLU."""
    depthwise = nn.Conv2d(
        inputs, inputs, 3, padding=dilation, dilation=dilation, groups=inputs, bias=False
    )
    return nn.Sequential(depthwise, conv_bn_relu(inputs, outputs, kernel=1))


class Bottleneck(nn.Module):
    """A residual of few channels (He et al., CVPR 2016) that begins as nothing.

    Its last BatchNorm starts at zero (Goyal et al., "Accurate, Large Minibatch SGD", 2017), so
    that it can be put into a network that has learned without changing an answer.
    """

    def __init__(self, channels: int, slim: int, *, dilation: int = 1) -> None:
        super().__init__()
        last = nn.BatchNorm2d(channels)
        nn.init.zeros_(last.weight)
        self.residual = nn.Sequential(
            conv_bn_relu(channels, slim, kernel=1),
            conv_bn_relu(slim, slim, kernel=3, dilation=dilation),
            nn.Conv2d(slim, channels, 1, bias=False),
            last,
        )

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, H, W) → (B, C, H, W)."""
        refined: Tensor = x + self.residual(x)
        return refined


def hold_statistics(network: nn.Module) -> None:
    """Keep BatchNorm's running statistics: batches of eight are too small to renew them."""
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.eval()


class ASPP(nn.Module):
    """Atrous spatial pyramid pooling (Chen et al., DeepLabv3, 2017), separable as in v3+.

    The pooled branch has no BatchNorm: it sees one value a photo.
    """

    def __init__(self, inputs: int, width: int, rates: tuple[int, ...]) -> None:
        super().__init__()
        self.point = conv_bn_relu(inputs, width, kernel=1)
        self.reduce = conv_bn_relu(inputs, width, kernel=1)
        self.atrous = nn.ModuleList(separable(width, width, dilation=rate) for rate in rates)
        self.pool = nn.Sequential(
            nn.AdaptiveAvgPool2d(1), nn.Conv2d(inputs, width, 1), nn.ReLU(inplace=True)
        )
        self.project = conv_bn_relu(width * (2 + len(rates)), width, kernel=1)

    def forward(self, x: Tensor) -> Tensor:
        """(B, D, H, W) → (B, C, H, W)."""
        reduced = self.reduce(x)
        parts = [self.point(x), *(branch(reduced) for branch in self.atrous)]
        parts.append(self.pool(x).expand_as(parts[0]))
        projected: Tensor = self.project(torch.cat(parts, dim=1))
        return projected
