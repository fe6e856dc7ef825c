"""Edits at pixel level: strokes of a brush or an eraser, for what regions cannot say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from portrait_studio.core.editing.edits import Erase, Paint, Points
from portrait_studio.core.editing.patches import Patch, stroke
from portrait_studio.core.editing.state import EditState
from portrait_studio.errors import EditError


def paint(state: EditState, edit: Paint) -> EditState:
    """Give the pixels under a stroke to a person."""
    person = state.unlocked(edit.person).id
    return _stroked(state, edit.points, radius=edit.radius, owner=person)


def erase(state: EditState, edit: Erase) -> EditState:
    """Give the pixels under a stroke to nobody."""
    return _stroked(state, edit.points, radius=edit.radius, owner=0)


def _stroked(state: EditState, points: Points, *, radius: float, owner: int) -> EditState:
    drawn = stroke(state.base, points, radius=radius)
    if drawn is None:
        raise EditError("The stroke lies outside the photo.")
    span, where = drawn
    row0, col0, row1, col1 = span
    for lock in state.locks:
        cells = np.zeros(where.shape, np.int32)
        lock.put(cells, span)
        where &= cells == 0
    if not where.any():
        raise EditError("This place belongs to a locked person; unlock the layer first.")
    # What a stroke covers wholly is never seen again.
    covering = Patch((row0, col0, row1, col1), where, owner)
    below = tuple(patch for patch in state.patches if not _hidden(patch, covering))
    return replace(state, patches=(*below, covering))


def _hidden(patch: Patch, above: Patch) -> bool:
    row0, col0, row1, col1 = patch.span
    left = np.zeros(patch.where.shape, np.int32)
    above_it = replace(above, owner=1)
    above_it.put(left, (row0, col0, row1, col1))
    return bool(left[patch.where].all())
