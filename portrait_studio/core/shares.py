"""Each person's share of the alpha of all people together, at every place of the photo.

Shares depend on the place alone and sum to one, so that the people's alphas sum to the whole: no
gap between two people, and no border drawn twice. They are kept as sums over the people up to a
number: the share of person k is the difference of two neighbouring sums, and so rounded levels
still sum to the rounded whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.border_shares import BorderShares, border_shares, half_width
from portrait_studio.core.enlarge import Block, enlarged, over, under
from portrait_studio.core.guided_detail import guide_of
from portrait_studio.core.photo import Photo
from portrait_studio.core.territories import territories

# Smooths the staircase of the small label image before it is enlarged; in its pixels.
_SMOOTHING = 0.4
_MARGIN = 2  # pixels of the small map that the smoothing reaches
# Sums are rounded to these steps before and after they are enlarged: what should be equal is so to
# the last bit, whichever way it was computed.
_SMALL_STEPS, _STEPS = np.float32(2**8), np.float32(2**14)


@dataclass(frozen=True, eq=False)
class Shares:
    """Made by `shares_of`; several threads may ask at once.

    Attributes
    ----------
    territory : (h, w) int32
        1..count the person, count + 1 unassigned; all 0 where nobody is.
    count : int
    photo : (H, W)
        Shape of the photo.
    borders : BorderShares or None
        What the photo says along the borders between people.
    """

    territory: NDArray[np.int32]
    count: int
    photo: tuple[int, int]
    borders: BorderShares | None = None
    _sums: dict[int, NDArray[np.float32]] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def reach(self, person: int) -> Block | None:
        """Rows and columns of the photo outside which a person has no share; None for nobody."""
        mine = self.territory == person
        if not mine.any():
            return None
        rows, cols = (np.flatnonzero(mine.any(axis=axis)) for axis in (1, 0))
        small, margin = self.territory.shape, self._margin
        part = (
            slice(max(0, int(rows[0]) - margin), min(small[0], int(rows[-1]) + 1 + margin)),
            slice(max(0, int(cols[0]) - margin), min(small[1], int(cols[-1]) + 1 + margin)),
        )
        return over(part, small=self._small, photo=self.photo)

    def present(self, block: Block) -> NDArray[np.int32]:
        """Sorted numbers of those with a share in a block of the photo."""
        rows, cols = under(block, small=self._small, photo=self.photo)
        margin = self._margin
        around = (
            slice(max(0, rows.start - margin), rows.stop + margin),
            slice(max(0, cols.start - margin), cols.stop + margin),
        )
        found: NDArray[np.int32] = np.unique(self.territory[around])
        return found

    def up_to(self, person: int, block: Block, present: NDArray[np.int32]) -> Any:
        """Sum of the shares of 1..person in a block: (rows, columns) float32, or 0 or 1.

        Never less than for the person before, and exactly 1 for the last one present.
        """
        if person < present[0]:
            return np.float32(0)
        if person >= present[-1]:
            return np.float32(1)
        # Equal sums must come from equal work: the last number present stands for those after it.
        number = int(present[present <= person][-1])
        large = enlarged(self._sum(number), block, photo=self.photo)
        return np.rint(large * _STEPS) / _STEPS

    def winner(self, block: Block) -> Any:
        """Number of the largest share at every pixel of a block; one number where all agree."""
        present = self.present(block)
        if len(present) == 1:
            return present[0]
        size = block[0].stop - block[0].start, block[1].stop - block[1].start
        best, winner = np.full(size, -1, np.float32), np.zeros(size, np.int32)
        before: Any = np.float32(0)
        for number in present:
            now = self.up_to(int(number), block, present)
            here = np.broadcast_to(now - before, size)
            better = here > best
            best[better], winner[better] = here[better], number
            before = now
        return winner

    @property
    def _margin(self) -> int:
        """Pixels of the small map that a share may reach beyond its territory."""
        return _MARGIN + (half_width(self._small) if self.borders is not None else 0)

    @property
    def _small(self) -> tuple[int, int]:
        return self.territory.shape[0], self.territory.shape[1]

    def _sum(self, number: int) -> NDArray[np.float32]:
        with self._lock:
            if number not in self._sums:
                # Only two neighbouring sums are needed at a time; a crowd must not fill the memory.
                while len(self._sums) >= 8:
                    self._sums.pop(next(iter(self._sums)))
                self._sums[number] = _smoothed(self._hard_sum(number))
            return self._sums[number]

    def _hard_sum(self, number: int) -> NDArray[np.float32]:
        share = (self.territory <= number).astype(np.float32)
        if self.borders is not None:
            share[self.borders.band] = self.borders.up_to[number]
        return share


def shares_of(
    person: NDArray[np.float32],
    owner: NDArray[np.int32],
    *,
    count: int,
    photo: Photo,
) -> Shares:
    """Shares of the people of an owner map, refined along the photo's own edges.

    Parameters
    ----------
    person : (h2, w2) float32, 0..1
        Person probability, of any size.
    owner : (h, w) int32
        0 background, 1..count the person.
    count : int
        Number of people.
    photo : Photo
    """
    height, width = owner.shape
    if person.shape != owner.shape:
        resized: Any = cv2.resize(person, (width, height), interpolation=cv2.INTER_LINEAR)
        person = resized.reshape(height, width)
    territory = territories(person, owner, count=count)
    borders = border_shares(territory, person, guide_of(photo, owner.shape), count=count)
    return Shares(territory, count, photo.shape, borders)


def _smoothed(sums: NDArray[np.float32]) -> NDArray[np.float32]:
    window = 2 * _MARGIN + 1
    share: Any = cv2.GaussianBlur(
        sums, (window, window), _SMOOTHING, borderType=cv2.BORDER_REPLICATE
    )
    smoothed: NDArray[np.float32] = np.rint(share.reshape(sums.shape) * _SMALL_STEPS) / _SMALL_STEPS
    return smoothed
