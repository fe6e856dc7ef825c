"""What the colours beside an outline say of the pixels between: alpha by sampled pairs.

A pixel of the band has the colour  I = α F + (1 − α) B. For F and B stand colours that are there:
those of the nearest places on either side of the band, and the pairs that mix to I best decide
(after Wang, Cohen, "Optimized Color Sampling for Robust Matting", CVPR 2007). How much that can be
trusted depends on how well they mix to I, on how different their two colours are, and on how far
the good pairs agree: a pattern that both sides show says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

_NEAREST = 6  # samples on each side
_STRIDE = 4  # pixels between samples
_REACH = 8  # pixels beyond the band in which samples are taken
# Colours differ by this much, of 0..1, by grain alone; and by this much if they tell sides apart.
_GRAIN, _DIFFERENT = 5 / 255, 20 / 255
_FAR = 0.2  # cost of a sample twice as far away as the nearest one, in squared grains
_LIKELY = 1.0  # cost at which a pair's say and the trust have fallen to 1/e
_DISAGREEING = 0.15  # standard deviation of alpha over good pairs at which the trust has fallen so

_Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class SampledAlpha:
    """For each of the N pixels of the band, in the order of `numpy.nonzero`.

    Attributes
    ----------
    alpha : (N,) float32, 0..1
    trust : (N,) float32, 0..1
        0 where the colours say nothing.
    """

    alpha: _Floats
    trust: _Floats


def sampled_alpha(
    picture: _Floats, *, inside: NDArray[np.bool_], band: NDArray[np.bool_]
) -> SampledAlpha:
    """Alpha in a band by the colours on its two sides.

    Parameters
    ----------
    picture : (h, w, 3) float32, 0..1
    inside : (h, w) bool
        Where alpha is 1; outside it and outside the band alpha is 0.
    band : (h, w) bool
        Where it is asked for.

    Examples
    --------
    >>> import numpy as np
    >>> columns = np.clip((np.arange(60) - 20) / 20, 0, 1).astype(np.float32)  # black to white
    >>> picture = np.broadcast_to(columns[None, :, None], (40, 60, 3)).copy()
    >>> band = np.zeros((40, 60), bool)
    >>> band[:, 20:40] = True
    >>> inside = np.zeros((40, 60), bool)
    >>> inside[:, 40:] = True
    >>> found = sampled_alpha(picture, inside=inside, band=band)
    >>> bool(np.abs(found.alpha - picture[band][:, 0]).max() < 0.1)
    True
    """
    sides = [_samples(picture, side & ~band, band) for side in (inside, ~inside)]
    places = np.argwhere(band).astype(np.float32)
    if any(len(where) < _NEAREST for where, _ in sides):
        return SampledAlpha(np.zeros(len(places), np.float32), np.zeros(len(places), np.float32))
    (own, own_cost), (other, other_cost) = (
        _nearest(places, where, colours) for where, colours in sides
    )
    seen = np.ascontiguousarray(picture[band].T)
    pairs = _Pairs(len(places))
    for colours, cost in zip(own, own_cost, strict=True):
        pairs.consider(seen, colours, other, cost + other_cost)
    return pairs.answer()


def with_colours(
    picture: _Floats,
    expected: _Floats,
    weight: _Floats,
    *,
    band: NDArray[np.bool_],
    colour_weight: float,
) -> tuple[_Floats, _Floats]:
    """Return what an expected alpha and the colours say together, and how much that weighs.

    Parameters
    ----------
    picture : (h, w, 3) float32, 0..1
    expected : (h, w) float32, 0..1
        From one half on a pixel outside the band is inside.
    weight : (h, w) float32
        Of what is expected.
    band : (h, w) bool
        Where colours are asked; elsewhere both stay as they are.
    colour_weight : float
        Of colours that can be trusted fully.
    """
    sampled = sampled_alpha(picture, inside=expected >= 0.5, band=band)
    mixed, total = expected.copy(), weight.copy()
    by_colour = np.float32(colour_weight) * sampled.trust
    total[band] += by_colour
    sums = weight[band] * expected[band] + by_colour * sampled.alpha
    mixed[band] = np.where(total[band] > 0, sums / np.maximum(total[band], 1e-9), expected[band])
    return mixed, total


class _Pairs:
    """What the pairs considered so far say of each of N pixels."""

    def __init__(self, count: int) -> None:
        self._cost = np.full(count, np.inf, np.float32)
        self._alpha, self._contrast = np.zeros((2, count), np.float32)
        # Sums over all pairs: of their say, and of it times alpha and its square.
        self._say, self._first, self._second = np.zeros((3, count), np.float32)

    def consider(self, seen: _Floats, own: _Floats, others: _Floats, costs: _Floats) -> None:
        """Consider own colours (3, N) with each of the others' (k, 3, N)."""
        for other, cost in zip(others, costs, strict=True):
            apart, here = own - other, seen - other
            contrast = _dot(apart, apart)
            alpha = (_dot(here, apart) / (contrast + np.float32(1e-5))).clip(0, 1)
            here -= alpha * apart
            total = _dot(here, here) / np.float32(_GRAIN**2) + cost
            self._add(np.exp(-total / np.float32(_LIKELY)), alpha)
            better = total < self._cost
            kept = (self._cost, total), (self._alpha, alpha), (self._contrast, contrast)
            for best, new in kept:
                np.copyto(best, new, where=better)

    def _add(self, say: _Floats, alpha: _Floats) -> None:
        self._say += say
        say = say * alpha
        self._first += say
        self._second += say * alpha

    def answer(self) -> SampledAlpha:
        """The alpha of the best pair, and how far it can be trusted."""
        say = np.maximum(self._say, 1e-12)
        mean = self._first / say
        spread = np.maximum(self._second / say - mean * mean, 0)
        trust = np.exp(-self._cost / _LIKELY - spread / _DISAGREEING**2)
        trust *= 1 - np.exp(-self._contrast / _DIFFERENT**2)
        return SampledAlpha(self._alpha, trust)


def _samples(
    picture: _Floats, side: NDArray[np.bool_], band: NDArray[np.bool_]
) -> tuple[_Floats, _Floats]:
    """Places (n, 2) beside the band on one side, and the mean colours (n, 3) of what is there."""
    width = 2 * _REACH + 1
    near = cv2.dilate(band.astype(np.uint8), np.ones((width, width), np.uint8)) > 0
    grid = np.zeros(side.shape, bool)
    grid[::_STRIDE, ::_STRIDE] = True
    known = side.astype(np.float32)
    places = np.argwhere(side & near & grid)
    weighted: Any = cv2.blur(picture * known[:, :, None], (3, 3))
    weight: Any = cv2.blur(known, (3, 3))
    rows, cols = places.T
    colours = weighted[rows, cols] / weight[rows, cols][:, None]
    return places.astype(np.float32), colours.astype(np.float32)


def _nearest(places: _Floats, where: _Floats, colours: _Floats) -> tuple[_Floats, _Floats]:
    """Colours (k, 3, N) of the nearest samples of each place, and what their distance costs."""
    from scipy.spatial import KDTree  # the window opens without it

    distance, index = (np.asarray(each) for each in KDTree(where).query(places, _NEAREST))
    cost = _FAR * distance / np.maximum(distance[:, :1], 1)
    return (
        np.ascontiguousarray(colours[index].transpose(1, 2, 0)),
        np.ascontiguousarray(cost.T, np.float32),
    )


def _dot(a: _Floats, b: _Floats) -> _Floats:
    return np.asarray((a * b).sum(axis=0), np.float32)
