"""What a user's marks make of people's claims: right where they lie, for everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.editing.claims import Claim
from portrait_studio.core.editing.marks import Mark


def corrected(
    claims: Mapping[int, Claim],
    marks: Iterable[Mark],
    *,
    people: Sequence[int],
    rows: Sequence[int],
    first: Callable[[int], Claim | None],
    labels: NDArray[np.int32],
) -> Mapping[int, Claim]:
    """Return claims after marks, oldest first: of those whom they give a place, and of rivals.

    Parameters
    ----------
    claims : mapping of int to Claim
        Before these marks.
    marks : iterable of Mark
    people : sequence of int
        Ids of whose claims may change.
    rows : sequence of int
        The person that each row of the solvers speaks for, 0 nobody.
    first : callable
        What a person claims of whom `claims` do not speak yet.
    labels : (h, w) int32
        Label image.
    """
    found, fresh = dict(claims), set[int]()  # fresh ones are nobody else's, and are written into
    for mark in marks:
        for person in people:
            mine = mark.gives(person, rows)
            if mine is None:
                continue
            claim = found.get(person) or first(person)
            if claim is None:
                continue
            after = claim.corrected(mark.spread, labels, mine=mine, in_place=person in fresh)
            if after is not claim:
                fresh.add(person)
            if after is not claim or mine:
                found[person] = after
    return MappingProxyType(found)
