"""Parts of four photos side by side: people of other sizes, beside what they never stood beside.

After the mosaics of Bochkovskiy et al., "YOLOv4", 2020.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from training.data.labelled import GREY, IGNORE, Labelled
from training.data.mixture import Mixture
from training.data.taught_boxes import true_boxes

SIDE = 480  # of a mosaic, in pixels
MIDDLE = (0.3, 0.7)  # where its four parts meet, in sides
LONG_SIDES = (200.0, 500.0)  # of a photo whose part is shown, in pixels


@dataclass(frozen=True)
class MosaicSource:
    """Four photos of ``mixture`` at a time, all of whose people must be known."""

    mixture: Mixture

    def __call__(self, random: np.random.Generator) -> Labelled:
        """Draw one mosaic with the boxes of its people; it tells nothing of their outlines."""
        photo = np.full((SIDE, SIDE, 3), GREY, np.uint8)
        row, col = np.round(random.uniform(*MIDDLE, 2) * SIDE).astype(int).tolist()
        boxes = [
            _place(photo[rows, cols], self.mixture.draw(random), random)
            + np.array([rows.start, cols.start] * 2, np.float32)
            for rows in (slice(0, row), slice(row, SIDE))
            for cols in (slice(0, col), slice(col, SIDE))
        ]
        return Labelled(
            photo,
            np.zeros((SIDE, SIDE), np.uint8),
            borders_known=False,
            people_known=True,
            boxes=np.concatenate(boxes),
        )


def _place(
    part: NDArray[np.uint8], labelled: Labelled, random: np.random.Generator
) -> NDArray[np.float32]:
    """Show a photo at a random size in ``part`` (h, w, 3), in place; its boxes (n, 4) there."""
    boxes = true_boxes(labelled)
    pixels = labelled.photo
    if labelled.boxes is None:  # the unknown of a photo with boxes is only whose a pixel is
        pixels = np.where((labelled.labels == IGNORE)[..., None], np.uint8(GREY), pixels)
    scale = random.uniform(*LONG_SIDES) / max(labelled.labels.shape)
    height, width = (max(1, round(side * scale)) for side in labelled.labels.shape)
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    shown = np.asarray(cv2.resize(pixels, (width, height), interpolation=interpolation), np.uint8)
    top, to_row = _overlay(part.shape[0], height, random)
    left, to_col = _overlay(part.shape[1], width, random)
    seen = shown[top : top + part.shape[0], left : left + part.shape[1]]
    part[to_row : to_row + seen.shape[0], to_col : to_col + seen.shape[1]] = seen
    moved = boxes * scale + np.array([to_row - top, to_col - left] * 2)
    low, high = [to_row, to_col], [to_row + seen.shape[0], to_col + seen.shape[1]]
    cut = np.clip(moved, low * 2, high * 2)
    inside = np.asarray(cut[:, 2:] > cut[:, :2]).all(axis=1)
    return np.asarray(cut[inside], np.float32)


def _overlay(room: int, length: int, random: np.random.Generator) -> tuple[int, int]:
    """Where a photo of ``length`` begins to be shown, and where that lies in a part's ``room``."""
    hidden, free = max(0, length - room), max(0, room - length)
    return int(random.integers(hidden + 1)), int(random.integers(free + 1))
