"""From a map of centre scores and the boxes voted there to detections.

A person is a peak of the centre map, and its box is the one that its peak votes for, as in
"Objects as Points" (Zhou, Wang, Krähenbühl, 2019). Peaks of one large person can lie farther
apart than a pixel's neighbourhood; overlapping boxes are therefore suppressed afterwards.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.predictions import Detection
from portrait_studio.inference.decode_boxes import as_detections, suppress
from portrait_studio.inference.preprocess import Geometry

Floats = NDArray[np.float32]
_MOST_PEAKS = 1000


def decode_centres(
    centre: Floats, votes: Floats, *, threshold: float, nms_iou: float
) -> tuple[Detection, ...]:
    """Find the people of a centre map.

    Parameters
    ----------
    centre
        (h8, w8) scores 0..1.
    votes
        (4, h8, w8) boxes in fractions of the photo.
    threshold
        Smallest score of a person.
    nms_iou
        Above which two boxes are one and the same person.

    Returns
    -------
    tuple of Detection
        Best first.
    """
    rows, columns = peaks(centre, threshold=threshold)
    scores, boxes = centre[rows, columns], votes[:, rows, columns].T
    kept = suppress(boxes, scores, largest_iou=nms_iou)
    return as_detections(boxes[kept], scores[kept])


def peaks(centre: Floats, *, threshold: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return rows and columns of the local maxima of 3 x 3 cells, best first, at most 1000."""
    neighbourhood = cv2.dilate(centre, np.ones((3, 3), np.uint8))
    rows, columns = np.nonzero((centre >= neighbourhood) & (centre >= threshold) & (centre > 0))
    order = np.argsort(-centre[rows, columns], kind="stable")[:_MOST_PEAKS]
    return rows[order], columns[order]


def votes_in_fractions(votes: Floats, at: Geometry) -> Floats:
    """Turn box votes (4, h8, w8) in input pixels into fractions of the photo, cut to the photo."""
    fractions = votes.astype(np.float32) * at.box_scale()[:, None, None]
    return np.stack([at.to_photo(np.ascontiguousarray(plane)) for plane in fractions])
