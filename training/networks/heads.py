"""Heads on the decoder's features: the fine maps, and people as centres with voted boxes."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from training.networks.blocks import Bottleneck, conv_bn_relu, resize_to
from training.networks.mobilenet import FINE_CHANNELS

CELL = 8  # pixels between two cells of the people head


class FineMaps(nn.Module):
    """Person and boundary at stride 2: decoder features sharpened by the encoder's first layer."""

    def __init__(
        self, *, width: int, categories: int, refined: bool = False, fine: int = FINE_CHANNELS
    ) -> None:
        super().__init__()
        slim = max(width // 4, 16)
        self.coarse = nn.Conv2d(width, slim, 1)
        self.fine = nn.Conv2d(fine, slim, 1)
        self.blend = nn.Sequential(nn.ReLU(inplace=True), conv_bn_relu(slim, slim, kernel=3))
        self.refine = Bottleneck(slim, 3 * slim // 2) if refined else nn.Identity()
        self.semantic = nn.Conv2d(slim, categories, 3, padding=1)
        self.boundary = nn.Conv2d(slim, 1, 3, padding=1)

    def forward(self, features: Tensor, fine: Tensor) -> tuple[Tensor, Tensor]:
        """(B, C, H/4, W/4), (B, F, H/2, W/2) → logits (B, N, H/2, W/2), (B, 1, H/2, W/2)."""
        x = self.refine(self.blend(self.fine(fine) + resize_to(self.coarse(features), fine)))
        return self.semantic(x), self.boundary(x)


class PeopleHead(nn.Module):
    """Centres of people, and for every cell the box of the person it belongs to.

    Centres as points: Zhou et al., "Objects as Points", 2019. Boxes as distances to the four
    sides from every cell: Tian et al., "FCOS", ICCV 2019. Here every cell of a person votes, not
    only the centre, so the votes also tell who owns a cell where boxes overlap.
    """

    def __init__(self, *, width: int) -> None:
        super().__init__()
        self.shared = conv_bn_relu(width, width, kernel=3)
        self.centre = nn.Sequential(conv_bn_relu(width, width, kernel=3), nn.Conv2d(width, 1, 1))
        self.sides = nn.Sequential(conv_bn_relu(width, width, kernel=3), nn.Conv2d(width, 4, 1))
        # start from "rare": a hundredth of the cells are centres
        nn.init.constant_(self.centre[-1].bias, -math.log(99))  # type: ignore[arg-type]
        nn.init.constant_(self.sides[-1].bias, 1.5)  # type: ignore[arg-type]

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """(B, C, h, w) → centre logits (B, 1, h, w), boxes (B, 4, h, w) in input pixels."""
        x = self.shared(features)
        # in full precision: half of it places a side of a large box only to a few pixels
        distances = torch.exp(self.sides(x).float().clamp(max=5.0)) * CELL
        return self.centre(x), self._boxes(distances)

    @staticmethod
    def _boxes(distances: Tensor) -> Tensor:
        """Distances up, left, down, right of each cell's middle → row0, col0, row1, col1."""
        height, width = distances.shape[-2:]
        rows = (torch.arange(height, device=distances.device).float() + 0.5) * CELL
        cols = (torch.arange(width, device=distances.device).float() + 0.5) * CELL
        row = rows[None, :, None].expand(-1, -1, width)
        col = cols[None, None, :].expand(-1, height, -1)
        up, left, down, right = distances.unbind(dim=1)
        return torch.stack([row - up, col - left, row + down, col + right], dim=1)
