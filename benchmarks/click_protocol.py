"""A simulated user: clicks the middle of the largest error, again and again.

The protocol of interactive segmentation (Xu et al., "Deep interactive object selection", 2016):
the largest connected region of pixels that are wrongly in or out, and in it the pixel farthest
from its border.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

_Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Click:
    """Where the user clicks: (row, col), and whether the person is missing there or surplus."""

    row: int
    col: int
    missing: bool


def next_click(found: _Flags, wanted: _Flags, *, valid: _Flags) -> Click | None:
    """Return the next click; None where nothing is wrong.

    Parameters
    ----------
    found, wanted : (H, W) bool
        The person as segmented, and in truth.
    valid : (H, W) bool
        Where the truth says something.
    """
    missing, area = _largest(wanted & ~found & valid)
    surplus, other = _largest(found & ~wanted & valid)
    if max(area, other) == 0:
        return None
    error = missing if area >= other else surplus
    # The frame of the photo is a border too.
    depth = cv2.distanceTransform(np.pad(error.astype(np.uint8), 1), cv2.DIST_L2, 5)[1:-1, 1:-1]
    row, col = np.unravel_index(int(np.asarray(depth).argmax()), error.shape)
    return Click(int(row), int(col), missing=area >= other)


def iou(found: _Flags, wanted: _Flags, *, valid: _Flags) -> float:
    """Intersection over union where the truth says something; 0 for two empty masks."""
    union = int(((found | wanted) & valid).sum())
    return float((found & wanted & valid).sum() / union) if union else 0.0


def _largest(error: _Flags) -> tuple[_Flags, int]:
    _, parts, stats, _ = cv2.connectedComponentsWithStats(error.astype(np.uint8), connectivity=8)
    areas = np.asarray(stats)[1:, cv2.CC_STAT_AREA]
    if len(areas) == 0:
        return error, 0
    return np.asarray(parts) == int(areas.argmax()) + 1, int(areas.max())
