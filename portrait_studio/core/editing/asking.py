"""Which closer looks an edit asks for: at everybody who is given a place, or loses one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.close_ups import Asked, Box, MaskShown, Place, beside
from portrait_studio.core.editing.edits import AddPerson, Edit, Looking
from portrait_studio.core.editing.spans import extent
from portrait_studio.core.editing.state import EditState

MOST_PEOPLE = 4
"""Looks that one edit asks for at most: a drag over a crowd speaks of many."""

AROUND = 0.4
"""How far around a box, in its long sides, a look is shown the mask: as far as looks reach."""

_MOST_PLACES = 24  # clicks that a look is shown of each kind: the last ones


def asked_by(edit: Edit, *, before: EditState, after: EditState) -> Mapping[int, Asked]:
    """Return whom an edit wants to have looked at closer, by id.

    Parameters
    ----------
    edit : Edit
        That led from the one state to the other, without looks yet.
    before, after : EditState
    """
    if not isinstance(edit, Looking):
        return {}
    new = after.next_id - 1 if after.next_id > before.next_id else 0
    lose = {before.owner_at(mark.spread.pixel) for mark in after.fresh}
    spoken = (
        person
        for person, claim in after.claims.items()
        if before.claims.get(person) is not claim and (person in lose or not after.fresh)
    )
    there = {layer.id for layer in after.layers if layer.locked is None}
    chosen = dict.fromkeys((new, getattr(edit, "person", 0), *spoken))
    people = [person for person in chosen if person in there][:MOST_PEOPLE]
    if not people:
        return {}
    boxes = _boxes(after)
    if isinstance(edit, AddPerson):
        boxes[new] = _fractions(after, edit.box)
    return {
        person: _asked(after, person, boxes, seen=before) for person in people if person in boxes
    }


def _asked(
    state: EditState,
    person: int,
    boxes: Mapping[int, Box],
    *,
    seen: EditState,
) -> Asked:
    box = np.array(boxes[person])
    own: list[Place] = []
    other: list[Place] = []
    height, width = state.base.photo_shape
    for mark in state.marks:
        place = (mark.row / height, mark.col / width)
        people = {state.rows[row] for row in mark.rows}
        if mark.kind == "seed" and person in people:
            own.append(place)
        elif mark.kind != "not" or person in people:
            other.append(place)
    own, other = own[-_MOST_PLACES:], other[-_MOST_PLACES:]
    if own:  # whoever is given a place reaches to it
        box = np.append(
            np.minimum(box[:2], np.min(own, axis=0)), np.maximum(box[2:], np.max(own, axis=0))
        )
    mask = partial(_mask, seen, person, box)
    reached = _as_box(box)
    others = beside(reached, (boxes[who] for who in boxes if who != person))
    return Asked(reached, tuple(own), tuple(other), mask, others)


def _mask(state: EditState, person: int, box: NDArray[np.float64]) -> MaskShown | None:
    """What a user sees of a person in a box, in fractions of the photo, and around it."""
    size = np.array(state.base.shape)
    pixels = box * np.tile(size, 2)
    reach = AROUND * (pixels[2:] - pixels[:2]).max()
    row0, col0 = np.clip(np.floor(pixels[:2] - reach), 0, size - 1).astype(int).tolist()
    row1, col1 = np.clip(np.ceil(pixels[2:] + reach), 1, size).astype(int).tolist()
    inside = state.cells((row0, col0, row1, col1)) == person
    if not inside.any():
        return None
    height, width = size.tolist()
    place = (row0 / height, col0 / width, row1 / height, col1 / width)
    return MaskShown(place, inside)


def _boxes(state: EditState) -> dict[int, Box]:
    """Boxes of what people claim, else of what they have, in fractions of the photo, by id."""
    claims = {layer.id: state.first_claim(layer.id) for layer in state.layers}
    spans = {person: None if claim is None else claim.box for person, claim in claims.items()}
    if None in spans.values():
        height, width = state.base.shape
        cells = state.cells((0, 0, height, width))  # once: it takes a while
        spans = {who: extent(cells == who) if span is None else span for who, span in spans.items()}
    size = np.tile(state.base.shape, 2)
    return {who: _as_box(span / size) for who, span in spans.items() if span is not None}


def _as_box(box: NDArray[np.float64]) -> Box:
    row0, col0, row1, col1 = box.tolist()
    return row0, col0, row1, col1


def _fractions(state: EditState, box: tuple[float, ...]) -> Box:
    return _as_box(np.clip(np.array(box) / np.tile(state.base.photo_shape, 2), 0, 1))
