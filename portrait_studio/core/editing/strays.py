"""Pixels that go another way than their region: few, and looked up by where they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.editing.spans import Span

_Integers = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Strays:
    """The pixels of an analysis that are not whose their region is.

    Attributes
    ----------
    rows, cols : (n,) int32
        Where they are, at working size, row by row.
    numbers : (n,) int32
        Row + 1 of the person whose each is, 0 nobody's.
    """

    rows: _Integers
    cols: _Integers
    numbers: _Integers

    @staticmethod
    def of(owner: _Integers, by_regions: _Integers) -> Strays:
        """Return where an owner map (h, w) differs from what regions say."""
        rows, cols = np.nonzero(owner != by_regions)
        return Strays(rows.astype(np.int32), cols.astype(np.int32), owner[rows, cols])

    def inside(self, span: Span) -> Strays:
        """Return those in a box, by their places in it."""
        row0, col0, row1, col1 = span
        first, last = np.searchsorted(self.rows, (row0, row1))
        part = np.s_[first:last]
        within = (self.cols[part] >= col0) & (self.cols[part] < col1)
        return Strays(
            self.rows[part][within] - np.int32(row0),
            self.cols[part][within] - np.int32(col0),
            self.numbers[part][within],
        )

    def around(self, numbers: NDArray[np.intp]) -> Span | None:
        """Return a box around those that are some people's, by their numbers; None for none."""
        theirs = np.isin(self.numbers, numbers)
        if not theirs.any():
            return None
        rows, cols = self.rows[theirs], self.cols[theirs]
        return int(rows[0]), int(cols.min()), int(rows[-1]) + 1, int(cols.max()) + 1
