"""What the detector is asked to lower: wrong scores and wrong boxes."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor
from torch.nn import functional

from training.losses import generalised_iou
from training.networks.detector import DetectorOutputs


@dataclass(frozen=True)
class DetectorWeights:
    """How much each part counts, and from which true score on a cell's box is learned."""

    score: float = 1.0
    boxes: float = 2.0
    least: float = 0.05


def detector_loss(
    outputs: DetectorOutputs, targets: dict[str, Tensor], weights: DetectorWeights
) -> tuple[Tensor, dict[str, float]]:
    """The sum, and each part by name for the log.

    ``targets`` has ``scores`` (B, A) in 0..1, ``boxes`` (B, A, 4) and ``weights`` (B, A).
    """
    truth, known = targets["scores"], targets["weights"]
    amount = (truth * known).sum().clamp(min=1)
    parts = {
        "score": (score_loss(outputs.scores.float(), truth) * known).sum() / amount,
        "boxes": _box_loss(outputs.boxes, targets["boxes"], truth, known, weights.least),
    }
    total = weights.score * parts["score"] + weights.boxes * parts["boxes"]
    return total, {name: float(value.detach()) for name, value in parts.items()}


def score_loss(logits: Tensor, truth: Tensor) -> Tensor:
    """Quality focal loss a cell, for soft truth (Li et al., "Generalized Focal Loss", 2020)."""
    each = functional.binary_cross_entropy_with_logits(logits, truth, reduction="none")
    return each * (truth - logits.sigmoid()).abs() ** 2


def _box_loss(boxes: Tensor, truth: Tensor, scores: Tensor, known: Tensor, least: float) -> Tensor:
    """1 − generalised IoU of the cells that speak of somebody, each by its true score."""
    weight = scores * known * (scores >= least)
    chosen = weight > 0
    each = 1 - generalised_iou(boxes[chosen], truth[chosen])
    return (each * weight[chosen]).sum() / weight.sum().clamp(min=1)
