"""From distances to owners: whose every region is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_Floats = NDArray[np.float64]


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
