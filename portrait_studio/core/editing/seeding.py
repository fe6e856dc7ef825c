"""Edits at clicked places: seeds, "not this person", "not a person"; moved and taken back."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.colour_histogram import chi2_distance
from portrait_studio.core.editing.base import Base
from portrait_studio.core.editing.claims import Spread
from portrait_studio.core.editing.edits import (
    AddSeeds,
    MoveSeed,
    NotAPerson,
    NotThisPerson,
    Point,
    Points,
    RemoveSeed,
)
from portrait_studio.core.editing.marks import Kind, Mark, with_marks
from portrait_studio.core.editing.patches import stroke
from portrait_studio.core.editing.piece import FADED, FADING_REACH, REACH, farthest, piece, room
from portrait_studio.core.editing.state import EditState
from portrait_studio.errors import EditError

# A region belongs to a piece if the disc covers this share of it.
_COVERED = 0.5


def add_seeds(state: EditState, edit: AddSeeds) -> EditState:
    """Give places to a person."""
    person = state.unlocked(edit.person).id
    rows = state.rows_of(person)[:1]
    marks = _marks(state, edit.points, radius=edit.radius, kind="seed", rows=rows)
    return state.marked(marks, lifts=state.painted - {person})


def not_this_person(state: EditState, edit: NotThisPerson) -> EditState:
    """Keep a person away from places."""
    person = state.unlocked(edit.person).id
    rows = state.rows_of(person)
    marks = _marks(state, edit.points, radius=edit.radius, kind="not", rows=rows)
    return state.marked(marks, lifts={person})


def not_a_person(state: EditState, edit: NotAPerson) -> EditState:
    """Keep everybody away from places."""
    rows = (state.nobody_row,)
    marks = _marks(state, edit.points, radius=edit.radius, kind="nobody", rows=rows)
    return state.marked(marks, lifts=state.painted - {0})


def remove_seed(state: EditState, edit: RemoveSeed) -> EditState:
    """Take back what was clicked nearest to a place."""
    gone = nearest_mark(state, (edit.row, edit.col))
    return state.with_only(tuple(mark for mark in state.marks if mark is not gone))


def move_seed(state: EditState, edit: MoveSeed) -> EditState:
    """Take what was clicked nearest to a place to another place."""
    moved = nearest_mark(state, edit.origin)
    left = tuple(mark for mark in state.marks if mark is not moved)
    place = _mark(state, edit.to, kind=moved.kind, rows=moved.rows)
    return state.with_only(with_marks(left, [place], state.rows))


def nearest_mark(state: EditState, point: Point) -> Mark:
    """Return the mark nearest to a place, of those in its region where there are any.

    Raises
    ------
    EditError
        There is none in the region, nor within a region's width.
    """
    pixel = _pixel(state.base, point)
    region = state.base.part[pixel] // 2
    near = [mark for mark in state.marks if region in mark.inside | mark.outside]
    width = math.sqrt(state.base.part.size / state.base.regions) / float(state.base.scale.mean())
    near = near or [mark for mark in state.marks if _distance(mark, point) <= width]
    if not near:
        raise EditError("There is no seed here; click nearer to one.")
    return min(near, key=lambda mark: _distance(mark, point))


def _distance(mark: Mark, point: Point) -> float:
    return math.dist((mark.row, mark.col), point)


def _pixel(base: Base, point: Point) -> tuple[int, int]:
    pixel = base.pixel(point)
    if pixel is None:
        raise EditError(
            "The place ({row:g}, {col:g}) lies outside the photo.", row=point[0], col=point[1]
        )
    return pixel


def _marks(
    state: EditState, points: Points, *, radius: float, kind: Kind, rows: tuple[int, ...]
) -> tuple[Mark, ...]:
    """One mark for each piece that a drag newly meets; raise EditError if none may be changed."""
    places = [point for point in points if state.base.pixel(point) is not None]
    if not places:
        _pixel(state.base, points[0])
    marks: list[Mark] = []
    met: set[int] = set()
    locked = True
    for point in places:
        if state.locked_at(_pixel(state.base, point)):
            continue
        locked = False
        mark = _mark(state, point, radius=radius, kind=kind, rows=rows)
        fresh = {2 * r for r in mark.outside} | {2 * r + 1 for r in mark.inside}
        if not fresh <= met:
            marks.append(mark)
            met |= fresh
    if locked:
        raise EditError("This place belongs to a locked person; unlock the layer first.")
    return tuple(marks)


def _mark(
    state: EditState, point: Point, *, kind: Kind, rows: tuple[int, ...], radius: float = 0.0
) -> Mark:
    base = state.base
    pixel = _pixel(base, point)
    here, free = int(base.part[pixel]), 0.0 if radius else _room(state, pixel)
    parts = _disc(base, point, radius=radius) if radius else _around(state, here, room=free)
    parts.add(here)
    if kind != "seed":  # what is no person, or not this one, is that on both sides of the mask
        parts |= {part ^ 1 for part in parts}
    elif not here % 2:  # who is clicked outside the mask has the rim inside it too
        parts.add(here + 1)
    return Mark(
        row=point[0],
        col=point[1],
        kind=kind,
        rows=rows,
        inside=frozenset(part // 2 for part in parts if part % 2 and base.pixels[part]),
        outside=frozenset(part // 2 for part in parts if not part % 2),
        spread=_spread(base, pixel, parts if radius else None, room=free),
    )


def _spread(base: Base, pixel: tuple[int, int], parts: set[int] | None, *, room: float) -> Spread:
    """How far a click speaks to claims: as far as there is room, or on all of some parts alike."""
    if parts is None:
        return _fading(base, pixel, reach=FADING_REACH * room)
    share = np.zeros(base.regions, np.float32)
    share[[part // 2 for part in parts]] = 1
    span = base.span(np.flatnonzero(share))
    assert span is not None  # the click's own region is there
    return Spread(pixel, span, share)


def _fading(base: Base, pixel: tuple[int, int], *, reach: float) -> Spread:
    """A click that speaks less the farther from it, and the more another colour."""
    histogram, far = base.analysis.graph.histogram, math.ceil(FADED * reach)
    (row, col), (height, width) = pixel, base.shape
    low = max(0, row - far), max(0, col - far)
    high = min(height, row + far + 1), min(width, col + far + 1)
    near = np.flatnonzero(((base.boxes[:, :2] < high) & (base.boxes[:, 2:] > low)).all(axis=1))
    own = histogram[base.part[pixel] // 2]
    share = np.zeros(base.regions, np.float32)
    share[near] = np.exp(-chi2_distance(own, histogram[near]))
    return Spread(pixel, (*low, *high), share, reach)


def _around(state: EditState, here: int, *, room: float) -> set[int]:
    """Parts of regions that a click in a part takes by itself: such as have the same owner."""
    base = state.base
    regions = piece(base.ways, here // 2, reach=REACH * room)
    parts = np.concatenate([2 * regions, 2 * regions + 1])
    same = (state.owners[parts] == state.owners[here]) & (base.pixels[parts] > 0)
    return set(parts[same].tolist())


def _room(state: EditState, pixel: tuple[int, int]) -> float:
    """Return how far it is from a pixel to the next of another owner, in working pixels."""
    (row, col), (height, width) = pixel, state.base.shape
    most = farthest(state.base.shape)
    top, left = max(0, row - most), max(0, col - most)
    around = state.cells((top, left, min(height, row + most + 1), min(width, col + most + 1)))
    return room(around, (row - top, col - left), most=most)


def _disc(base: Base, point: Point, *, radius: float) -> set[int]:
    """Parts of regions of which a disc covers at least half."""
    disc = stroke(base, (point,), radius=radius)
    if disc is None:
        return set()
    (row0, col0, row1, col1), where = disc
    under: NDArray[np.int64] = np.bincount(
        base.part[row0:row1, col0:col1][where], minlength=len(base.pixels)
    )
    return set(np.flatnonzero((under > 0) & (under >= _COVERED * base.pixels)).tolist())


def marks_at(
    state: EditState, points: Points, *, rows: tuple[int, ...], radius: float = 0.0
) -> tuple[Mark, ...]:
    """Return the seeds of a drag, for a row that may still have to come."""
    return _marks(state, points, radius=radius, kind="seed", rows=rows)


def without_regions(state: EditState, rows: tuple[int, ...], regions: set[int]) -> EditState:
    """Return the state without the seeds of some rows in some regions."""
    marks = tuple(
        replace(mark, inside=mark.inside - regions)
        if mark.kind == "seed" and mark.rows[0] in rows
        else mark
        for mark in state.marks
    )
    return state.with_only(tuple(mark for mark in marks if mark.inside or mark.outside))
