"""Whose every pixel is, where closer looks were taken: regions are too coarse to say.

The rim of a person runs through regions, and a region that nobody fits goes to the nearest all the
same. A closer look knows better: a pixel of the person mask goes to whoever's look gives it to them
most. Where no look gives it to anybody, it is nobody's, unless its region's owner was not looked
at, or it lies in a rim or a speck too small to tell.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.territories import reach_of, thick_patches

_Flags = NDArray[np.bool_]
_Map = NDArray[np.float32]
_Owner = NDArray[np.int32]

LEAST, RATHER = 0.1, 0.5
"""Own probabilities from which a look gives a pixel to its person: where the region's owner was
looked at too and has said less, and where nobody else could say."""

RIM = 5
"""Pixels at working size; what is narrower between a look and the person mask is no place."""


def pixel_owners(by_regions: _Owner, own: Sequence[_Map | None], *, mask: _Flags) -> _Owner:
    """Return whose every pixel is.

    Parameters
    ----------
    by_regions : (h, w) int32
        Row + 1 of whom the pixel's region goes to; 0 outside the mask, and where that is nobody.
    own : P of (h', w') float32, 0..1, or None
        What the look at each person gives to them; None of whom there was none.
    mask : (h, w) bool
        Person mask.

    Returns
    -------
    (h, w) int32
        Row + 1 of the owner; 0 outside the mask, and inside it where it is nobody's.

    Examples
    --------
    >>> import numpy as np
    >>> mask = np.array([[True, True, True, False]])
    >>> own = [np.array([[0.9, 0.4, 0.2, 0]]), np.array([[0.1, 0.6, 0.7, 0]])]
    >>> pixel_owners(mask.astype(np.int32), [o.astype(np.float32) for o in own], mask=mask)
    array([[1, 2, 2, 0]], dtype=int32)
    """
    if all(seen is None for seen in own):
        return by_regions
    who, best = _likeliest(own, mask.shape)
    looked_at = np.array([False, *(seen is not None for seen in own)])
    heard = looked_at[by_regions]
    given = mask & (best >= np.where(heard, LEAST, RATHER).astype(np.float32))
    free = mask & (best < LEAST) & heard
    owner = np.where(given, who, by_regions)
    owner[_places(free)] = 0
    return np.asarray(owner, np.int32)


def _likeliest(own: Sequence[_Map | None], shape: tuple[int, ...]) -> tuple[_Owner, _Map]:
    """Row + 1 of whose look gives them each pixel most, and how likely it is."""
    who, best = np.zeros(shape, np.int32), np.zeros(shape, np.float32)
    size = shape[1], shape[0]
    for row, seen in enumerate(own):
        if seen is None:
            continue
        large = np.asarray(cv2.resize(seen, size, interpolation=cv2.INTER_LINEAR), np.float32)
        large = large.reshape(shape)
        np.copyto(who, row + 1, where=large > best)
        np.maximum(best, large, out=best)
    return who, best


def _places(flags: _Flags) -> _Flags:
    """What is left without rims, and without the specks that exports give to whoever is around."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (RIM, RIM))
    opened = np.asarray(cv2.morphologyEx(flags.astype(np.uint8), cv2.MORPH_OPEN, disc), np.uint8)
    return thick_patches(opened.reshape(flags.shape) > 0, reach_of(flags.shape))
