"""Boxes of whole pixels at working size: around something, and where two overlap."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Span = tuple[int, int, int, int]
"""row0, col0, row1, col1; the last two lie outside."""


def extent(where: NDArray[np.bool_], *, origin: tuple[int, int] = (0, 0)) -> Span | None:
    """Return the box around the pixels of a mask whose corner lies at `origin`; None of none."""
    rows, cols = np.flatnonzero(where.any(axis=1)), np.flatnonzero(where.any(axis=0))
    if len(rows) == 0:
        return None
    down, across = origin
    return (
        down + int(rows[0]),
        across + int(cols[0]),
        down + int(rows[-1]) + 1,
        across + int(cols[-1]) + 1,
    )


def window(span: Span) -> tuple[slice, slice]:
    """Return a box as slices of rows and columns."""
    row0, col0, row1, col1 = span
    return slice(row0, row1), slice(col0, col1)


def overlap(
    inner: Span, outer: Span
) -> tuple[tuple[slice, slice], tuple[slice, slice]] | tuple[None, None]:
    """Where two boxes overlap: as slices of the one and of the other; None, None if nowhere."""
    row0, col0 = max(inner[0], outer[0]), max(inner[1], outer[1])
    row1, col1 = min(inner[2], outer[2]), min(inner[3], outer[3])
    if row0 >= row1 or col0 >= col1:
        return None, None
    both = (row0, col0, row1, col1)
    return _seen_from(inner, both), _seen_from(outer, both)


def _seen_from(box: Span, part: Span) -> tuple[slice, slice]:
    down, across, *_ = box
    row0, col0, row1, col1 = part
    return window((row0 - down, col0 - across, row1 - down, col1 - across))
