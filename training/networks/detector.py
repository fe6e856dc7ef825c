"""The detector: a person's score and box for every cell at three sizes.

An encoder, a pyramid joined from deep to shallow and back (Liu et al., "Path
Aggregation Network for Instance Segmentation", CVPR 2018), and one head a level without anchors
(Ge et al., "YOLOX: Exceeding YOLO Series in 2021").
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn

from training.networks.blocks import conv_bn_relu, hold_statistics, resize_to
from training.networks.encoders import MOBILENET, TINY_VIT, encoder_of

STRIDES = (8, 16, 32)
WINDOWS = (7, 8, 7)  # of TinyViT's attention: photos of 512 pixels have 32 cells at stride 16


@dataclass(frozen=True)
class DetectorSettings:
    """What defines a detector.

    Attributes
    ----------
    width : int
        Channels of the pyramid and the heads.
    encoder : str
        One of :data:`training.networks.encoders.ENCODERS`.
    """

    width: int = 64
    encoder: str = MOBILENET

    def to_dict(self) -> dict[str, object]:
        """Plain values, for checkpoints and cards."""
        return asdict(self)

    @staticmethod
    def from_dict(values: dict[str, object]) -> DetectorSettings:
        """The opposite of :meth:`to_dict`."""
        return DetectorSettings(**values)  # type: ignore[arg-type]


@dataclass(frozen=True)
class DetectorOutputs:
    """All cells of all levels in one row, stride 8 first, each level row by row."""

    scores: Tensor  # (B, A) logits
    boxes: Tensor  # (B, A, 4) row0, col0, row1, col1 in input pixels


class Pyramid(nn.Module):
    """Deep levels tell the shallow ones what is there, and these tell back where exactly."""

    def __init__(self, *, width: int, levels: tuple[int, ...]) -> None:
        super().__init__()
        self.laterals = nn.ModuleList(
            conv_bn_relu(channels, width, kernel=1) for channels in levels
        )
        self.context = conv_bn_relu(width, width, kernel=3)
        self.down_joins = nn.ModuleList(conv_bn_relu(width, width, kernel=3) for _ in range(2))
        self.shrinks = nn.ModuleList(shrink(width) for _ in range(2))
        self.up_joins = nn.ModuleList(conv_bn_relu(width, width, kernel=3) for _ in range(2))

    def forward(self, levels: list[Tensor]) -> list[Tensor]:
        """Levels at stride 8, 16 and 32 → as many maps (B, C, h, w)."""
        low, middle, deep = (f(x) for f, x in zip(self.laterals, levels, strict=True))
        deep = self.context(deep)
        middle = self.down_joins[0](middle + resize_to(deep, middle))
        low = self.down_joins[1](low + resize_to(middle, low))
        middle = self.up_joins[0](middle + self.shrinks[0](low))
        deep = self.up_joins[1](deep + self.shrinks[1](middle))
        return [low, middle, deep]


def shrink(width: int) -> nn.Sequential:
    """Half the size, by a convolution of stride 2."""
    return nn.Sequential(
        nn.Conv2d(width, width, 3, stride=2, padding=1, bias=False),
        nn.BatchNorm2d(width),
        nn.ReLU(inplace=True),
    )


class BoxHead(nn.Module):
    """Score and box of every cell of one level."""

    def __init__(self, *, width: int, stride: int) -> None:
        super().__init__()
        self.stride = stride
        self.shared = conv_bn_relu(width, width, kernel=3)
        self.score = nn.Sequential(conv_bn_relu(width, width, kernel=3), nn.Conv2d(width, 1, 1))
        self.sides = nn.Sequential(conv_bn_relu(width, width, kernel=3), nn.Conv2d(width, 4, 1))
        # start from "rare": a hundredth of the cells
        nn.init.constant_(self.score[-1].bias, -math.log(99))  # type: ignore[arg-type]
        nn.init.constant_(self.sides[-1].bias, 0.7)  # type: ignore[arg-type]

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """(B, C, h, w) → logits (B, h·w) and boxes (B, h·w, 4)."""
        x = self.shared(features)
        # in full precision: half of it places a side of a large box only to a few pixels
        sides = torch.exp(self.sides(x).float().clamp(-4.0, 4.0)) * self.stride
        return self.score(x).flatten(1), self._boxes(sides).flatten(2).transpose(1, 2)

    def _boxes(self, sides: Tensor) -> Tensor:
        height, width = sides.shape[-2:]
        rows = (torch.arange(height, device=sides.device).float() + 0.5) * self.stride
        cols = (torch.arange(width, device=sides.device).float() + 0.5) * self.stride
        row = rows[None, :, None].expand(-1, -1, width)
        col = cols[None, None, :].expand(-1, height, -1)
        up, left, down, right = sides.unbind(dim=1)
        return torch.stack([row - up, col - left, row + down, col + right], dim=1)


class DetectorNetwork(nn.Module):
    """People as boxes with scores."""

    def __init__(self, settings: DetectorSettings) -> None:
        super().__init__()
        self.settings = settings
        self.encoder = encoder_of(settings.encoder, output_stride=32, windows=WINDOWS)
        # TinyViT ends at stride 16
        self.deepest = nn.AvgPool2d(2) if settings.encoder == TINY_VIT else nn.Identity()
        self.pyramid = Pyramid(width=settings.width, levels=self.encoder.level_channels[1:])
        self.heads = nn.ModuleList(BoxHead(width=settings.width, stride=s) for s in STRIDES)

    def forward(self, image: Tensor) -> DetectorOutputs:
        """(B, 3, H, W) normalised, H and W multiples of 32."""
        _, (_, low, middle, deep) = self.encoder(image)
        maps = self.pyramid([low, middle, self.deepest(deep)])
        found = [head(x) for head, x in zip(self.heads, maps, strict=True)]
        scores, boxes = zip(*found, strict=True)
        return DetectorOutputs(torch.cat(scores, dim=1), torch.cat(boxes, dim=1))

    def train(self, mode: bool = True) -> DetectorNetwork:
        """As in torch, but the encoder's BatchNorm statistics stay as loaded."""
        super().train(mode)
        hold_statistics(self.encoder)
        return self
