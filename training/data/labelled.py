"""A photo with what is known about it, whatever data set it comes from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

IGNORE = 255  # label of pixels that say nothing
GREY = 114  # of what no photo covers, as the program pads


@dataclass(frozen=True)
class Labelled:
    """One photo and its truth.

    Attributes
    ----------
    photo : (H, W, 3) uint8
        sRGB.
    labels : (H, W) uint8
        0 background, 1…n one value a person (or a category of VOC), 255 unknown.
    borders_known : bool
        Whether labels tell people apart, so that borders between them can be learned.
    people_known : bool
        Whether ``labels`` or ``boxes`` name every person, so that centres can be learned.
    boxes : (n, 4) float32 or None
        row0, col0, row1, col1 in pixels, of photos that have boxes in place of instance masks.
    found : (n, 5) float32 or None
        What a detector finds in the photo as it was packed: score, row0, col0, row1, col1 in
        pixels; None also of a photo that was warped since.
    """

    photo: NDArray[np.uint8]
    labels: NDArray[np.uint8]
    borders_known: bool
    people_known: bool
    boxes: NDArray[np.float32] | None = None
    found: NDArray[np.float32] | None = None


def people_in(labels: NDArray[np.uint8]) -> NDArray[np.intp]:
    """The values of an 8-bit instance mask that stand for a person, ascending."""
    present = np.flatnonzero(np.bincount(labels.ravel(), minlength=256))
    return present[(present > 0) & (present < IGNORE)]
