"""From a detector's boxes, a box and a score a cell, to detections."""

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.predictions import Detection
from portrait_studio.errors import NetworkError
from portrait_studio.inference.cards import Card, OutputSpec
from portrait_studio.inference.decode_boxes import as_detections, suppress
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
    # a box that is no number would hide all others from the suppression
    chosen = values[0, (values[0, :, 4] >= threshold) & np.isfinite(values[0]).all(axis=1)]
    boxes, scores = chosen[:, :4] * at.box_scale(), chosen[:, 4]
    kept = suppress(boxes, scores, largest_iou=spec.nms_iou)
    return as_detections(boxes[kept], scores[kept])
