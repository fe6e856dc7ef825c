"""How strongly people claim single pixels, and who gets them.

A closer look says pixel by pixel what is somebody's. Regions cannot: the rim of a person runs
through them. Where a user clicks, the claim is put right: by as much as it is wrong at the place
itself, and less the longer the way from there, as ways between regions are counted (`piece`). ::

    claim(x) += (target - claim(at the click)) * exp(-(way(click, x) / reach)²)

The way a click's correction spreads is the affinity of the method; spreading the *error* at the
clicks rather than a label is interpolation of a residual by radial basis functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.editing.looks import Look
from portrait_studio.core.editing.spans import Span, overlap

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
        Around the regions that it reaches.
    share : (R,) float32
        1 at the click's region, less away from it, 0 out of reach.
    """

    pixel: tuple[int, int]
    span: Span
    share: _Floats


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
        return _extent(self.logit > 0, self.span)

    def difference(self, other: Claim) -> Span:
        """Return a box around all pixels to which another claim differs; empty where none is."""
        if other.span != self.span:
            one = self.over(other.span)
            return one.difference(other.over(one.span))
        return _extent(self.logit != other.logit, self.span) or (0, 0, 0, 0)

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
            rows, cols = spread.span[::2], spread.span[1::2]
            share = spread.share[labels[slice(*rows), slice(*cols)][there]]
            grown.logit[here] += np.float32(error) * share
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


def _extent(where: NDArray[np.bool_], span: Span) -> Span | None:
    """Around the pixels of a mask that shows `span`; None around none."""
    rows, cols = np.flatnonzero(where.any(axis=1)), np.flatnonzero(where.any(axis=0))
    if len(rows) == 0:
        return None
    (top, left), low, right = span[:2], int(rows[-1]) + 1, int(cols[-1]) + 1
    return top + int(rows[0]), left + int(cols[0]), top + low, left + right


def claim_of_map(own: _Floats, shape: tuple[int, int]) -> Claim | None:
    """Return the claim that a map of the whole photo makes; None where it makes none.

    Parameters
    ----------
    own : (h', w') float32, 0..1
    shape : (h, w)
        Working size.
    """
    rows, cols = (
        np.flatnonzero((own > LEAST).any(axis=1)),
        np.flatnonzero((own > LEAST).any(axis=0)),
    )
    if len(rows) == 0:
        return None
    part = own[rows[0] : rows[-1] + 1, cols[0] : cols[-1] + 1]
    scale = np.array(shape) / own.shape
    place = np.array([rows[0], cols[0], rows[-1] + 1, cols[-1] + 1]) * np.tile(scale, 2)
    return _claim(part, place, shape)


def claim_of_look(look: Look, *, scale: NDArray[np.float64], shape: tuple[int, int]) -> Claim:
    """Return the claim of a look; `scale` (2,) is in working pixels a photo pixel."""
    place = np.array(look.place) * np.tile(scale, 2)
    claim = _claim(look.probability(), place, shape)
    return claim or Claim((0, 0, 0, 0), np.zeros((0, 0), np.float32))


def _claim(own: _Floats, place: NDArray[np.float64], shape: tuple[int, int]) -> Claim | None:
    """The claim of a map that shows `place` of a photo of working size `shape`."""
    low = np.maximum(np.floor(place[:2] + 1e-6), 0).astype(int)
    high = np.minimum(np.ceil(place[2:] - 1e-6), shape).astype(int)
    if not (low < high).all():
        return None
    down, across = np.array(own.shape) / (place[2:] - place[:2])
    back = np.array(
        [
            [across, 0, (low[1] + 0.5 - place[1]) * across - 0.5],
            [0, down, (low[0] + 0.5 - place[0]) * down - 0.5],
        ]
    )
    size = int(high[1] - low[1]), int(high[0] - low[0])
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    near = cv2.warpAffine(own, back, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    sure = np.clip(near, LEAST, 1 - LEAST)
    span = (int(low[0]), int(low[1]), int(high[0]), int(high[1]))
    return Claim(span, np.asarray(np.log(sure / (1 - sure)), np.float32).reshape(size[::-1]))


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


def settle(
    cells: _Cells,
    span: Span,
    asserted: Mapping[int, Claim],
    silent: Mapping[int, Claim],
    *,
    before: _Cells,
) -> None:
    """Give pixels to whoever claims them most, in `cells`, which show the box `span`.

    Parameters
    ----------
    cells : (row1 - row0, col1 - col0) int32
        Whose the pixels are by their regions: ids, 0 or less for nobody's.
    span : (row0, col0, row1, col1)
    asserted : mapping of int to Claim
        Of people whom a look spoke of: they have what they claim, and no more.
    silent : mapping of int to Claim
        Of the others: they keep what they have by their regions unless somebody claims it more,
        and get what an asserting person does not claim, if they do or had it before.
    before : (row1 - row0, col1 - col0) int32
        Whose the pixels were before all edits.
    """
    if not asserted:
        return
    has = _among(cells, asserted)
    kept = np.where(_among(before, silent), before, 0) if silent else np.zeros_like(before)
    around = _around(span, (*asserted.values(), *silent.values()))
    theirs = None if around is None else overlap(span, around)[0]
    if around is not None and theirs is not None:
        _dispute(cells[theirs], around, asserted, silent, has=has[theirs], kept=kept[theirs])
        has[theirs] = False
    # nobody who asserts something has anything far from all claims
    np.copyto(cells, kept, where=has)


def _dispute(
    cells: _Cells,
    around: Span,
    asserted: Mapping[int, Claim],
    silent: Mapping[int, Claim],
    *,
    has: NDArray[np.bool_],
    kept: _Cells,
) -> None:
    """Settle the pixels of a box that claims reach, in place."""
    who, best = strongest(around, asserted)
    disputed = has | (best > 0)
    if not disputed.any():
        return
    rival, strength = strongest(around, silent)
    # what is somebody's by their regions alone is claimed by nobody more than a little
    least = np.maximum(strength, 0)
    keeps = ~has & (cells > 0) & (best <= least)
    given = np.where(best > least, who, np.where(strength > 0, rival, kept))
    np.copyto(cells, given, where=disputed & ~keeps)


def _among(cells: _Cells, people: Iterable[int]) -> NDArray[np.bool_]:
    """Which cells are these people's."""
    # one place more, for -1
    table = np.zeros(max(int(cells.max(initial=0)), max(people)) + 2, bool)
    table[list(people)] = True
    return table[cells]


def strongest(span: Span, claims: Mapping[int, Claim]) -> tuple[_Cells, _Floats]:
    """Return who claims each pixel of a box most, 0 nobody, and how strongly."""
    shape = span[2] - span[0], span[3] - span[1]
    who, best = np.zeros(shape, np.int32), np.full(shape, NONE, np.float32)
    for person, claim in claims.items():
        mine, there = overlap(claim.span, span)
        if mine is None or there is None:
            continue
        stronger = claim.logit[mine] > best[there]
        who[there][stronger] = person
        best[there][stronger] = claim.logit[mine][stronger]
    return who, best


def _around(span: Span, claims: Iterable[Claim]) -> Span | None:
    """What of a box all claims together lie in; None where none does."""
    boxes = [claim.span for claim in claims if claim.logit.size]
    if not boxes:
        return None
    low = np.maximum(np.min([box[:2] for box in boxes], axis=0), span[:2])
    high = np.minimum(np.max([box[2:] for box in boxes], axis=0), span[2:])
    if not (low < high).all():
        return None
    return int(low[0]), int(low[1]), int(high[0]), int(high[1])
