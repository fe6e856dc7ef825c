"""From the raw heads of a YOLOX network to detections.

Decoding as published in "YOLOX: Exceeding YOLO Series in 2021" (Ge et al., 2021): a cell of the
grid of stride s predicts (x, y) = (value + cell) s and (width, height) = exp(value) s in input
pixels, an objectness and one probability a class.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.predictions import Detection
from portrait_studio.errors import NetworkError
from portrait_studio.inference.cards import Card, OutputSpec
from portrait_studio.inference.decode_boxes import as_detections, suppress
from portrait_studio.inference.preprocess import Geometry

Floats = NDArray[np.float32]


def decode_yolox(
    values: Floats, *, card: Card, spec: OutputSpec, at: Geometry, threshold: float
) -> tuple[Detection, ...]:
    """Find the people in YOLOX's raw output.

    Parameters
    ----------
    values
        (1, N, 5 + classes): x, y, width, height, objectness, then a probability a class; N cells,
        grid after grid.
    card, spec
        The network, and the output with its strides and the class of a person.
    at
        Where the photo lies in the input.
    threshold
        Smallest score (objectness times class) of a person.

    Returns
    -------
    tuple of Detection
        Best first.

    Raises
    ------
    NetworkError
        If the output does not fit the card's strides or lacks the class.
    """
    cells, strides = grid(at.input_shape, spec.strides)
    expected = (1, len(cells))
    if values.ndim != 3 or values.shape[:2] != expected or values.shape[2] <= 5 + spec.channel:
        raise NetworkError(
            'The card {card}: the output "{output}" has the shape {shape}; its'
            " strides need (1, {cells}, more than {least}).",
            card=card.path,
            output=spec.name,
            shape=values.shape,
            cells=len(cells),
            least=5 + spec.channel,
        )
    scores = values[0, :, 4] * values[0, :, 5 + spec.channel]
    chosen = scores >= threshold
    heads, scores, scale = values[0, chosen], scores[chosen], strides[chosen, None]
    centre = (heads[:, 1::-1] + cells[chosen]) * scale
    size = np.exp(np.minimum(heads[:, 3:1:-1], 20)) * scale
    boxes = np.concatenate([centre - size / 2, centre + size / 2], axis=1) * at.box_scale()
    kept = suppress(boxes, scores, largest_iou=spec.nms_iou)
    return as_detections(boxes[kept], scores[kept])


def grid(shape: tuple[int, int], strides: Sequence[int]) -> tuple[Floats, Floats]:
    """Return the cells (N, 2) row, col of all grids one after the other, and their stride (N,)."""
    cells = [
        np.stack(
            np.meshgrid(np.arange(shape[0] // s), np.arange(shape[1] // s), indexing="ij"), axis=-1
        ).reshape(-1, 2)
        for s in strides
    ]
    sizes = [np.full(len(of_one), s) for of_one, s in zip(cells, strides, strict=True)]
    return np.concatenate(cells).astype(np.float32), np.concatenate(sizes).astype(np.float32)
