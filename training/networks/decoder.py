"""The paper's decoder: one ``Layer-i`` a level, joined from deep to shallow.

Zhu et al., "Portrait Instance Segmentation for Mobile Devices", section 3.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn

from training.networks.blocks import ASPP, conv_bn_relu, resize_to
from training.networks.granularity import CGBE, CGCA, SBF
from training.networks.mobilenet import LEVEL_CHANNELS


@dataclass(frozen=True)
class Parts:
    """Which of the paper's exchanges are in use; switched off one at a time for ablation."""

    cgca: bool = True
    cgbe: bool = True
    sbf: bool = True


class DecoderLayer(nn.Module):
    """``Layer-i``: projection, semantic branch, boundary branch, fusion, two residuals."""

    def __init__(
        self, project: nn.Module, *, level_channels: int, width: int, categories: int, parts: Parts
    ) -> None:
        super().__init__()
        slim = max(width // 4, 8)
        self.project = project  # Mv2-i (B, D, h, w) → F_i (B, C, h, w)
        self.semantic = nn.Conv2d(width, categories, 3, padding=1)  # F_i → S_i
        self.boundary = nn.Sequential(  # F_i → B_i
            conv_bn_relu(width, slim, kernel=3), nn.Conv2d(slim, 1, 3, padding=1)
        )
        self.cgca = CGCA() if parts.cgca else None
        self.cgbe = CGBE() if parts.cgbe else None
        self.semantic_back = conv_bn_relu(categories, width, kernel=1)
        self.boundary_back = nn.Sequential(
            conv_bn_relu(1, slim, kernel=1), nn.Conv2d(slim, width, 1)
        )
        self.sbf = SBF(enabled=parts.sbf)
        self.to_level = nn.Conv2d(width, level_channels, 1)
        self.output = conv_bn_relu(level_channels, width, kernel=3)

    def fuse(self, level: Tensor, projected: Tensor, semantic: Tensor, boundary: Tensor) -> Tensor:
        """The exchanged S'_i and B'_i back to C channels, fused, with both residuals."""
        fused = self.sbf(self.semantic_back(semantic), self.boundary_back(boundary))
        output: Tensor = self.output(self.to_level(fused + projected) + level)
        return output


@dataclass(frozen=True)
class Decoded:
    """Joined features of each level, shallow first, and the maps that are supervised."""

    features: list[Tensor]  # (B, C, h_i, w_i)
    semantics: list[Tensor]  # S_i logits (B, N, h_i, w_i)
    boundaries: list[Tensor]  # B_i logits (B, 1, h_i, w_i)


class Decoder(nn.Module):
    """Four layers, CGCA from deep to shallow, CGBE from shallow to deep, then the joining."""

    def __init__(
        self,
        *,
        width: int,
        categories: int,
        parts: Parts,
        rates: tuple[int, ...],
        levels: tuple[int, ...] = LEVEL_CHANNELS,
    ) -> None:
        super().__init__()
        projections: list[nn.Module] = [
            conv_bn_relu(channels, width, kernel=1) for channels in levels[:3]
        ]
        projections.append(ASPP(levels[3], width, rates))
        self.layers = nn.ModuleList(
            DecoderLayer(
                project, level_channels=channels, width=width, categories=categories, parts=parts
            )
            for project, channels in zip(projections, levels, strict=True)
        )
        self.joins = nn.ModuleList(conv_bn_relu(width, width, kernel=3) for _ in range(3))

    def forward(self, levels: list[Tensor]) -> Decoded:
        """``Mv2-1 … Mv2-4`` → joined features and the supervised maps of every level."""
        layers: list[DecoderLayer] = list(self.layers)  # type: ignore[arg-type]
        projected = [layer.project(x) for layer, x in zip(layers, levels, strict=True)]
        semantics = [layer.semantic(f) for layer, f in zip(layers, projected, strict=True)]
        boundaries = [layer.boundary(f) for layer, f in zip(layers, projected, strict=True)]
        attended = self._attend(layers, semantics)
        enhanced = self._enhance(layers, boundaries)
        outputs = [
            layer.fuse(*maps)
            for layer, *maps in zip(layers, levels, projected, attended, enhanced, strict=True)
        ]
        return Decoded(self._join(outputs), semantics, boundaries)

    @staticmethod
    def _attend(layers: list[DecoderLayer], semantics: list[Tensor]) -> list[Tensor]:
        deeper: list[Tensor | None] = [*semantics[1:], None]
        return [
            layer.cgca(own, other) if layer.cgca is not None else own
            for layer, own, other in zip(layers, semantics, deeper, strict=True)
        ]

    @staticmethod
    def _enhance(layers: list[DecoderLayer], boundaries: list[Tensor]) -> list[Tensor]:
        enhanced: list[Tensor] = []
        for layer, own in zip(layers, boundaries, strict=True):
            before = enhanced[-1] if enhanced else None
            enhanced.append(layer.cgbe(own, before) if layer.cgbe is not None else own)
        return enhanced

    def _join(self, outputs: list[Tensor]) -> list[Tensor]:
        joined = [outputs[-1]]
        for output, join in zip(reversed(outputs[:-1]), self.joins, strict=True):
            joined.append(join(output + resize_to(joined[-1], output)))
        return joined[::-1]
