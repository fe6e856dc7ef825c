"""How well a boundary map finds outlines and the borders between people, within two pixels."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from skimage.morphology import skeletonize

from training.packed import IGNORE

TOLERANCE = 2.0
"""Distance in pixels within which a predicted border pixel finds a true one."""


@dataclass(frozen=True)
class BorderCounts:
    """Pixels counted for one kind of border; add the counts of photos before dividing.

    ``predicted`` predicted border pixels, ``right`` those near a true border, ``true`` true
    border pixels, ``found`` those near a predicted one.
    """

    predicted: int = 0
    right: int = 0
    true: int = 0
    found: int = 0

    def __add__(self, other: "BorderCounts") -> "BorderCounts":
        return BorderCounts(
            self.predicted + other.predicted,
            self.right + other.right,
            self.true + other.true,
            self.found + other.found,
        )

    @property
    def precision(self) -> float:
        """Share of the predicted pixels that are right; 0 where nothing is predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the true pixels that are found; 0 where there are none."""
        return self.found / self.true if self.true else 0.0

    @property
    def f_score(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def true_borders(truth: NDArray[np.uint8]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the border pixels (between people, outlines), each (H, W) bool.

    A border pixel belongs to a person and touches, along a row or a column, another person or
    the background. Pixels beside the ignored area are in neither.
    """
    between = np.zeros(truth.shape, bool)
    outline = np.zeros(truth.shape, bool)
    for axis in (0, 1):
        near, far = _neighbours(truth, axis)
        for here, there, side in ((near, far, slice(None, -1)), (far, near, slice(1, None))):
            place = (side, slice(None)) if axis == 0 else (slice(None), side)
            person = (here > 0) & (here != IGNORE) & (here != there)
            between[place] |= person & (there > 0) & (there != IGNORE)
            outline[place] |= person & (there == 0)
    return between, outline & ~between


def _neighbours(truth: NDArray[np.uint8], axis: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    return (truth[:-1], truth[1:]) if axis == 0 else (truth[:, :-1], truth[:, 1:])


def _within(target: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return where a pixel of ``target`` is at most `TOLERANCE` away (Euclidean), (H, W)."""
    if not target.any():
        return np.zeros(target.shape, bool)
    free = (~target).astype(np.uint8)
    distance = cv2.distanceTransform(free, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return np.asarray(distance <= TOLERANCE)


def border_counts(
    boundary: NDArray[np.float32], truth: NDArray[np.uint8], *, threshold: float
) -> tuple[BorderCounts, BorderCounts]:
    """Return the counts of one photo (between people, outlines).

    The boundary map is cut at ``threshold`` and thinned to lines one pixel wide. A predicted
    pixel that lies among people, further than the tolerance from all background, must find a
    border between people; every other one must find any border. A true pixel of either kind may
    be found by any predicted one.

    Parameters
    ----------
    boundary : (H, W) float32
        Boundary probability at the size of the truth.
    truth : (H, W) uint8
        0 background, 1…n people, 255 ignored.
    """
    lines = np.asarray(skeletonize(boundary >= threshold), dtype=np.bool_)  # type: ignore[no-untyped-call]
    known = ~_within(truth == IGNORE)
    between, outline = (border & known for border in true_borders(truth))
    lines = lines & known
    reached = _within(lines)
    among = lines & ~_within((truth == 0) | (truth == IGNORE))
    around = lines & ~among
    near_between, near_any = _within(between), _within(between | outline)
    return (
        _counts(among, near_between, between, reached),
        _counts(around, near_any, outline, reached),
    )


def _counts(
    lines: NDArray[np.bool_],
    near: NDArray[np.bool_],
    true: NDArray[np.bool_],
    reached: NDArray[np.bool_],
) -> BorderCounts:
    counted = (lines, lines & near, true, true & reached)
    return BorderCounts(*(int(np.count_nonzero(pixels)) for pixels in counted))
