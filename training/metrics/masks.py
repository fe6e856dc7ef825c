"""How well a person mask fits: person IoU, mean IoU and boundary IoU of one photo."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

BAND_SHARE = 0.02
"""Width of the boundary band as a share of the photo's diagonal (Cheng et al. 2021)."""


@dataclass(frozen=True)
class MaskScores:
    """The three measures of one photo, each 0..1, best 1."""

    person_iou: float
    mean_iou: float
    boundary_iou: float


def iou(predicted: Mask, truth: Mask, *, valid: Mask) -> float:
    """Return intersection over union of two (H, W) masks where ``valid`` holds.

    Two masks that are both empty agree completely: 1.
    """
    union = np.count_nonzero((predicted | truth) & valid)
    return np.count_nonzero(predicted & truth & valid) / union if union else 1.0


def mean_iou(predicted: Mask, truth: Mask, *, valid: Mask) -> float:
    """Return the mean of the IoU of the person and of the IoU of the background."""
    person = iou(predicted, truth, valid=valid)
    return (person + iou(~predicted, ~truth, valid=valid)) / 2


def band_width(shape: tuple[int, int]) -> int:
    """Return the width in pixels of the boundary band of a photo of ``shape`` (H, W)."""
    return max(1, round(BAND_SHARE * float(np.hypot(*shape))))


def inner_band(mask: Mask, *, width: int, valid: Mask) -> Mask:
    """Return the pixels of ``mask`` that lie within ``width`` pixels of its outline, (H, W).

    The frame of the photo counts as outline, as in the published definition. The rim of an
    ignored area does not: nobody knows whether the outline runs there.
    """
    solid = (mask | ~valid).astype(np.uint8)
    kernel = np.ones((2 * width + 1, 2 * width + 1), np.uint8)
    core = cv2.erode(solid, kernel, borderType=cv2.BORDER_CONSTANT, borderValue=0)
    return np.asarray(mask & valid & (core == 0))


def boundary_iou(predicted: Mask, truth: Mask, *, valid: Mask) -> float:
    """Return the IoU of the two masks' inner boundary bands.

    The band is 2 % of the diagonal wide, measured by the maximum of row and column distance.
    Cheng, Girshick, Dollár, Berg, Kirillov, *Boundary IoU: Improving Object-Centric Image
    Segmentation Evaluation*, CVPR 2021.
    """
    width = band_width((truth.shape[0], truth.shape[1]))
    return iou(
        inner_band(predicted, width=width, valid=valid),
        inner_band(truth, width=width, valid=valid),
        valid=valid,
    )


def mask_scores(predicted: Mask, truth: Mask, *, valid: Mask) -> MaskScores:
    """Return all measures of one photo; all arguments are (H, W) bool.

    Raises
    ------
    ValueError
        When the shapes differ.
    """
    if not predicted.shape == truth.shape == valid.shape:
        raise ValueError(f"shapes differ: {predicted.shape}, {truth.shape}, {valid.shape}")
    return MaskScores(
        iou(predicted, truth, valid=valid),
        mean_iou(predicted, truth, valid=valid),
        boundary_iou(predicted, truth, valid=valid),
    )
