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
    ids: _Cells,
) -> None:
    """Give pixels to whoever claims them most, in `cells`, which show the box `span`.

    Parameters
    ----------
    cells : (row1 - row0, col1 - col0) int32
        Whose the pixels are by their regions: ids, 0 or less for nobody's.
    span : (row0, col0, row1, col1)
    asserted : mapping of int to Claim
        Of people whom a click or a look spoke of, one at least: they have what they claim, and no
        more.
    silent : mapping of int to Claim
        Of the others: they keep what they have by their regions unless somebody claims it more,
        and get what an asserting person does not claim, if they do or had it before.
    before : (row1 - row0, col1 - col0) int32
        Whose the pixels were before all edits, by the numbers of then.
    ids : (1 + P,) int32
        Who each number is now, 0 nobody.
    """
    who, best = strongest(span, asserted)
    asserting, has = best > 0, _among(cells, asserted)
    lost = _outdone(who, best, span, silent)
    wins = asserting & ~lost
    loses = has & ~wins
    # whoever is silent takes nothing from others who are, only what an asserting one leaves
    open_to_all = loses | asserting & (cells <= 0)
    np.copyto(cells, who, where=wins | open_to_all & (best > 0))
    left = np.nonzero(loses & (best <= 0))
    cells[left] = np.where(np.isin(ids, list(silent)), ids, 0)[before[left]]


def _among(cells: _Cells, people: Iterable[int]) -> NDArray[np.bool_]:
    """Which cells are these people's."""
    found = np.zeros(cells.shape, bool)
    for person in people:
        found |= cells == person
    return found


def strongest(span: Span, claims: Mapping[int, Claim]) -> tuple[_Cells, _Floats]:
    """Return who claims each pixel of a box most, 0 nobody, and how strongly."""
    shape = span[2] - span[0], span[3] - span[1]
    who, best = np.zeros(shape, np.int32), np.full(shape, NONE, np.float32)
    _outdone(who, best, span, claims)
    return who, best


def _outdone(
    who: _Cells, best: _Floats, span: Span, claims: Mapping[int, Claim]
) -> NDArray[np.bool_]:
    """Put more claims into what `strongest` returned; returns where any of them is stronger."""
    outdone = np.zeros(who.shape, bool)
    for person, claim in claims.items():
        mine, there = overlap(claim.span, span)
        if mine is None or there is None:
            continue
        logit = claim.logit[mine]
        more = logit > best[there]
        np.copyto(who[there], person, where=more)
        np.copyto(best[there], logit, where=more)
        outdone[there] |= more
    return outdone
