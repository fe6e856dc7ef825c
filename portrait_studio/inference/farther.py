"""What a detector sees of a photo from farther away, united with what it sees as near as it can.

A network of this size knows people of the sizes it has learned; somebody who fills the photo is
larger, and seen in parts: a head, a chest. At half the size the whole of them fits in. Testing at
several sizes is old (Felzenszwalb et al., "Object Detection with Discriminatively Trained
Part-Based Models", PAMI 2010); here the smaller pictures speak of large boxes alone.
"""

from collections.abc import Iterable

import numpy as np

from portrait_studio.core.predictions import Detection
from portrait_studio.inference.decode_boxes import suppress

Detections = tuple[Detection, ...]


def large_ones(detections: Iterable[Detection], *, least: float) -> Detections:
    """Return the detections whose longer side is at least `least`, as a fraction of the photo's."""
    return tuple(
        found
        for found in detections
        if max(found.box[2] - found.box[0], found.box[3] - found.box[1]) >= least
    )


def united(looks: Iterable[Detections], *, largest_iou: float) -> Detections:
    """Return the best of every heap of overlapping boxes of several looks, best first."""
    every = [found for look in looks for found in look]
    boxes = np.array([found.box for found in every], np.float32).reshape(-1, 4)
    scores = np.array([found.score for found in every], np.float32)
    return tuple(every[index] for index in suppress(boxes, scores, largest_iou=largest_iou))
