"""How strongly people claim single pixels, and how clicks put that right.

A closer look says pixel by pixel what is somebody's. Regions cannot: the rim of a person runs
through them. Where a user clicks, the claim is put right: by as much as it is wrong at the place
itself, and less the farther from there, and the more another colour a region has. ::

    claim(x) += (target - claim(at the click)) * exp(-(distance(click, x) / reach)² - χ²(click, x))

Spreading the *error* at the clicks rather than a label is interpolation of a residual by radial
basis functions. The distance is that between pixels, because what is wrong at a person's rim is
often narrower than a region.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.editing.spans import Span, extent, overlap, window

_Floats = NDArray[np.float32]
_Cells = NDArray[np.int32]

# A probability of this or less is no claim at all: what a look says outside what it shows.
LEAST = 0.01
NONE = float(np.float32(np.log(LEAST / (1 - LEAST))))
# What a click makes of a claim at its place, and of a rival's there (with a minus).
TARGET = 2.0


@dataclass(frozen=True, eq=False)
class Spread:
    """Where, and how much of, a click's correction arrives.

    Attributes
    ----------
    pixel : (row, col)
        Of the click, at working size.
    span : (row0, col0, row1, col1)
        Around what it reaches.
    share : (R,) float32
        What of it arrives in regions however near: 1 at the click's own, 0 for none.
    reach : float
        Distance in which it fades, in working pixels.
    """

    pixel: tuple[int, int]
    span: Span
    share: _Floats
    reach: float = math.inf

    def shares(self, labels: _Cells, there: tuple[slice, slice]) -> _Floats:
        """Return what of the correction arrives at the pixels `there` of the span.

        Parameters
        ----------
        labels : (h, w) int32
            Label image.
        there : pair of slices
        """
        rows, cols = (
            np.exp(-(((start + np.arange(part.start, part.stop) - middle) / self.reach) ** 2))
            for start, part, middle in zip(self.span[:2], there, self.pixel, strict=True)
        )
        fading = rows.astype(np.float32)[:, None] * cols.astype(np.float32)
        return np.asarray(self.share[labels[window(self.span)][there]] * fading)


@dataclass(frozen=True, eq=False)
class Claim:
    """Logits that pixels are one person's; `NONE` outside the box.

    Attributes
    ----------
    span : (row0, col0, row1, col1)
        The box, at working size.
    logit : (row1 - row0, col1 - col0) float32
    """

    span: Span
    logit: _Floats

    def at(self, pixel: tuple[int, int]) -> float:
        """Return the claim to one pixel."""
        (row, col), (row0, col0, row1, col1) = pixel, self.span
        inside = row0 <= row < row1 and col0 <= col < col1
        return float(self.logit[row - row0, col - col0]) if inside else NONE

    @property
    def box(self) -> Span | None:
        """Around what is claimed; None where nothing is."""
        return extent(self.logit > 0, origin=self.span[:2])

    def difference(self, other: Claim) -> Span:
        """Return a box around all pixels to which another claim differs; empty where none is."""
        if other.span != self.span:
            one = self.over(other.span)
            return one.difference(other.over(one.span))
        return extent(self.logit != other.logit, origin=self.span[:2]) or (0, 0, 0, 0)

    def corrected(
        self, spread: Spread, labels: _Cells, *, mine: bool, in_place: bool = False
    ) -> Claim:
        """Return the claim after a click that gives a place to the person, or denies it.

        Parameters
        ----------
        spread : Spread
        labels : (h, w) int32
            Label image.
        mine : bool
        in_place : bool
            Whether this claim may be written into, and returned.
        """
        wanted = TARGET if mine else -TARGET
        error = wanted - self.at(spread.pixel)
        if (error > 0) != mine:
            return self
        grown = self.over(spread.span) if mine else self
        if grown is self and not in_place:
            grown = replace(self, logit=self.logit.copy())
        here, there = overlap(grown.span, spread.span)
        if here is not None and there is not None:
            grown.logit[here] += np.float32(error) * spread.shares(labels, there)
        return grown

    def over(self, span: Span) -> Claim:
        """Return the same claim in a box that holds `span` too."""
        one, two = self.span, span
        low, high = np.minimum(one[:2], two[:2]), np.maximum(one[2:], two[2:])
        box = (int(low[0]), int(low[1]), int(high[0]), int(high[1]))
        if box == self.span:
            return self
        logit = np.full((box[2] - box[0], box[3] - box[1]), NONE, np.float32)
        here, _ = overlap(box, self.span)
        if here is not None:
            logit[here] = self.logit
        return Claim(box, logit)


def united(claims: Iterable[Claim]) -> Claim | None:
    """Return the claim of several who are one person; None of none."""
    found: Claim | None = None
    for claim in claims:
        if found is None:
            found = claim
            continue
        one = found.over(claim.span)
        two = claim.over(one.span)
        found = Claim(one.span, np.maximum(one.logit, two.logit))
    return found
