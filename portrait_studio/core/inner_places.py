"""A place inside each of some regions, as a click would mean it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray


def inner_places(
    labels: NDArray[np.int32], regions: Iterable[int], *, within: NDArray[np.bool_]
) -> list[tuple[int, int]]:
    """Return the pixel nearest to the middle of each region.

    The middle itself may lie outside, where a region is bent.

    Parameters
    ----------
    labels : (H, W) int32
        Label image.
    regions
        Which ones; each gives one place, in ascending order.
    within : (H, W) bool
        Where places may be; regions that lie wholly outside give none.

    Examples
    --------
    >>> import numpy as np
    >>> labels = np.array([[0, 0, 0, 1], [0, 2, 2, 1]])
    >>> inner_places(labels, [1, 0], within=labels < 2)
    [(0, 1), (0, 3)]
    """
    rows, cols = np.nonzero(np.isin(labels, list(regions)) & within)
    if len(rows) == 0:
        return []
    _, index = np.unique(labels[rows, cols], return_inverse=True)
    count = np.bincount(index)
    away = (rows - (np.bincount(index, rows) / count)[index]) ** 2
    away += (cols - (np.bincount(index, cols) / count)[index]) ** 2
    order = np.lexsort((away, index))
    first = order[np.searchsorted(index[order], np.arange(len(count)))]
    return [(int(row), int(col)) for row, col in zip(rows[first], cols[first], strict=True)]
