"""MobileNetV2 encoder with torchvision's parameter names, read at four sizes.

Architecture: Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks",
CVPR 2018, table 2. Dilation in place of stride: Chen et al., DeepLabv3, 2017.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

# expansion, channels, blocks, stride of the first block (table 2 of the paper)
STAGES = (
    (1, 16, 1, 1),
    (6, 24, 2, 2),
    (6, 32, 3, 2),
    (6, 64, 4, 2),
    (6, 96, 3, 1),
    (6, 160, 3, 2),
    (6, 320, 1, 1),
)
FINE_CHANNELS = 16  # features.1, stride 2
LEVEL_CHANNELS = (24, 32, 96, 320)  # D_1 … D_4 of the paper
LEVEL_INDICES = (3, 6, 13, 17)  # features.i that end the four levels


def convolution_unit(
    inputs: int, outputs: int, *, kernel: int, stride: int = 1, groups: int = 1, dilation: int = 1
) -> nn.Sequential:
    """Convolution, BatchNorm and ReLU6, indexed 0, 1, 2 as torchvision does."""
    padding = dilation * (kernel - 1) // 2
    convolution = nn.Conv2d(
        inputs, outputs, kernel, stride, padding, dilation=dilation, groups=groups, bias=False
    )
    return nn.Sequential(convolution, nn.BatchNorm2d(outputs), nn.ReLU6(inplace=True))


class InvertedResidual(nn.Module):
    """Expand, filter each channel, project; with a shortcut where shapes allow it."""

    def __init__(
        self, inputs: int, outputs: int, *, stride: int, expansion: int, dilation: int
    ) -> None:
        super().__init__()
        hidden = inputs * expansion
        self.shortcut = stride == 1 and inputs == outputs
        layers: list[nn.Module] = []
        if expansion != 1:
            layers.append(convolution_unit(inputs, hidden, kernel=1))
        layers.append(
            convolution_unit(
                hidden, hidden, kernel=3, stride=stride, groups=hidden, dilation=dilation
            )
        )
        layers += [nn.Conv2d(hidden, outputs, 1, bias=False), nn.BatchNorm2d(outputs)]
        self.conv = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        """(B, inputs, h, w) → (B, outputs, h / stride, w / stride)."""
        y: Tensor = self.conv(x)
        return x + y if self.shortcut else y


class MobileNetV2(nn.Module):
    """The encoder.

    Parameters
    ----------
    output_stride : int
        32, or 16 to replace the last stride by dilation 2.
    inputs : int
        Channels of the input: 3 of the photo, and any that say more.
    """

    fine_channels = FINE_CHANNELS
    level_channels = LEVEL_CHANNELS

    def __init__(self, output_stride: int = 32, *, inputs: int = 3) -> None:
        super().__init__()
        if output_stride not in (16, 32):
            raise ValueError(f"output stride must be 16 or 32, not {output_stride}")
        self.inputs = inputs
        layers: list[nn.Module] = [convolution_unit(inputs, 32, kernel=3, stride=2)]
        inputs, reached, dilation = 32, 2, 1
        for expansion, outputs, blocks, first_stride in STAGES:
            for block in range(blocks):
                stride = first_stride if block == 0 else 1
                before = dilation
                if stride == 2 and reached == output_stride:
                    stride, dilation = 1, dilation * 2
                else:
                    before, reached = dilation, reached * stride
                # the block that gives up its stride still sees its input undilated
                layers.append(
                    InvertedResidual(
                        inputs, outputs, stride=stride, expansion=expansion, dilation=before
                    )
                )
                inputs = outputs
        self.features = nn.Sequential(*layers)

    def forward(self, x: Tensor, told: Tensor | None = None) -> tuple[Tensor, list[Tensor]]:
        """(B, inputs, H, W) → features.1 at stride 2, and ``Mv2-1 … Mv2-4``.

        ``told`` (B, 24, H/4, W/4) is added to ``Mv2-1``, so that all deeper levels hear of it.
        """
        levels: list[Tensor] = []
        fine = x
        for index, layer in enumerate(self.features):
            x = layer(x)
            if index == 1:
                fine = x
            if index == LEVEL_INDICES[0] and told is not None:
                x = x + told
            if index in LEVEL_INDICES:
                levels.append(x)
        return fine, levels

    def freeze(self, layers: int) -> None:
        """Stop learning in the first ``layers`` layers, whose backward pass costs most."""
        for layer in list(self.features)[:layers]:
            layer.requires_grad_(False)


def load_encoder(encoder: MobileNetV2, arrays: dict[str, Tensor]) -> None:
    """Fill the encoder from ``features.*`` arrays, BatchNorm separate or folded into the bias.

    A folded bias becomes the bias of a BatchNorm that otherwise does nothing.
    """
    state = encoder.state_dict()
    folded = "features.0.0.bias" in arrays
    for key in state:
        if key in arrays and not folded:
            state[key] = arrays[key]
        elif folded and key.endswith("running_var"):
            state[key] = torch.full_like(state[key], 1 - 1e-5)  # cancels BatchNorm's eps
        elif folded and key.endswith(".bias"):
            head, index, _ = key.rsplit(".", 2)
            state[key] = arrays[f"{head}.{int(index) - 1}.bias"]
        elif folded and key in arrays and state[key].ndim == 4:
            state[key] = arrays[key]
    encoder.load_state_dict(state)
