"""TinyViT encoder, read at five sizes, with the parameter names of its published weights.

Architecture: Wu et al., "TinyViT: Fast Pretraining Distillation for Small Vision Transformers",
ECCV 2022, table 1 (5M), as MobileSAM has it, whose last stage keeps its stride: Zhang et al.,
"Faster Segment Anything: Towards Lightweight SAM for Mobile Applications", 2023.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from portrait_studio.errors import StudioError

FINE_CHANNELS = 32  # after the first convolution, stride 2
LEVEL_CHANNELS = (64, 128, 160, 320)  # at the strides 4, 8, 16 and 16
DEPTHS = (2, 2, 6, 2)
HEAD = 32  # channels of one attention head
LEARNED_WINDOWS = (7, 14, 7)  # of the transformer stages, in cells
EXPANSION = 4
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)  # of the published weights' photos


class Convolution(nn.Sequential):
    """Convolution and BatchNorm."""

    def __init__(
        self, inputs: int, outputs: int, *, kernel: int = 1, stride: int = 1, groups: int = 1
    ) -> None:
        super().__init__()
        convolution = nn.Conv2d(
            inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False
        )
        self.add_module("c", convolution)
        self.add_module("bn", nn.BatchNorm2d(outputs))


class Stem(nn.Module):
    """Two convolutions that halve the size each."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.seq = nn.Sequential(
            Convolution(3, channels // 2, kernel=3, stride=2),
            nn.GELU(),
            Convolution(channels // 2, channels, kernel=3, stride=2),
        )

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """(B, 3, H, W) → (B, C/2, H/2, W/2), (B, C, H/4, W/4)."""
        fine = self.seq[1](self.seq[0](x))
        return fine, self.seq[2](fine)


class MBConv(nn.Module):
    """Expand, filter each channel, project, with a shortcut (Sandler et al., CVPR 2018)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        hidden = channels * EXPANSION
        self.conv1 = Convolution(channels, hidden)
        self.conv2 = Convolution(hidden, hidden, kernel=3, groups=hidden)
        self.conv3 = Convolution(hidden, channels)

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, h, w) → (B, C, h, w)."""
        y = functional.gelu(self.conv2(functional.gelu(self.conv1(x))))
        return functional.gelu(x + self.conv3(y))


class Merging(nn.Module):
    """From one stage to the next."""

    def __init__(self, inputs: int, outputs: int, *, stride: int) -> None:
        super().__init__()
        self.conv1 = Convolution(inputs, outputs)
        self.conv2 = Convolution(outputs, outputs, kernel=3, stride=stride, groups=outputs)
        self.conv3 = Convolution(outputs, outputs)

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, h, w) → (B, C', h / stride, w / stride)."""
        merged: Tensor = self.conv3(functional.gelu(self.conv2(functional.gelu(self.conv1(x)))))
        return merged


class Attention(nn.Module):
    """Attention among the cells of one window, with a learned bias for every distance.

    ``learned`` is the window of the weights; a smaller one leaves the farther distances out.
    """

    def __init__(self, channels: int, *, window: int, learned: int) -> None:
        super().__init__()
        self.heads = channels // HEAD
        self.norm = nn.LayerNorm(channels)
        self.qkv = nn.Linear(channels, 3 * channels)
        self.proj = nn.Linear(channels, channels)
        self.away: Tensor
        self.attention_biases = nn.Parameter(torch.zeros(self.heads, learned**2))
        at = torch.cartesian_prod(torch.arange(window), torch.arange(window))
        away = (at[:, None] - at[None]).abs()
        # distances in the order in which a first cell at the corner meets them: row by row
        self.register_buffer("away", away[..., 0] * learned + away[..., 1], persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """(B', N, C) windows → the same."""
        count, cells, channels = x.shape
        qkv = self.qkv(self.norm(x)).view(count, cells, self.heads, 3 * HEAD)
        query, key, value = (part.transpose(1, 2) for part in qkv.split(HEAD, dim=3))
        bias = self.attention_biases[:, self.away]
        scores = query @ key.transpose(2, 3) * HEAD**-0.5 + bias.to(query.dtype)
        mixed = (scores.softmax(dim=-1) @ value).transpose(1, 2).reshape(count, cells, channels)
        projected: Tensor = self.proj(mixed)
        return projected


class Mlp(nn.Module):
    """Two layers on every cell."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(channels)
        self.fc1 = nn.Linear(channels, EXPANSION * channels)
        self.fc2 = nn.Linear(EXPANSION * channels, channels)

    def forward(self, x: Tensor) -> Tensor:
        """(B, N, C) → (B, N, C)."""
        y: Tensor = self.fc2(functional.gelu(self.fc1(self.norm(x))))
        return y


class Block(nn.Module):
    """Attention in windows, a depthwise convolution across them, and a layer on every cell."""

    def __init__(self, channels: int, *, window: int, learned: int) -> None:
        super().__init__()
        self.window = window
        self.attn = Attention(channels, window=window, learned=learned)
        self.local_conv = Convolution(channels, channels, kernel=3, groups=channels)
        self.mlp = Mlp(channels)

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, h, w) → (B, C, h, w)."""
        x = self.local_conv(x + self._attend(x))
        cells: Tensor = self.mlp(x.flatten(2).transpose(1, 2))
        return x + cells.transpose(1, 2).reshape(x.shape)

    def _attend(self, x: Tensor) -> Tensor:
        count, channels, height, width = x.shape
        side = self.window
        padded = functional.pad(x, (0, -width % side, 0, -height % side))
        high, wide = padded.shape[2] // side, padded.shape[3] // side
        cells = padded.reshape(count, channels, high, side, wide, side).permute(0, 2, 4, 3, 5, 1)
        y = self.attn(cells.reshape(count * high * wide, side * side, channels))
        y = y.view(count, high, wide, side, side, channels).permute(0, 5, 1, 3, 2, 4)
        attended: Tensor = y.reshape(count, channels, high * side, wide * side)
        return attended[:, :, :height, :width]


class Stage(nn.Module):
    """Blocks of one size, and the way to the next."""

    def __init__(self, blocks: list[nn.Module], downsample: nn.Module | None) -> None:
        super().__init__()
        self.blocks = nn.Sequential(*blocks)
        self.downsample = downsample


class TinyViT(nn.Module):
    """The encoder.

    Parameters
    ----------
    windows : tuple of int
        Sides of the attention windows of the three transformer stages, in cells, at most
        ``LEARNED_WINDOWS``. Sides that divide the maps waste no cells on padding.
    """

    inputs = 3
    fine_channels = FINE_CHANNELS
    level_channels = LEVEL_CHANNELS

    def __init__(self, windows: tuple[int, ...] = LEARNED_WINDOWS) -> None:
        super().__init__()
        first, *others = LEVEL_CHANNELS
        self.patch_embed = Stem(first)
        convolutions: list[nn.Module] = [MBConv(first) for _ in range(DEPTHS[0])]
        stages = [Stage(convolutions, Merging(first, others[0], stride=2))]
        sizes = zip(others, DEPTHS[1:], windows, LEARNED_WINDOWS, strict=True)
        following = [Merging(128, 160, stride=2), Merging(160, 320, stride=1), None]
        for (channels, depth, window, learned), merging in zip(sizes, following, strict=True):
            blocks: list[nn.Module] = [
                Block(channels, window=window, learned=learned) for _ in range(depth)
            ]
            stages.append(Stage(blocks, merging))
        self.layers = nn.ModuleList(stages)

    def forward(self, x: Tensor, told: Tensor | None = None) -> tuple[Tensor, list[Tensor]]:
        """(B, 3, H, W) → features at stride 2, and the four levels.

        ``told`` (B, 64, H/4, W/4) is added to the first, so that all deeper levels hear of it.
        """
        fine, x = self.patch_embed(x)
        levels: list[Tensor] = []
        stages: list[Stage] = list(self.layers)  # type: ignore[arg-type]
        for stage in stages:
            x = stage.blocks(x)
            if told is not None and not levels:
                x = x + told
            levels.append(x)
            if stage.downsample is not None:
                x = stage.downsample(x)
        return fine, levels

    def freeze(self, layers: int) -> None:
        """Stop learning in the stem and the first ``layers - 1`` stages."""
        for layer in [self.patch_embed, *self.layers][:layers]:
            layer.requires_grad_(False)


def load_tiny_vit(encoder: TinyViT, published: dict[str, Tensor]) -> None:
    """Fill the encoder from MobileSAM's weights, and let it see photos as our networks do.

    Theirs has the mean and deviation of ImageNet's channels, ours −1…1. What that changes goes
    into the first convolution and the BatchNorm behind it.

    Raises
    ------
    StudioError
        When some of the weights are missing.
    """
    names = encoder.state_dict().keys()
    try:
        state = {name: published[f"image_encoder.{name}"] for name in names}
    except KeyError as error:
        message = f"The weights lack {error.args[0]}: give the file of MobileSAM's."
        raise StudioError(message) from error
    mean, deviation = torch.tensor(MEAN), torch.tensor(DEVIATION)
    first = state["patch_embed.seq.0.c.weight"]
    state["patch_embed.seq.0.c.weight"] = first * (0.5 / deviation)[:, None, None]
    grey = (first.sum(dim=(2, 3)) * ((0.5 - mean) / deviation)).sum(dim=1)
    moved = state["patch_embed.seq.0.bn.running_mean"] - grey
    state["patch_embed.seq.0.bn.running_mean"] = moved
    encoder.load_state_dict(state)
