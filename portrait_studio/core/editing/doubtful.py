"""The places that are as likely wrong as right, largest first: a checklist for the user."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.assignment import nearest_person
from portrait_studio.core.editing.edits import Box
from portrait_studio.core.editing.state import NOBODY, EditState
from portrait_studio.core.editing.views import photo_box
from portrait_studio.core.mask_parts import mask_parts

# From here on a region is doubtful: about half of what is so doubtful is wrong.
DOUBTFUL = 0.5
# Smaller places are not worth the way: this share of the photo.
SMALLEST = 1e-3


@dataclass(frozen=True, eq=False)
class DoubtfulPlace:
    """Regions that touch each other and are doubtful, or nobody's.

    Attributes
    ----------
    box : (row0, col0, row1, col1)
        In pixels of the photo.
    area : int
        Pixels of the person mask, at working size.
    people : tuple of int
        Ids of those who have a part of it or nearly so, most pixels first.
    regions : (n,) intp
    """

    box: Box
    area: int
    people: tuple[int, ...]
    regions: NDArray[np.intp]


def doubtful_places(state: EditState) -> tuple[DoubtfulPlace, ...]:
    """Return the doubtful places of a photo, largest first."""
    base = state.base
    inside = base.pixels[1::2]
    # In cells, so that what is painted, erased or locked is no question any more.
    height, width = base.shape
    whole = (0, 0, height, width)
    asked = _asked(state)
    as_found = state.cells(whole) == state.unclaimed(whole)
    open_pixels = asked[base.part] & as_found & (base.part % 2 == 1)
    area = np.bincount(base.part[open_pixels] // 2, minlength=base.regions)
    doubtful = (area > 0) & (area * 2 >= inside)
    parts = mask_parts(base.analysis.graph, doubtful)
    places = [_place(state, np.flatnonzero(parts == part), area) for part in range(parts.max() + 1)]
    large = [place for place in places if place.area >= SMALLEST * base.part.size]
    return tuple(sorted(large, key=lambda place: -place.area))


def _asked(state: EditState) -> NDArray[np.bool_]:
    """(2R,) bool: parts inside the mask that are doubtful and were not settled by a click."""
    settled = np.zeros(state.base.regions, bool)
    for mark in state.marks:
        if mark.kind != "not":
            settled[list(mark.inside)] = True
    locked = {layer.id for layer in state.layers if layer.locked is not None}
    owners = state.owners[1::2]
    people = (owners == NOBODY) | (owners > 0)
    asked = np.zeros((state.base.regions, 2), bool)
    asked[:, 1] = (
        (state.region_doubt >= DOUBTFUL) & people & ~settled & ~np.isin(owners, list(locked))
    )
    return asked.ravel()


def _place(state: EditState, regions: NDArray[np.intp], area: NDArray[np.int64]) -> DoubtfulPlace:
    distances = state.distances[:, regions].copy()
    involved = np.zeros(state.next_id, np.float64)
    ids = np.array(state.rows)
    for _ in range(2):  # the nearest, then the second
        nearest = nearest_person(distances)
        reached = nearest >= 0
        np.add.at(involved, ids[nearest[reached]], area[regions[reached]])
        same = ids[:, None] == ids[nearest][None]
        distances[same & reached[None]] = np.inf
    involved[0] = 0
    order = np.argsort(-involved, kind="stable")
    span = state.base.span(regions)
    assert span is not None
    return DoubtfulPlace(
        box=photo_box(state, span),
        area=int(area[regions].sum()),
        people=tuple(int(person) for person in order if involved[person]),
        regions=regions,
    )
