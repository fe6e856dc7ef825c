"""The paper's three exchanges: CGCA and CGBE between levels, SBF within one.

Zhu et al., "Portrait Instance Segmentation for Mobile Devices", section 3.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.networks.blocks import resize_to


class CGCA(nn.Module):
    """Cross-granularity categorical attention, deep to shallow.

    ``a = sigmoid(mean(S_{i+1}))`` has one weight a category; ``S'_i = S_i · a + S_i``.
    """

    def forward(self, categories: Tensor, deeper: Tensor | None) -> Tensor:
        """(B, N, h, w) and the deeper level's (B, N, h', w') → (B, N, h, w)."""
        if deeper is None:
            return categories
        attention = torch.sigmoid(deeper.mean(dim=(2, 3), keepdim=True))  # (B, N, 1, 1)
        return categories * attention + categories


class CGBE(nn.Module):
    """Cross-granularity boundary enhancement, shallow to deep.

    ``B'_i = B_i + resize(B'_{i-1})``.
    """

    def forward(self, boundary: Tensor, shallower: Tensor | None) -> Tensor:
        """(B, 1, h, w) and the shallower level's enhanced boundary → (B, 1, h, w)."""
        if shallower is None:
            return boundary
        return boundary + resize_to(shallower, boundary)


class SBF(nn.Module):
    """Semantic and boundary fusion: ``sem · sigmoid(bnd) + sem``; without it the two are added."""

    def __init__(self, *, enabled: bool = True) -> None:
        super().__init__()
        self.enabled = enabled

    def forward(self, semantic: Tensor, boundary: Tensor) -> Tensor:
        """Two maps (B, C, h, w) → (B, C, h, w)."""
        if not self.enabled:
            return semantic + boundary
        return semantic * torch.sigmoid(boundary) + semantic
