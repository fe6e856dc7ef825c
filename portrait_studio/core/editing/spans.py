"""Boxes of whole pixels at working size, and where they overlap."""

from __future__ import annotations

Span = tuple[int, int, int, int]
"""row0, col0, row1, col1; the last two lie outside."""


def overlap(
    inner: Span, outer: Span
) -> tuple[tuple[slice, slice], tuple[slice, slice]] | tuple[None, None]:
    """Where two boxes overlap: as slices of the one and of the other; None, None if nowhere."""
    row0, col0 = max(inner[0], outer[0]), max(inner[1], outer[1])
    row1, col1 = min(inner[2], outer[2]), min(inner[3], outer[3])
    if row0 >= row1 or col0 >= col1:
        return None, None
    return _slices(row0, col0, row1, col1, inner), _slices(row0, col0, row1, col1, outer)


def _slices(row0: int, col0: int, row1: int, col1: int, origin: Span) -> tuple[slice, slice]:
    down, across = origin[:2]
    return slice(row0 - down, row1 - down), slice(col0 - across, col1 - across)
