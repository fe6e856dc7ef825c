"""The simplest split there is: every pixel of the person mask goes to the nearest box centre."""

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.predictions import Predictions
from training.evaluation.people import LabelMap
from training.evaluation.person_masks import THRESHOLD, resized


def nearest_centre(predictions: Predictions, shape: tuple[int, int]) -> LabelMap:
    """Return the label map at ``shape`` and the scores of the detections.

    A pixel of the mask goes, among the boxes that hold it, to the one whose centre is nearest,
    each distance in units of the box's own half sides. A pixel in no box stays background.
    """
    boxes = np.array([found.box for found in predictions.detections], np.float64).reshape(-1, 4)
    scores = np.array([found.score for found in predictions.detections], np.float64)
    mask = resized(predictions.person, shape) >= THRESHOLD
    labels = np.zeros(shape, np.uint8)
    nearest = np.full(shape, np.inf)
    for label, box in enumerate(boxes[:255], 1):
        distance = _distance(box * [*shape, *shape], shape)
        closer = mask & (distance < nearest)
        labels[closer], nearest[closer] = label, distance[closer]
    return labels, scores[:255]


def _distance(box: NDArray[np.float64], shape: tuple[int, int]) -> NDArray[np.float64]:
    """Return the distance (H, W) from the box's centre in half sides; infinite outside it."""
    row0, col0, row1, col1 = box
    rows = (np.arange(shape[0])[:, None] + 0.5 - (row0 + row1) / 2) / max((row1 - row0) / 2, 1e-9)
    cols = (np.arange(shape[1])[None] + 0.5 - (col0 + col1) / 2) / max((col1 - col0) / 2, 1e-9)
    inside = (np.abs(rows) <= 1) & (np.abs(cols) <= 1)
    return np.where(inside, np.hypot(rows, cols), np.inf)
