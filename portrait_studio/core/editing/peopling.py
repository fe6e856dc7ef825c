"""Edits of who is there: a person more or less, two who are one, one who is two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.boxes import outside
from portrait_studio.core.editing.claims import NONE, Claim, united
from portrait_studio.core.editing.edits import AddPerson, DeletePerson, MergePeople, SplitPerson
from portrait_studio.core.editing.layer import Layer
from portrait_studio.core.editing.patches import Patch
from portrait_studio.core.editing.piece import piece
from portrait_studio.core.editing.seeding import marks_at, without_regions
from portrait_studio.core.editing.state import EditState
from portrait_studio.core.geodesic import distances_from
from portrait_studio.errors import EditError

_Floats = NDArray[np.float64]
_Flags = NDArray[np.bool_]

# When a person is split, the rest of them starts from this share of their pixels, the one that
# lies farthest from the stroke.
_REST = 0.1

# From the middle of a box to its ends, in longer sides of the box; outlines make the way longer.
_HALF = 0.7


def delete_person(state: EditState, edit: DeletePerson) -> EditState:
    """Make what a person has background."""
    gone = state.unlocked(edit.person).id
    layers = tuple(layer for layer in state.layers if layer.id != gone)
    return replace(_speaking_for(state, {gone: 0}), layers=layers).claimed()


def merge_people(state: EditState, edit: MergePeople) -> EditState:
    """Let one person have what several had."""
    into = state.unlocked(edit.into)
    gone = [state.unlocked(person) for person in edit.people if person != into.id]
    if not gone:
        raise EditError("Choose at least two people to merge.")
    ids = {layer.id for layer in gone}
    one = replace(
        into,
        score=max(layer.score for layer in (into, *gone)),
        detected=any(layer.detected for layer in (into, *gone)),
    )
    layers = tuple(
        one if layer.id == into.id else layer for layer in state.layers if layer.id not in ids
    )
    return replace(_speaking_for(state, dict.fromkeys(ids, into.id)), layers=layers).claimed()


def split_person(state: EditState, edit: SplitPerson) -> EditState:
    """Make a new person of what is nearer to a stroke than to the rest of the person."""
    old = state.unlocked(edit.person)
    mine = state.owners[1::2] == old.id
    stroked = marks_at(state, edit.points, rows=(len(state.rows),))
    on = {region for mark in stroked for region in mark.inside if mine[region]}
    if not on:
        raise EditError(
            "The stroke does not lie on {who}; draw it over the one to part.", who=old.title
        )
    part = _nearer(state, mine, on)
    if part[mine].all():
        raise EditError("The stroke takes all of {who}; draw it over a part only.", who=old.title)
    grown = _with_row(state, offsets=np.where(part, 0.0, np.inf), evidence=np.zeros(len(part)))
    inside = grown.inside.copy()
    for row in state.rows_of(old.id):
        offsets, evidence = inside.starts(row)
        offsets[part] = evidence[part] = np.inf
        inside.restart(row, offsets, evidence)
    new = grown.layers[-1].id
    left = replace(
        grown,
        inside=inside,
        patches=_parted(state, part, old=old.id, new=new),
        seen=_parted_claims(state, part, old=old.id, new=new),
        looked_at=state.looked_at | ({new} if old.id in state.looked_at else set()),
    )
    cut = without_regions(left.claimed(), state.rows_of(old.id), set(np.flatnonzero(part).tolist()))
    return cut.marked(stroked, lifts=())


def add_person(state: EditState, edit: AddPerson) -> EditState:
    """Let one more person start in a box: from its middle, and from what of it is in no other."""
    base = state.base
    box = np.array(edit.box) / np.tile(base.photo_shape, 2)
    box = box.clip(0, 1)
    if not (box[0] < box[2] and box[1] < box[3]):
        raise EditError("The box lies outside the photo; drag it over the person.")
    points = (base.analysis.graph.centroid + 0.5) / np.array(base.shape)
    away = outside(box[None], points)[0]
    free = _in_no_other_box(state, points)
    settings = base.analysis.settings
    offsets = np.where((away == 0) & free, 0.0, np.inf)
    grown = _with_row(state, offsets=offsets, evidence=settings.outside_weight * away)
    row0, col0, row1, col1 = box * np.tile(base.photo_shape, 2)
    middle = (row0 + 0.4 * (row1 - row0), (col0 + col1) / 2)
    radius = 0.15 * min(row1 - row0, col1 - col0)
    marks = marks_at(state, (middle,), rows=(len(state.rows),), radius=radius)
    size = float((box[2:] - box[:2]).max() * max(base.shape))
    beyond = _missed(state, marks[0].inside | marks[0].outside, size=size) & (away == 0)
    first = replace(marks[0], outside=marks[0].outside | set(np.flatnonzero(beyond).tolist()))
    return grown.marked([first], lifts=grown.painted)


def _missed(state: EditState, middle: frozenset[int], *, size: float) -> _Flags:
    """(R,) bool: background that belongs to a person of some size, seen from their middle.

    None where the mask has the person: the middle of the box is inside it.
    """
    base = state.base
    regions = sorted(middle)
    if base.pixels[2 * np.array(regions) + 1].sum() > base.pixels[2 * np.array(regions)].sum():
        return np.zeros(base.regions, bool)
    missed = np.zeros(base.regions, bool)
    for region in regions:
        missed[piece(base.ways, region, reach=_HALF * size)] = True
    return missed & (base.pixels[::2] > 0)


def _with_row(state: EditState, *, offsets: _Floats, evidence: _Floats) -> EditState:
    """Return the state with one more person, the lowest layer."""
    inside, beyond = state.inside.copy(), state.beyond.copy()
    inside.add_person(offsets, evidence)
    beyond.add_person()
    return replace(
        state,
        inside=inside,
        beyond=beyond,
        rows=(*state.rows, state.next_id),
        layers=(*state.layers, Layer(state.next_id)),
        next_id=state.next_id + 1,
    )


def _speaking_for(state: EditState, change: dict[int, int]) -> EditState:
    """Let the rows and patches of some people speak for others, or for nobody."""
    patches = tuple(
        replace(patch, owner=change.get(patch.owner, patch.owner)) for patch in state.patches
    )
    seen = {person: claim for person, claim in state.seen.items() if change.get(person) != 0}
    for into in set(change.values()) - {0}:
        several = [person for person, other in change.items() if other == into]
        if seen.keys() & {into, *several}:
            claims = (state.first_claim(person) for person in (into, *several))
            one = united(claim for claim in claims if claim is not None)
            seen = {person: claim for person, claim in seen.items() if person not in several}
            seen |= {} if one is None else {into: one}
    return replace(
        state,
        rows=tuple(change.get(owner, owner) for owner in state.rows),
        patches=patches,
        seen=MappingProxyType(seen),
        looked_at=_changed(state.looked_at, change),
        spoken_of=_changed(state.spoken_of, change),
    )


def _changed(people: frozenset[int], change: dict[int, int]) -> frozenset[int]:
    """Whoever speaks for some people after a change; nobody for those who are nobody then."""
    return frozenset(change.get(person, person) for person in people) - {0}


def _nearer(state: EditState, mine: _Flags, on: set[int]) -> _Flags:
    """(R,) bool: regions of a person nearer to some of theirs than to those farthest away."""
    graph = state.base.analysis.graph
    weights = np.where(mine[graph.edges].all(axis=1), state.base.analysis.weights, np.inf)
    ways = graph.matrix(weights)
    starts = np.full(graph.regions, np.inf)
    starts[list(on)] = 0.0
    near = distances_from(ways, starts)
    order = np.flatnonzero(mine & np.isfinite(near))
    order = order[near[order].argsort(kind="stable")]
    size = np.cumsum(state.base.pixels[2 * order + 1])
    rest = np.full(graph.regions, np.inf)
    rest[order[size > (1 - _REST) * size[-1]]] = 0.0
    rest[list(on)] = np.inf
    nearer: _Flags = mine & (near < distances_from(ways, rest))
    return nearer


def _parted(state: EditState, part: _Flags, *, old: int, new: int) -> tuple[Patch, ...]:
    """Give the new person what the old one had painted in their part."""
    patches = []
    for patch in state.patches:
        row0, col0, row1, col1 = patch.span
        there = patch.where & part[state.base.part[row0:row1, col0:col1] // 2]
        patches.append(patch)
        if patch.owner == old and there.any():
            patches.append(replace(patch, where=there, owner=new))
    return tuple(patches)


def _parted_claims(state: EditState, part: _Flags, *, old: int, new: int) -> Mapping[int, Claim]:
    """Part what the old person claims, where a closer look saw them, as the regions part."""
    claim = state.first_claim(old)
    if claim is None:
        return state.seen
    row0, col0, row1, col1 = claim.span
    there = part[state.base.part[row0:row1, col0:col1] // 2]
    none = np.float32(NONE)
    left = replace(claim, logit=np.where(there, none, claim.logit))
    taken = replace(claim, logit=np.where(there, claim.logit, none))
    return MappingProxyType({**state.seen, old: left, new: taken})


def _in_no_other_box(state: EditState, points: _Floats) -> _Flags:
    """(R,) bool: regions that lie in the box of nobody who is there."""
    there = {layer.id for layer in state.layers}
    boxes = [person.box for person in state.base.analysis.people if person.id in there]
    if not boxes:
        return np.ones(len(points), bool)
    fractions = np.array(boxes, np.float64) / np.tile(state.base.shape, 2)
    return np.asarray((outside(fractions, points) > 0).all(axis=0))
