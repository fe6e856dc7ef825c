"""The people of a photo after some edits: one value that is never changed, only followed by others.

Two solvers decide: one inside the person mask of the analysis, where everybody starts from what
was found, and one outside, where only a user's seeds compete with the background (`beyond.py`).
Their rows are the same: the people of the analysis, then one for "nobody", then people the user
added. What each row speaks for is a table, so that merging people or deleting one moves no row.
"""

from __future__ import annotations

import weakref
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.editing.answering import first_answer, later_answer
from portrait_studio.core.editing.base import Base
from portrait_studio.core.editing.claim_maps import claim_of_look
from portrait_studio.core.editing.claims import Claim, united
from portrait_studio.core.editing.correcting import corrected
from portrait_studio.core.editing.edited_doubt import believed, edited_doubt
from portrait_studio.core.editing.layer import Layer
from portrait_studio.core.editing.looks import Look
from portrait_studio.core.editing.marks import Mark, with_marks
from portrait_studio.core.editing.patches import Patch, lifted
from portrait_studio.core.editing.settling import settle
from portrait_studio.core.editing.spans import Span, window
from portrait_studio.core.geodesic import AffinitySolver
from portrait_studio.errors import EditError

_Floats = NDArray[np.float64]
_Cells = NDArray[np.int32]

NOBODY = -1
"""In the cells: inside the person mask, but nobody's."""


@dataclass(frozen=True, eq=False)
class EditState:
    """See the module.

    Attributes
    ----------
    base : Base
    inside, beyond : AffinitySolver
        Never edited once they are in a state; an edit copies them.
    rows : tuple of int
        Id of the person each row of the solvers speaks for, 0 nobody.
    layers : tuple of Layer
        In the order of the layers, the first on top.
    marks : tuple of Mark
    fresh : tuple of Mark
        Those of the last edit.
    patches : tuple of Patch
        Strokes, the later on top.
    next_id : int
        Of the next new person.
    seen : mapping of int to Claim
        What closer looks, and edits of who is there, made of people's claims to single pixels.
    looked_at : frozenset of int
        Of whom closer looks have come.
    spoken_of : frozenset of int
        Whom clicks gave a place to, or took one from.
    claims : mapping of int to Claim
        The claims of everybody of whom a mark or a look spoke, and what the marks made of them.
    """

    base: Base
    inside: AffinitySolver
    beyond: AffinitySolver
    rows: tuple[int, ...]
    layers: tuple[Layer, ...]
    marks: tuple[Mark, ...] = ()
    fresh: tuple[Mark, ...] = ()
    patches: tuple[Patch, ...] = ()
    next_id: int = 1
    seen: Mapping[int, Claim] = field(default_factory=dict)
    looked_at: frozenset[int] = frozenset()
    spoken_of: frozenset[int] = frozenset()
    claims: Mapping[int, Claim] = field(default_factory=dict)

    @property
    def nobody_row(self) -> int:
        """Row of the solvers that holds what the user says is no person."""
        return len(self.base.analysis.people)

    def rows_of(self, person: int) -> tuple[int, ...]:
        """Rows that speak for a person."""
        return tuple(row for row, owner in enumerate(self.rows) if owner == person)

    def layer(self, person: int) -> Layer:
        """Return the layer of a person; raise EditError if there is none."""
        for layer in self.layers:
            if layer.id == person:
                return layer
        raise EditError("There is no person {person} in this photo.", person=person)

    def unlocked(self, person: int) -> Layer:
        """Return the layer of a person who may be changed; raise EditError if not."""
        layer = self.layer(person)
        if layer.locked is not None:
            raise EditError("The layer of {who} is locked; unlock it first.", who=layer.title)
        return layer

    @property
    def painted(self) -> frozenset[int]:
        """Ids of those who have patches, 0 where something is erased."""
        return frozenset(patch.owner for patch in self.patches)

    @cached_property
    def locks(self) -> tuple[Patch, ...]:
        """What locked people have."""
        return tuple(layer.locked for layer in self.layers if layer.locked is not None)

    @cached_property
    def asserted(self) -> Mapping[int, Claim]:
        """The claims that decide: of whom clicks or looks spoke, and who are not locked."""
        told = self.looked_at | self.spoken_of
        return {person: claim for person, claim in self._open_claims if person in told}

    @cached_property
    def silent(self) -> Mapping[int, Claim]:
        """The claims of the others who are not locked, less what clicks gave to somebody else."""
        return {person: claim for person, claim in self._open_claims if person not in self.asserted}

    @property
    def _ids(self) -> tuple[int, ...]:
        return tuple(layer.id for layer in self.layers)

    @property
    def _open_claims(self) -> Iterator[tuple[int, Claim]]:
        for layer in self.layers:
            claim = self._claim(layer.id)
            if layer.locked is None and claim is not None:
                yield layer.id, claim

    @cached_property
    def claimants(self) -> Mapping[int, Claim]:
        """All claims that count, whether they are asserted or silent."""
        return {**self.asserted, **self.silent}

    def first_claim(self, person: int) -> Claim | None:
        """Return what a person claims before any click; None where nobody looked closer."""
        return self._first(person, self.base.claims)

    def first_look(self, person: int) -> Claim | None:
        """Return what the look before any click claims by itself; None where nobody looked."""
        return self._first(person, self.base.looks)

    def _claim(self, person: int) -> Claim | None:
        """What a person claims now; None where nobody looked closer."""
        return self.claims.get(person) or self.first_claim(person)

    def _first(self, person: int, found: Mapping[int, Claim]) -> Claim | None:
        if person in self.seen:
            return self.seen[person]
        return united(found[row] for row in self.rows_of(person) if row in found)

    @cached_property
    def distances(self) -> _Floats:
        """(rows, R) float64: inside the mask; inf for locked people, who take no more."""
        return self._open(self.inside)

    @cached_property
    def owners(self) -> _Cells:
        """(2R,) int32: id of who has each part of a region (`Base.part`), 0, or `NOBODY`."""
        ids = np.append(np.array(self.rows, np.int32), np.int32(NOBODY))
        owners = np.zeros((self.base.regions, 2), np.int32)
        owners[:, 1] = ids[_nearest(self.distances, first=self.base.owner)]
        if any(mark.outside for mark in self.marks):
            # Outside the mask "nobody" is the rule, not a question.
            owners[:, 0] = ids[_nearest(self._open(self.beyond))].clip(min=0)
        return owners.ravel()

    @cached_property
    def region_doubt(self) -> NDArray[np.float64]:
        """(R,) float64, 0..1: how likely a region is not its owner's (`edited_doubt`)."""
        clicked = {row for mark in self.marks if mark.kind == "seed" for row in mark.rows}
        given = np.zeros(self.distances.shape, bool)
        for row in clicked:
            given[row] = self.inside.given(row)
        beliefs = np.ones(self.distances.shape)
        beliefs[: self.nobody_row] = self.base.beliefs
        reach = self.base.analysis.settings.reach
        found = edited_doubt(self.rows, self.distances, beliefs, given=given, reach=reach)
        for person, claim in self.asserted.items():
            theirs = self.owners[1::2] == person
            found[theirs] = 1 - believed(claim, self.base)[theirs]
        return found

    def cells(self, span: Span) -> _Cells:
        """Return whose the pixels of a box are: ids, 0, or `NOBODY`. Not to be written to."""
        for whole in self._shown:
            if (known := whole()) is not None:
                return known[window(span)]
        found = self.unclaimed(span)
        if self.asserted:
            before = self.base.analysis.owner[window(span)]
            ids = np.array([0, *self.rows], np.int32)
            settle(found, span, self.asserted, self.silent, before=before, ids=ids)
        for patch in (*self.patches, *self.locks):
            patch.put(found, span)
        return found

    def unclaimed(self, span: Span) -> _Cells:
        """Return whose the pixels of a box are, as `cells`, before what edits claim and paint.

        Regions decide. Where they go as in the analysis, and no mark speaks of them, pixels that
        strayed from them there do so still.
        """
        parts = self.base.part[window(span)]
        found: _Cells = self.owners[parts]
        strays = self.base.strays.inside(span)
        theirs = self.open_ids[strays.numbers]
        stay = self.untouched[parts[strays.rows, strays.cols]] & (theirs != 0)
        found[strays.rows[stay], strays.cols[stay]] = theirs[stay]
        return found

    @cached_property
    def untouched(self) -> NDArray[np.bool_]:
        """(2R,) bool: parts inside the mask that edits have left as they were, locks apart."""
        ids = np.append(np.array(self.rows, np.int32), np.int32(NOBODY))
        distances = self._open(self.inside, locks=False) if self.locks else self.distances
        same = ids[_nearest(distances, first=self.base.owner)] == ids[self.base.owner]
        for mark in self.marks:
            same[list(mark.inside)] = False
        return np.stack([np.zeros_like(same), same], axis=1).ravel()

    @cached_property
    def open_ids(self) -> _Cells:
        """(1 + rows,) int32: `NOBODY`, then who is there and may change by row, else 0."""
        locked = {layer.id for layer in self.layers if layer.locked is not None}
        ids = [0 if person in locked else person for person in self.rows]
        return np.array([NOBODY, *ids], np.int32)

    def shown_as(self, cells: _Cells) -> None:
        """Take note of `cells` of the whole photo, (h, w), for as long as somebody shows them.

        No longer, because a history keeps many states.
        """
        self._shown[:] = [weakref.ref(cells)]

    @cached_property
    def _shown(self) -> list[weakref.ref[_Cells]]:
        return []

    def owner_at(self, pixel: tuple[int, int]) -> int:
        """Return whose a pixel is: an id, 0, or `NOBODY`."""
        row, col = pixel
        return int(self.cells((row, col, row + 1, col + 1))[0, 0])

    def locked_at(self, pixel: tuple[int, int]) -> bool:
        """Whether a pixel belongs to a locked person."""
        return any(pixel in patch for patch in self.locks)

    def marked(self, marks: Iterable[Mark], *, lifts: Collection[int]) -> EditState:
        """Return the state with more marks; patches of the people `lifts` that they meet go."""
        new = tuple(marks)
        regions = frozenset().union(*(mark.inside | mark.outside for mark in new))
        patches = lifted(self.patches, self.base, regions, of=lifts)
        told = {self.rows[row] for mark in new for row in mark.rows}
        told |= {self.owner_at(mark.spread.pixel) for mark in new}
        state = replace(self, patches=patches, spoken_of=self.spoken_of | told - {0, NOBODY})
        state = state._with(with_marks(self.marks, new, self.rows))
        return replace(state, claims=state._corrected(self.claims, new, self._ids), fresh=new)

    def with_only(self, marks: tuple[Mark, ...]) -> EditState:
        """Return the state with these marks instead of its own."""
        return self._with(marks).claimed()

    def _with(self, marks: tuple[Mark, ...]) -> EditState:
        """The state with these marks, whose claims do not follow from them yet."""
        inside, beyond = self.inside.copy(), self.beyond.copy()
        for row in range(len(self.rows)):
            mine = [mark for mark in marks if row in mark.rows]
            seeds = [mark for mark in mine if mark.kind != "not"]
            refused = [mark for mark in mine if mark.kind == "not"]
            inside.set_seeds(row, frozenset().union(*(mark.inside for mark in seeds)))
            beyond.set_seeds(row, frozenset().union(*(mark.outside for mark in seeds)))
            inside.set_refused(row, frozenset().union(*(mark.inside for mark in refused)))
            beyond.set_refused(row, frozenset().union(*(mark.outside for mark in refused)))
        return replace(self, inside=inside, beyond=beyond, marks=marks)

    def claimed(self) -> EditState:
        """Return the state with the claims that follow from all looks and the marks there are."""
        return replace(self, claims=self._corrected(self.seen, self.marks, self._ids))

    def looked(self, looks: Collection[Look], *, before: EditState) -> EditState:
        """Return the state after closer looks; raise EditError if they are of nobody here.

        Parameters
        ----------
        looks : collection of Look
        before : EditState
            Before the edit that asked for them.
        """
        if not looks:
            return self
        scale, shape = self.base.scale, self.base.shape
        found = {
            self.layer(look.person).id: claim_of_look(look, scale=scale, shape=shape)
            for look in looks
        }
        seen = MappingProxyType({**self.seen, **found})
        state = replace(self, seen=seen, looked_at=self.looked_at | found.keys())
        claims = state._corrected({**self.claims, **found}, self.marks, found)
        answers = {person: state._answer(person, claims[person], self, before) for person in found}
        return replace(state, claims=MappingProxyType({**claims, **answers}))

    def _answer(self, person: int, look: Claim, unseen: EditState, before: EditState) -> Claim:
        """What a look makes of a person's claim.

        `look` is what it claims once it is put right at all clicks, `unseen` this state without
        it, and `before` the one before the edit.
        """
        first, claim = before.first_look(person), before._claim(person)
        corrected = unseen.claims.get(person)
        mine = {mark.gives(person, self.rows) for mark in self.fresh} - {None}
        if first is None or claim is None or corrected is None or len(mine) != 1:
            return look
        spreads = [mark.spread for mark in self.fresh]
        if person in before.looked_at:
            pixels = [spread.pixel for spread in spreads]
            answer = later_answer(claim, corrected=corrected, look=look, pixels=pixels)
            return self._corrected({person: answer}, self.marks, (person,))[person]
        if True in mine and all(claim.at(spread.pixel) > 0 for spread in spreads):
            return look  # whoever clicks what is right already wants all of it seen anew
        return first_answer(
            claim,
            corrected=corrected,
            looks=(first, self.seen[person]),
            spreads=spreads,
            labels=self.base.analysis.labels,
            mine=True in mine,
        )

    def _corrected(
        self, claims: Mapping[int, Claim], marks: Iterable[Mark], people: Iterable[int]
    ) -> Mapping[int, Claim]:
        return corrected(
            claims,
            marks,
            people=tuple(people),
            rows=self.rows,
            first=self.first_claim,
            labels=self.base.analysis.labels,
        )

    def _open(self, solver: AffinitySolver, *, locks: bool = True) -> _Floats:
        """(rows, R) float64: a solver's distances; inf for locked people, who take no more.

        "Not a person" holds what was clicked and no more: nothing says where something ends that
        is nobody, and inside a person whose every step is cheap it would take all of them.
        """
        distances, nobody = solver.distances, self.nobody_row
        elsewhere = np.isfinite(distances[nobody])
        elsewhere[list(solver.seeds(nobody))] = False
        offsets, evidence = solver.starts(nobody)  # of the background, where it is everywhere
        distances[nobody, elsewhere] = (offsets + evidence)[elsewhere]
        locked = {layer.id for layer in self.layers if locks and layer.locked is not None}
        closed = [row for row, person in enumerate(self.rows) if person in locked]
        distances[closed] = np.inf
        return distances


def _nearest(distances: _Floats, *, first: NDArray[np.int32] | None = None) -> NDArray[np.intp]:
    """Row of the nearest for each region, -1 where none is; a tie goes to `first` (R,) if in it."""
    nearest = distances.argmin(axis=0)
    least = distances[nearest, np.arange(distances.shape[1])]
    if first is not None:
        tied = (first >= 0) & (distances[first, np.arange(len(first))] == least)
        nearest = np.where(tied, first, nearest)
    return np.where(np.isfinite(least), nearest, -1)
