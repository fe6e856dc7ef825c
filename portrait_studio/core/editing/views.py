"""How the people, seeds and doubtful places look to whoever shows or exports them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.editing.edits import Box
from portrait_studio.core.editing.marks import Kind
from portrait_studio.core.editing.spans import Span
from portrait_studio.core.editing.state import EditState


@dataclass(frozen=True)
class EditedPerson:
    """One person as the edits left them.

    Attributes
    ----------
    id : int
        Never changes; the value of the person's pixels in the owner map and the label map.
    name : str
        Empty where the user gave none.
    colour : str or None
        "#rrggbb", None for the palette's.
    visible, locked : bool
    share : float
        Part of the photo, 0..1.
    area : int
        Pixels at working size.
    box : (row0, col0, row1, col1)
        Of the person's pixels, at working size; all 0 where there is none.
    doubt : float
        Mean doubt over the person's pixels, 0..1.
    score : float
        0..1, of the analysis; 1 for a person whom the user added.
    detected : bool
        Whether a detection, or the user, says that this is a person.
    """

    id: int
    name: str
    colour: str | None
    visible: bool
    locked: bool
    share: float
    area: int
    box: Span
    doubt: float
    score: float
    detected: bool


@dataclass(frozen=True)
class SeedView:
    """A place that the user clicked, in pixels of the photo.

    Attributes
    ----------
    row, col : float
    person : int
        0 for "not a person".
    kind : "seed", "not" or "nobody"
    """

    row: float
    col: float
    person: int
    kind: Kind


def people_of(
    state: EditState, cells: NDArray[np.int32], doubt: NDArray[np.float32]
) -> tuple[EditedPerson, ...]:
    """Return the people in the order of their layers, from cells and doubt (h, w)."""
    from scipy.ndimage import find_objects  # the window opens without it

    owner = np.maximum(cells, 0)
    area = np.bincount(owner.ravel(), minlength=state.next_id)
    total = np.bincount(owner.ravel(), doubt.ravel(), minlength=state.next_id)
    places = find_objects(owner, max_label=state.next_id)
    return tuple(
        EditedPerson(
            id=layer.id,
            name=layer.name,
            colour=layer.colour,
            visible=layer.visible,
            locked=layer.locked is not None,
            share=float(area[layer.id] / cells.size),
            area=int(area[layer.id]),
            box=_box(places[layer.id - 1]),
            doubt=float(total[layer.id] / max(1, area[layer.id])),
            score=layer.score,
            detected=layer.detected,
        )
        for layer in state.layers
    )


def seeds_of(state: EditState) -> tuple[SeedView, ...]:
    """Return the clicked places, but those of people who were deleted."""
    return tuple(
        SeedView(mark.row, mark.col, state.rows[mark.rows[0]], mark.kind)
        for mark in state.marks
        if mark.kind == "nobody" or state.rows[mark.rows[0]]
    )


def photo_box(state: EditState, span: Span) -> Box:
    """Return a box of working pixels in pixels of the photo."""
    down, across = 1 / state.base.scale
    row0, col0, row1, col1 = span
    return float(row0 * down), float(col0 * across), float(row1 * down), float(col1 * across)


def _box(place: tuple[slice, ...] | None) -> Span:
    if place is None:
        return 0, 0, 0, 0
    rows, cols = place
    return int(rows.start), int(cols.start), int(rows.stop), int(cols.stop)
