"""What the network is asked to lower: masks, boundaries at every level, centres and boxes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import torch
from torch import Tensor
from torch.nn import functional

from training.data.targets import CONTACT
from training.networks.portrait import Outputs

UNKNOWN = 255


@dataclass(frozen=True)
class LossWeights:
    """How much each part counts; the sides are the paper's auxiliary losses."""

    mask: float = 1.0
    overlap: float = 0.5
    boundary: float = 1.0
    side: float = 0.15
    centre: float = 1.0
    boxes: float = 1.5
    edge: float = 3.0  # extra weight of pixels at the outline
    contact: float = 4.0  # weight of borders between people, which are rare

    def with_people(self, share: float) -> LossWeights:
        """Let the people head, centres and boxes, count only a share of what it would.

        In what all parts learn together its gradient is several times that of the masks. With Adam
        the head itself learns as fast with a small share as with a large one.
        """
        centre, boxes = (round(share * each, 6) for each in (self.centre, self.boxes))
        return replace(self, centre=centre, boxes=boxes)


WEIGHTS = LossWeights()


def total_loss(
    outputs: Outputs, targets: dict[str, Tensor], weights: LossWeights
) -> tuple[Tensor, dict[str, float]]:
    """The sum, and each part by name for the log."""
    near = 1 + weights.edge * torch.exp(-targets["edge_distance"] / 6)
    categories, boundary = targets["categories"], targets["boundary"]
    parts = {
        "mask": mask_loss(outputs.semantic, categories, near),
        "overlap": overlap_loss(outputs.semantic, categories),
        "boundary": boundary_loss(outputs.boundary, boundary, contact=weights.contact),
        "side": side_losses(outputs, categories, boundary, contact=weights.contact),
        "centre": centre_loss(outputs.centre, targets["centre"], targets["centre_known"]),
        "boxes": box_loss(outputs.boxes, targets["boxes"], targets["box_weight"]),
    }
    total = torch.stack([getattr(weights, name) * value for name, value in parts.items()]).sum()
    return total, {name: float(value.detach()) for name, value in parts.items()}


def mask_loss(logits: Tensor, categories: Tensor, weight: Tensor) -> Tensor:
    """Weighted cross-entropy over known pixels; (B, N, h, w), (B, h, w), (B, h, w)."""
    known = categories != UNKNOWN
    each = functional.cross_entropy(
        logits, categories.long(), ignore_index=UNKNOWN, reduction="none"
    )
    weight = weight * known
    return (each * weight).sum() / weight.sum().clamp(min=1)


def overlap_loss(logits: Tensor, categories: Tensor) -> Tensor:
    """1 − soft IoU of everything that is not background, a photo; empty photos do not count."""
    known = categories != UNKNOWN
    truth = ((categories > 0) & known).float()
    found = (1 - logits.softmax(dim=1)[:, 0]) * known
    inside = (truth * found).sum(dim=(1, 2))
    union = (truth + found - truth * found).sum(dim=(1, 2))
    present = truth.sum(dim=(1, 2)) > 0
    return ((1 - inside / union.clamp(min=1)) * present).sum() / present.sum().clamp(min=1)


def boundary_loss(logits: Tensor, boundary: Tensor, *, contact: float) -> Tensor:
    """Cross-entropy of (B, 1, h, w) logits, borders counted more since few pixels are border."""
    known = (boundary != UNKNOWN).float()
    truth = ((boundary > 0) & (boundary != UNKNOWN)).float()
    weight = known * (1 + 2 * truth + contact * (boundary == CONTACT))
    each = functional.binary_cross_entropy_with_logits(logits[:, 0], truth, reduction="none")
    return (each * weight).sum() / weight.sum().clamp(min=1)


class Sides(Protocol):
    """Outputs of a network that is supervised at every level."""

    @property
    def side_semantics(self) -> list[Tensor]:
        """Category logits (B, N, h, w) of each level."""

    @property
    def side_boundaries(self) -> list[Tensor]:
        """Boundary logits (B, 1, h, w) of each level."""


def side_losses(outputs: Sides, categories: Tensor, boundary: Tensor, *, contact: float) -> Tensor:
    """The paper's deep supervision: categories and boundary of every level at its own size."""
    total = outputs.side_semantics[0].new_zeros(())
    for semantic, edge in zip(outputs.side_semantics, outputs.side_boundaries, strict=True):
        stride = categories.shape[-1] // semantic.shape[-1]
        labels = categories[:, stride // 2 :: stride, stride // 2 :: stride].contiguous()
        total = total + mask_loss(semantic, labels, torch.ones_like(labels, dtype=torch.float32))
        total = total + boundary_loss(edge, pool_boundary(boundary, stride), contact=contact)
    return total


def pool_boundary(boundary: Tensor, stride: int) -> Tensor:
    """(B, h, w) → (B, h/stride, w/stride): a border anywhere in the cell wins over all else."""
    # 255 (unknown) ranks above nothing and below a border
    rank = torch.where(boundary == UNKNOWN, 0.5, boundary.float())
    pooled = functional.max_pool2d(rank[:, None], stride)[:, 0]
    return torch.where(pooled == 0.5, float(UNKNOWN), pooled)


def centre_loss(logits: Tensor, centre: Tensor, known: Tensor) -> Tensor:
    """Focal loss for centres (Zhou et al., "Objects as Points", equation 1)."""
    probability = logits[:, 0].sigmoid().clamp(1e-5, 1 - 1e-5)
    peak = (centre > 0.99).float() * known
    hit = -torch.log(probability) * (1 - probability) ** 2 * peak
    miss = -torch.log(1 - probability) * probability**2 * (1 - centre) ** 4 * known * (1 - peak)
    return (hit + miss).sum() / peak.sum().clamp(min=1)


def box_loss(boxes: Tensor, truth: Tensor, weight: Tensor) -> Tensor:
    """1 − generalised IoU of (B, 4, h, w) boxes, weighted by (B, h, w)."""
    each = 1 - generalised_iou(boxes.movedim(1, -1), truth.movedim(1, -1))
    return (each * weight).sum() / weight.sum().clamp(min=1)


def generalised_iou(boxes: Tensor, others: Tensor) -> Tensor:
    """Of boxes (…, 4) with as many others (Rezatofighi et al., CVPR 2019); areas in pixels."""
    low, high = torch.maximum(boxes, others), torch.minimum(boxes, others)
    inside = (high[..., 2:] - low[..., :2]).clamp(min=0).prod(dim=-1)
    union = (_area(boxes) + _area(others) - inside).clamp(min=1)
    hull = (low[..., 2:] - high[..., :2]).prod(dim=-1).clamp(min=1)
    return inside / union - (hull - union) / hull


def _area(boxes: Tensor) -> Tensor:
    return (boxes[..., 2:] - boxes[..., :2]).clamp(min=0).prod(dim=-1)
