"""Boxes of people against the regions of a photo, all in fractions of the photo.

A box is (row0, col0, row1, col1), 0..1. P boxes are a (P, 4) array, R points an (R, 2) one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]


def outside(boxes: _Floats, points: _Floats) -> _Floats:
    """How far points lie outside boxes, in sides of the box; 0 inside.

    Parameters
    ----------
    boxes : (P, 4) float64
        None empty.
    points : (R, 2) float64

    Returns
    -------
    (P, R) float64
        The larger of the excess over the height and the excess over the width.

    Examples
    --------
    >>> import numpy as np
    >>> outside(np.array([[0, 0, 0.5, 0.5]]), np.array([[0.2, 0.2], [0.2, 0.75]])).tolist()
    [[0.0, 0.5]]
    """
    low, high = boxes[:, None, :2], boxes[:, None, 2:]
    excess = np.maximum(low - points, points - high) / (high - low)
    return np.asarray(excess.max(axis=2).clip(min=0))


def intersection_over_union(boxes: _Floats, others: _Floats) -> _Floats:
    """IoU of every one of (P, 4) `boxes` with every one of (R, 4) `others`, as (P, R) float64.

    A box that is inside out has no area: its IoU with anything is 0.

    Examples
    --------
    >>> import numpy as np
    >>> box = np.array([[0, 0, 1, 1.0]])
    >>> intersection_over_union(box, np.array([[0, 0, 0.5, 1], [0.6, 0, 0.4, 1]])).tolist()
    [[0.5, 0.0]]
    """
    low = np.maximum(boxes[:, None, :2], others[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    shared = (high - low).clip(min=0).prod(axis=2)
    union = _areas(boxes)[:, None] + _areas(others)[None] - shared
    # The least double keeps 0/0 at 0.
    return np.asarray(shared / np.maximum(union, np.finfo(np.float64).tiny))


def cores(boxes: _Floats) -> _Floats:
    """Return where a person most certainly is in their box: head and trunk, as (P, 4) boxes.

    The middle 40 % of the columns, from 10 % to 60 % of the height.

    Examples
    --------
    >>> import numpy as np
    >>> cores(np.array([[0, 0, 1, 1.0]])).round(2).tolist()
    [[0.1, 0.3, 0.6, 0.7]]
    """
    corner, size = np.tile(boxes[:, :2], 2), np.tile(boxes[:, 2:] - boxes[:, :2], 2)
    return np.asarray(corner + size * np.array([0.1, 0.3, 0.6, 0.7]))


def _areas(boxes: _Floats) -> _Floats:
    return np.asarray((boxes[:, 2:] - boxes[:, :2]).clip(min=0).prod(axis=1))
