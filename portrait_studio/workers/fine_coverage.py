"""Background work: where people are at the photo's full size, for judging their edges."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.checkpoint import asking
from portrait_studio.core.editing.snapshot import Snapshot
from portrait_studio.core.photo import Photo
from portrait_studio.core.upsample import person_alphas
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.workers.pictures import SMALLEST_LEVEL
from portrait_studio.workers.task import Report

Coverage = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class FineCoverage:
    """Add up the alphas of people.

    Attributes
    ----------
    photo
    snapshot
        Whose every pixel is.
    people
        Ids of those who count.
    """

    photo: Photo
    snapshot: Snapshot
    people: frozenset[int]

    def __call__(self, report: Report, cancel: CancelToken) -> tuple[Coverage, ...]:
        """Return (H, W) uint8 and its halves, 255 where wholly covered. Raises Cancelled."""
        coverage = np.zeros(self.photo.shape, np.uint8)
        now = self.snapshot
        alphas = person_alphas(now.person, now.owner, count=now.count, photo=self.photo)
        with asking(cancel.raise_if_cancelled):
            for person, part, alpha in alphas:
                if person in self.people:
                    own = cv2.convertScaleAbs(alpha, alpha=255)
                    coverage[part] = cv2.add(coverage[part], own.reshape(alpha.shape))
        return _levels(coverage)


def _levels(coverage: Coverage) -> tuple[Coverage, ...]:
    levels = [coverage]
    while max(levels[-1].shape) >= 2 * SMALLEST_LEVEL and min(levels[-1].shape) >= 2:
        rows, cols = levels[-1].shape
        half = cv2.resize(levels[-1], (cols // 2, rows // 2), interpolation=cv2.INTER_AREA)
        levels.append(np.asarray(half, np.uint8).reshape(rows // 2, cols // 2))
    return tuple(levels)
