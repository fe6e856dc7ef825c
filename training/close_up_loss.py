"""What a close-up network is asked to lower: masks, boundaries, and how well it judges itself."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.losses import UNKNOWN, boundary_loss, mask_loss, side_losses
from training.networks.close_up import OWN, CloseUpOutputs


@dataclass(frozen=True)
class CloseUpWeights:
    """How much each part counts."""

    mask: float = 1.0
    overlap: float = 1.0
    boundary: float = 0.7
    side: float = 0.12
    quality: float = 0.3
    edge: float = 3.0  # extra weight of pixels at this person's outline
    contact: float = 4.0  # weight of borders between people, which are rare


def close_up_loss(
    outputs: CloseUpOutputs, targets: dict[str, Tensor], weights: CloseUpWeights
) -> tuple[Tensor, dict[str, float]]:
    """The sum, and each part by name for the log."""
    near = 1 + weights.edge * torch.exp(-targets["edge_distance"] / 6)
    categories, boundary = targets["categories"], targets["boundary"]
    contact = weights.contact
    parts = {
        "mask": mask_loss(outputs.semantic, categories, near),
        "overlap": own_overlap_loss(outputs.semantic, categories),
        "boundary": boundary_loss(outputs.boundary, boundary, contact=contact),
        "side": side_losses(outputs, categories, boundary, contact=contact),
        "quality": quality_loss(outputs, categories),
    }
    total = torch.stack([getattr(weights, name) * value for name, value in parts.items()]).sum()
    return total, {name: float(value.detach()) for name, value in parts.items()}


def own_overlap_loss(logits: Tensor, categories: Tensor) -> Tensor:
    """1 − soft IoU of this person; crops of nobody do not count."""
    known = categories != UNKNOWN
    truth = (categories == OWN).float()
    found = logits.softmax(dim=1)[:, OWN] * known
    inside = (truth * found).sum(dim=(1, 2))
    union = (truth + found - truth * found).sum(dim=(1, 2))
    present = truth.sum(dim=(1, 2)) > 0
    return ((1 - inside / union.clamp(min=1)) * present).sum() / present.sum().clamp(min=1)


def quality_loss(outputs: CloseUpOutputs, categories: Tensor) -> Tensor:
    """Cross-entropy of the predicted quality with the IoU that the mask really has."""
    truth = true_quality(outputs.semantic.detach(), categories)
    return functional.binary_cross_entropy_with_logits(outputs.quality, truth)


def true_quality(logits: Tensor, categories: Tensor) -> Tensor:
    """(B,) IoU of this person's mask as it would be cut; 0 where nobody is to be found."""
    known = categories != UNKNOWN
    found = (logits.softmax(dim=1)[:, OWN] >= 0.5) & known
    truth = categories == OWN
    inside, union = (found & truth).sum(dim=(1, 2)), (found | truth).sum(dim=(1, 2))
    return inside.float() / union.clamp(min=1).float()
