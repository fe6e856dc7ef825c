"""Overlap of boxes, and the matching of detected boxes to the people of one photo."""

import numpy as np
from numpy.typing import NDArray

from training.metrics.matching import Matched, match

SMALL_SHARE = 0.01
"""People under this share of the photo are ignored."""


def box_areas(boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the areas (N,) of boxes (N, 4) of (row0, col0, row1, col1)."""
    sides = np.clip(boxes[:, 2:] - boxes[:, :2], 0.0, None)
    return np.asarray(sides.prod(axis=1))


def box_iou(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the IoU (N, M) of every box of ``first`` (N, 4) with every one of ``second`` (M, 4).

    Boxes are (row0, col0, row1, col1) in one common unit.
    """
    low = np.maximum(first[:, None, :2], second[None, :, :2])
    high = np.minimum(first[:, None, 2:], second[None, :, 2:])
    both = np.clip(high - low, 0.0, None).prod(axis=2)
    union = box_areas(first)[:, None] + box_areas(second)[None] - both
    return np.asarray(np.divide(both, union, out=np.zeros_like(both), where=union > 0))


def ignored_share(boxes: NDArray[np.float64], valid: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the share (N,) of each box, in pixels of ``valid`` (H, W), that is not valid."""
    height, width = valid.shape
    table = np.zeros((height + 1, width + 1))
    table[1:, 1:] = np.cumsum(np.cumsum(~valid, axis=0), axis=1)
    corners = np.clip(np.rint(boxes), 0, [height, width, height, width]).astype(np.intp)
    row0, col0, row1, col1 = corners.T
    inside = table[row1, col1] - table[row0, col1] - table[row1, col0] + table[row0, col0]
    area = (row1 - row0) * (col1 - col0)
    return np.asarray(np.divide(inside, area, out=np.zeros(len(boxes)), where=area > 0))


def match_boxes(
    detections: NDArray[np.float64],
    scores: NDArray[np.float64],
    *,
    people: NDArray[np.float64],
    person_areas: NDArray[np.float64],
    valid: NDArray[np.bool_],
) -> Matched:
    """Match the detected boxes of one photo.

    Parameters
    ----------
    detections, people : (D, 4) and (P, 4) float64
        Boxes (row0, col0, row1, col1) in pixels of the photo.
    scores : (D,) float64
    person_areas : (P,) float64
        Area of each person's mask in pixels; decides who is too small to count.
    valid : (H, W) bool
        False where the truth says nothing; such pixels act as a crowd.
    """
    smallest = SMALL_SHARE * valid.size
    overlaps = box_iou(detections, people)
    crowd = ignored_share(detections, valid)[:, None]
    return match(
        np.concatenate([overlaps, crowd], axis=1),
        scores,
        person_ignored=np.append(person_areas < smallest, True),
        person_crowd=np.append(np.zeros(len(people), bool), True),
        detection_small=box_areas(detections) < smallest,
    )
