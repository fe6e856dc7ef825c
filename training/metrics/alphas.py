"""How well an alpha fits the true one: SAD, squared error, gradient error, boundary IoU.

SAD and gradient error are those of Rhemann et al., "A Perceptually Motivated Online Benchmark for
Image Matting", CVPR 2009, over the whole photo.
"""

from dataclasses import dataclass, fields
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from training.metrics.masks import boundary_iou, inner_band, iou

Floats = NDArray[np.float32]

THIN_BAND = 0.003
"""Width of the thin band as a share of the diagonal: a few pixels, where an eye judges an edge."""

_SIGMA = 1.4  # of the derivative of a Gaussian, in pixels
_REACH = 5


@dataclass(frozen=True)
class AlphaScores:
    """The measures of one photo.

    Attributes
    ----------
    sad : float
        Sum of the absolute differences, in thousands of pixels.
    mse : float
        Mean squared difference, in thousandths.
    gradient : float
        Sum of the squared differences of the gradients' lengths, in thousands.
    boundary_iou : float
        Of the alphas cut at one half, in a band of 2 % of the diagonal.
    thin_boundary_iou : float
        The same in the thin band.
    """

    sad: float
    mse: float
    gradient: float
    boundary_iou: float
    thin_boundary_iou: float


def alpha_scores(alpha: Floats, truth: Floats) -> AlphaScores:
    """Return all measures of an alpha (H, W) float32 against the true one.

    Raises
    ------
    ValueError
        When the shapes differ.
    """
    if alpha.shape != truth.shape:
        raise ValueError(f"shapes differ: {alpha.shape}, {truth.shape}")
    difference = np.abs(alpha - truth)
    slopes = gradient(alpha) - gradient(truth)
    mask, true, everywhere = alpha >= 0.5, truth >= 0.5, np.ones(truth.shape, bool)
    thin = max(1, round(THIN_BAND * float(np.hypot(*truth.shape))))
    bands = [inner_band(each, width=thin, valid=everywhere) for each in (mask, true)]
    return AlphaScores(
        sad=float(difference.sum(dtype=np.float64)) / 1000,
        mse=float(np.square(difference).mean(dtype=np.float64)) * 1000,
        gradient=float(np.square(slopes).sum(dtype=np.float64)) / 1000,
        boundary_iou=boundary_iou(mask, true, valid=everywhere),
        thin_boundary_iou=iou(bands[0], bands[1], valid=everywhere),
    )


def gradient(alpha: Floats) -> Floats:
    """(H, W) length of the gradient, by derivatives of a Gaussian; 1 / pixel for a hard step."""
    place = np.arange(-_REACH, _REACH + 1, dtype=np.float64)
    bell = np.exp(-(place**2) / (2 * _SIGMA**2))
    bell /= bell.sum()
    slope = place * bell / (place**2 * bell).sum()
    across: Any = cv2.sepFilter2D(alpha, cv2.CV_32F, slope, bell, borderType=cv2.BORDER_REPLICATE)
    down: Any = cv2.sepFilter2D(alpha, cv2.CV_32F, bell, slope, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(np.hypot(across, down), np.float32)


def mean_scores(scores: list[AlphaScores]) -> AlphaScores:
    """Return the mean over the photos."""
    names = [field.name for field in fields(AlphaScores)]
    return AlphaScores(*(float(np.mean([getattr(one, name) for one in scores])) for name in names))
