"""Who gets a pixel that several claim: the strongest, and regions where nobody does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.editing.claims import NONE, Claim
from portrait_studio.core.editing.spans import Span, overlap

_Floats = NDArray[np.float32]
_Cells = NDArray[np.int32]


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
        Of people whom a look spoke of, one at least: they have what they claim, and no more.
    silent : mapping of int to Claim
        Of the others: they keep what they have by their regions unless somebody claims it more,
        and get what an asserting person does not claim, if they do or had it before.
    before : (row1 - row0, col1 - col0) int32
        Whose the pixels were before all edits.
    """
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
        logit = claim.logit[mine]
        np.copyto(who[there], person, where=logit > best[there])
        np.maximum(best[there], logit, out=best[there])
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
