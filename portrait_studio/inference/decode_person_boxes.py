"""From a detector's boxes, a box and a score a cell, to detections."""

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.predictions import Detection
from portrait_studio.errors import NetworkError
from portrait_studio.inference.cards import Card, OutputSpec
from portrait_studio.inference.decode_boxes import as_detections, iou, suppress
from portrait_studio.inference.preprocess import Geometry

Floats = NDArray[np.float32]


def decode_person_boxes(
    values: Floats, *, card: Card, spec: OutputSpec, at: Geometry, threshold: float
) -> tuple[Detection, ...]:
    """Find the people among a detector's boxes.

    Parameters
    ----------
    values
        (1, N, 5): row0, col0, row1, col1 in input pixels, and a score 0..1; N cells.
    card, spec
        The network, and the output.
    at
        Where the photo lies in the input.
    threshold
        Smallest score of a person.

    Returns
    -------
    tuple of Detection
        Best first.

    Raises
    ------
    NetworkError
        If the output has another shape.
    """
    if values.ndim != 3 or values.shape[0] != 1 or values.shape[2] != 5:
        raise NetworkError(
            'The card {card}: the output "{output}" has the shape {shape}, not'
            " (1, boxes, 5): four sides and a score a box.",
            card=card.path,
            output=spec.name,
            shape=values.shape,
        )
    chosen = values[0, values[0, :, 4] >= threshold]
    boxes, scores = chosen[:, :4] * at.box_scale(), chosen[:, 4]
    kept = suppress(boxes, scores, largest_iou=spec.nms_iou)
    return as_detections(boxes[kept], scores[kept])


def agreed(
    detections: tuple[Detection, ...], others: tuple[Detection, ...], *, nms_iou: float
) -> tuple[Detection, ...]:
    """Return what two looks at one photo found, each person once, best first.

    Boxes of one person are averaged by their scores, and scores are averaged, where a look that
    did not find somebody counts as none: boxes fused by weights (Solovyev, Wang and Gabruseva,
    "Weighted boxes fusion", 2021).

    Parameters
    ----------
    detections, others
        Of the two looks, in fractions of the same photo.
    nms_iou
        Above which two boxes are one and the same person.
    """
    found = [*detections, *others]
    if not found:
        return ()
    boxes = np.array([one.box for one in found], np.float32)
    scores = np.array([one.score for one in found], np.float32)
    first = np.arange(len(found)) < len(detections)
    free = np.ones(len(found), np.bool_)
    merged = []
    for index in suppress(boxes, scores, largest_iou=nms_iou):
        same = free & (iou(boxes[index], boxes) > nms_iou)
        free &= ~same  # a box speaks for one person only
        merged.append(_merged(boxes, scores, looks=(same & first, same & ~first)))
    fused, sure = zip(*merged, strict=True)
    return as_detections(np.stack(fused), np.array(sure, np.float32))


def _merged(
    boxes: Floats, scores: Floats, *, looks: tuple[NDArray[np.bool_], NDArray[np.bool_]]
) -> tuple[Floats, float]:
    """The mean of each look's best box of one person, and of their scores."""
    total, weight = np.zeros(4, np.float32), 0.0
    for look in looks:
        same = np.flatnonzero(look)
        if len(same):
            best = same[scores[same].argmax()]
            total, weight = total + scores[best] * boxes[best], weight + float(scores[best])
    return np.asarray(total / np.float32(max(weight, 1e-12)), np.float32), weight / 2
