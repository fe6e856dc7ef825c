"""Moving rows of the people by dragging."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress

from PySide6.QtCore import QByteArray, QMimeData

ROWS = "application/x-portrait-studio-people"


def dragged(rows: Iterable[int]) -> QMimeData:
    """Return what is dragged when these rows are."""
    data = QMimeData()
    data.setData(ROWS, QByteArray(json.dumps(sorted(rows)).encode()))
    return data


def rows_of(data: QMimeData, *, count: int) -> tuple[int, ...]:
    """Return the rows that were dragged; none if they are not rows of a list of that length."""
    rows: object = None
    with suppress(ValueError):
        rows = json.loads(bytes(data.data(ROWS).data()))
    if not isinstance(rows, list) or not all(type(row) is int for row in rows):
        return ()
    return tuple(rows) if all(0 <= row < count for row in rows) else ()


def moved(items: Sequence[int], rows: Sequence[int], *, before: int) -> list[int]:
    """Return the items with some rows moved before another.

    Examples
    --------
    >>> moved([1, 2, 3, 4], [0, 2], before=4)
    [2, 4, 1, 3]
    """
    chosen = set(rows)
    first = [item for row, item in enumerate(items) if row < before and row not in chosen]
    last = [item for row, item in enumerate(items) if row >= before and row not in chosen]
    return [*first, *(items[row] for row in sorted(chosen)), *last]
