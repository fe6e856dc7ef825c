"""From distances to owners: whose every region is, and how sure that is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]

# A lead of this much over the next person leaves a doubt of 1/e. Crossing a clear outline costs
# ten times as much, a step inside one person a hundredth.
DOUBT_LEAD = 0.2


def nearest_person(distances: _Floats) -> NDArray[np.int32]:
    """Return the row of the nearest person for each region.

    Parameters
    ----------
    distances : (P, R) float64
        inf where a person cannot be.

    Returns
    -------
    (R,) int32
        0..P-1, the lower row among equals; -1 where no person reaches.

    Examples
    --------
    >>> import numpy as np
    >>> nearest_person(np.array([[0, 2, 1, np.inf], [1, 1, 1, np.inf]])).tolist()
    [0, 1, 0, -1]
    """
    if len(distances) == 0:
        return np.full(distances.shape[1], -1, np.int32)
    reached = np.isfinite(distances).any(axis=0)
    return np.where(reached, distances.argmin(axis=0), -1).astype(np.int32)


def doubt(distances: _Floats) -> _Floats:
    """Return how close the second-nearest person is: 1 where two are equally near, 0 where sure.

    Parameters
    ----------
    distances : (P, R) float64

    Returns
    -------
    (R,) float64, 0..1
        ``exp(-lead / DOUBT_LEAD)``; 0 where one person alone reaches, 1 where nobody does.

    Examples
    --------
    >>> import numpy as np
    >>> doubt(np.array([[0, 1, np.inf, np.inf], [0, np.inf, 9, np.inf]])).tolist()
    [1.0, 0.0, 0.0, 1.0]
    """
    rows = np.full((2, distances.shape[1]), np.inf)
    first, second = np.sort(np.concatenate([distances, rows]), axis=0)[:2]
    unreached = ~np.isfinite(first)
    lead = np.subtract(second, first, where=~unreached, out=np.zeros_like(first))
    return np.asarray(np.exp(-lead / DOUBT_LEAD))
