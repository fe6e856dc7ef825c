"""Boxes as arrays: overlap, non-maximum suppression, and from arrays to detections."""

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.predictions import Detection

Floats = NDArray[np.float32]
MOST_DETECTIONS = 100


def iou(box: Floats, boxes: Floats) -> Floats:
    """Return the intersection over union of one box (4,) with each of (N, 4)."""
    low = np.maximum(box[:2], boxes[:, :2])
    high = np.minimum(box[2:], boxes[:, 2:])
    shared = np.prod(np.maximum(high - low, 0), axis=1)
    area = np.prod(np.maximum(box[2:] - box[:2], 0))
    areas = np.prod(np.maximum(boxes[:, 2:] - boxes[:, :2], 0), axis=1)
    return np.asarray(shared / np.maximum(area + areas - shared, 1e-12), np.float32)


def suppress(boxes: Floats, scores: Floats, *, largest_iou: float) -> NDArray[np.intp]:
    """Keep the best box of every heap of overlapping ones.

    Greedy non-maximum suppression: the best box stays, whatever overlaps it by more than
    `largest_iou` goes, and so on.

    Parameters
    ----------
    boxes
        (N, 4) row0, col0, row1, col1.
    scores
        (N,).
    largest_iou
        Above which two boxes are one and the same person.

    Returns
    -------
    (K,) indices of what stays, best first, at most `MOST_DETECTIONS`.
    """
    left = np.argsort(-scores, kind="stable")
    kept: list[int] = []
    while left.size and len(kept) < MOST_DETECTIONS:
        best, left = left[0], left[1:]
        kept.append(int(best))
        left = left[iou(boxes[best], boxes[left]) <= largest_iou]
    return np.array(kept, np.intp)


def as_detections(boxes: Floats, scores: Floats) -> tuple[Detection, ...]:
    """Turn boxes (N, 4), fractions of the photo, and scores (N,) into detections, best first.

    What lies outside the photo is cut off; boxes of which nothing is left are dropped.
    """
    order = np.argsort(-scores, kind="stable")
    clipped = np.clip(boxes[order].astype(np.float64), 0.0, 1.0)
    clear = np.clip(scores[order].astype(np.float64), 0.0, 1.0)
    valid = np.isfinite(clipped).all(axis=1) & np.isfinite(clear)
    valid &= (clipped[:, 2] > clipped[:, 0]) & (clipped[:, 3] > clipped[:, 1])
    return tuple(
        Detection(box=(row0, col0, row1, col1), score=score)
        for (row0, col0, row1, col1), score in zip(
            clipped[valid].tolist(), clear[valid].tolist(), strict=True
        )
    )
