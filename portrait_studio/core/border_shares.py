"""Shares along the borders between people, from the photo's own edges.

Regions decide who owns a pixel, and so a border between two people runs along regions: near the
true one, in steps, and hard. In a narrow band around it each person's share is matted like the
alpha of all people (`closed_form`, `colour_samples`), drawn towards the regions the more the
further a pixel lies from the border. In the end shares are divided by their sum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.closed_form import RADIUS, MattingLaplacian, closed_form
from portrait_studio.core.colour_samples import with_colours
from portrait_studio.core.enlarge import Block

_HALF_WIDTH = 6 / 1024  # of the band, as a share of the map's long side

# What squared differences cost: from the regions at the rim of the band, from sampled colours.
_REGION_WEIGHT, _COLOUR_WEIGHT = 0.3, 0.3
_THIN_WEIGHT = 10.0  # of regions that are all border, such as a stroke of the brush: they stay
_MARGIN = 8 + RADIUS  # pixels around a border that are looked at: samples, and windows over them
_LEAST = 1e-3  # share that a pixel's own region adds to what the photo says
_NOBODY = 0.02  # probability under which it does not matter whose a pixel is

_Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class BorderShares:
    """Shares of the P people, and of what is unassigned, in the band.

    Attributes
    ----------
    band : (h, w) bool
    up_to : (P + 2, N) float32
        In the order of `numpy.nonzero(band)`: the sum of the shares of all numbers up to the row's.
    """

    band: NDArray[np.bool_]
    up_to: _Floats


def border_shares(
    territory: NDArray[np.int32], person: _Floats, picture: _Floats, *, count: int
) -> BorderShares:
    """Refine who owns the pixels along the borders between people.

    Parameters
    ----------
    territory : (h, w) int32
        1..count the person, count + 1 unassigned; no zeros unless all are.
    person : (h, w) float32, 0..1
        Person probability.
    picture : (h, w, 3) float32, 0..1
        The photo at that size.
    count : int
        Number of people.

    Examples
    --------
    >>> import numpy as np
    >>> picture = np.zeros((40, 60, 3), np.float32)
    >>> picture[:, 32:] = 1
    >>> territory = np.where(np.arange(60) < 30, 1, 2)[None, :].repeat(40, axis=0).astype(np.int32)
    >>> found = border_shares(territory, np.ones((40, 60), np.float32), picture, count=2)
    >>> first = (territory == 1).astype(float)
    >>> first[found.band] = found.up_to[1]
    >>> np.flatnonzero(first[20] >= 0.5)[-1]
    np.int64(31)
    """
    distance = _to_border(territory)
    width = half_width(territory.shape)
    band: NDArray[np.bool_] = (distance <= width) & (person > _NOBODY)
    shares = np.zeros((count + 2, int(band.sum())), np.float32)
    if shares.size:
        weight = np.float32(_REGION_WEIGHT) * np.square(distance / np.float32(width)).clip(0, 1)
        place = np.zeros(band.shape, np.int32)
        place[band] = np.arange(shares.shape[1])
        for part, piece in _pieces(band, margin=_MARGIN + width):
            thin = _thin(territory[part], distance[part] >= width, width)
            weight[part][thin] = _THIN_WEIGHT
            found = _shares(picture[part], territory[part], piece, weight[part], width=width)
            for number, share in found.items():
                shares[number, place[part][piece]] = share
        # Where all say no, the region decides.
        shares[territory[band], np.arange(shares.shape[1])] += np.float32(_LEAST)
        shares /= shares.sum(axis=0)
    return BorderShares(band, np.cumsum(shares, axis=0).clip(0, 1))


def half_width(shape: tuple[int, ...]) -> int:
    """Pixels that a share may reach beyond the regions of its person."""
    return max(2, round(_HALF_WIDTH * max(shape)))


def _to_border(territory: NDArray[np.int32]) -> _Floats:
    """(h, w) distance to the nearest pixel beside another territory."""
    kernel = np.ones((3, 3), np.uint8)
    # OpenCV's morphology knows no 32-bit integers; numbers of people are exact as floats.
    values = territory.astype(np.float32)
    border = cv2.dilate(values, kernel) != cv2.erode(values, kernel)
    if not border.any():
        return np.full(territory.shape, np.inf, np.float32)
    distance: Any = cv2.distanceTransform((~border).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5)
    return np.asarray(distance, np.float32)


def _thin(territory: NDArray[np.int32], core: NDArray[np.bool_], width: int) -> NDArray[np.bool_]:
    """(h, w) bool: pixels without a core of their own territory near them."""
    kernel = np.ones((2 * width + 5, 2 * width + 5), np.uint8)
    thin = np.zeros(territory.shape, bool)
    for number in np.unique(territory):
        own = territory == number
        near: Any = cv2.dilate((own & core).astype(np.uint8), kernel)
        thin |= own & (near == 0)
    return thin


def _pieces(band: NDArray[np.bool_], *, margin: int) -> Iterator[tuple[Block, NDArray[np.bool_]]]:
    """Connected pieces of the band, each in its rectangle and a margin: (rectangle, piece)."""
    from scipy.ndimage import find_objects  # the window opens without it

    _, pieces = cv2.connectedComponents(band.astype(np.uint8), connectivity=8)
    for number, (rows, cols) in enumerate(find_objects(np.asarray(pieces)), 1):
        part = (
            slice(max(0, rows.start - margin), rows.stop + margin),
            slice(max(0, cols.start - margin), cols.stop + margin),
        )
        yield part, np.asarray(pieces[part] == number)


def _shares(
    picture: _Floats,
    territory: NDArray[np.int32],
    band: NDArray[np.bool_],
    weight: _Floats,
    *,
    width: int,
) -> dict[int, _Floats]:
    """Shares (N,) in a piece of the band, by number of the person.

    The equations are linear, so the last share is what the others leave. Nobody has a share
    further than `width` pixels from the own regions.
    """
    laplacian = MattingLaplacian(picture)
    *others, last = (int(number) for number in np.unique(territory[band]))
    shares: dict[int, _Floats] = {}
    for number in others:
        regions = (territory == number).astype(np.float32)
        expected, both = with_colours(
            picture, regions, weight, band=band, colour_weight=_COLOUR_WEIGHT
        )
        shares[number] = closed_form(laplacian, expected, free=band, weight=both)[band]
    left = 1 - np.sum([*shares.values()], axis=0, dtype=np.float32)
    shares[last] = np.full(int(band.sum()), 1, np.float32) * left.clip(0, 1)
    side = 2 * width + 1
    for number, share in shares.items():
        mine = (territory == number).astype(np.uint8)
        share[cv2.dilate(mine, np.ones((side, side), np.uint8))[band] == 0] = 0
    return shares
