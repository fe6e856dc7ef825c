"""Doubt after edits: what the user said is believed, and measured by its own yardstick."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.doubt import DOUBT_LEAD, doubt
from portrait_studio.core.editing.base import Base
from portrait_studio.core.editing.claims import Claim

_Floats = NDArray[np.float64]
_Flags = NDArray[np.bool_]

_LEAST = 1e-3  # a reach of nothing would divide by it


def edited_doubt(
    rows: Sequence[int], distances: _Floats, beliefs: _Floats, *, given: _Flags, reach: float
) -> _Floats:
    """Return how likely a region is not its owner's, rows of one person being one.

    What a click takes from somebody is never farther ahead of them than its reach. So where one of
    the two nearest comes from a click, the reach takes the place of `DOUBT_LEAD`; otherwise every
    click would leave doubt all around it.

    Parameters
    ----------
    rows : sequence of int
        The person that each row speaks for.
    distances, beliefs : (rows, R) float64
    given : (rows, R) bool
        Where a row comes from a user's seeds, and is believed.
    reach : float
        Head start of a user's seed.

    Returns
    -------
    (R,) float64, 0..1
    """
    speaks = [np.array(rows) == person for person in dict.fromkeys(rows)]
    shape = (len(speaks), distances.shape[1])
    nearest, believed = np.empty(shape), np.empty(shape)
    clicked = np.zeros(shape, bool)
    for person, mine in enumerate(speaks):
        nearest[person] = distances[mine].min(axis=0)
        believed[person] = np.where(given[mine], 1.0, beliefs[mine]).sum(axis=0).clip(max=1)
        clicked[person] = given[mine].any(axis=0)
    two = np.argsort(nearest, axis=0)[:2]
    asked = np.take_along_axis(clicked & np.isfinite(nearest), two, axis=0).any(axis=0)
    return doubt(nearest, believed, scale=np.where(asked, max(reach, _LEAST), DOUBT_LEAD))


def believed(claim: Claim, base: Base) -> _Floats:
    """Return how strongly a person claims what is mask of every region.

    Where a claim is asserted its pixels go to whoever claims them most: no path has a say any more,
    and the claim alone, with all that clicks and closer looks made of it, is what is believed.

    Returns
    -------
    (R,) float64, 0..1
    """
    row0, col0, row1, col1 = claim.span
    chance = 1 / (1 + np.exp(-claim.logit))
    parts = base.part[row0:row1, col0:col1].ravel()
    total = np.bincount(parts, chance.ravel(), minlength=2 * base.regions)
    return np.asarray(total / np.maximum(base.pixels, 1))[1::2]
