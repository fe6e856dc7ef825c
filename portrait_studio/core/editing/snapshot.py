"""The people of a photo at one moment of editing: to read, not to change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.editing.change import Change, change_between
from portrait_studio.core.editing.claims import NONE
from portrait_studio.core.editing.doubtful import DoubtfulPlace, doubtful_places
from portrait_studio.core.editing.settling import strongest
from portrait_studio.core.editing.state import NOBODY, EditState
from portrait_studio.core.editing.views import EditedPerson, SeedView, people_of, seeds_of
from portrait_studio.core.photo import Photo
from portrait_studio.core.upsample import label_map

_Map = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What an `Editor` shows at one moment; it stays so, whatever is edited later.

    A background job takes one and needs no lock. Arrays are not to be written to.

    Attributes
    ----------
    state : EditState
    cells : (h, w) int32
        Id of who has a pixel, 0, or `NOBODY`.
    """

    state: EditState
    cells: NDArray[np.int32]

    def __post_init__(self) -> None:
        self.cells.flags.writeable = False
        self.state.shown_as(self.cells)

    @classmethod
    def of(cls, state: EditState) -> Snapshot:
        """Return what a state shows."""
        height, width = state.base.shape
        return cls(state, state.cells((0, 0, height, width)))

    def followed_by(
        self, state: EditState, *, text: str, person: int | None
    ) -> tuple[Snapshot, Change]:
        """Return what a later (or earlier) state shows, and what changed between the two."""
        change, found = change_between(self.state, state, self.cells, text=text, person=person)
        if change.empty:
            return Snapshot(state, self.cells), change
        cells = self.cells.copy()
        row0, col0, row1, col1 = change.box
        cells[row0:row1, col0:col1] = found
        return Snapshot(state, cells), change

    @cached_property
    def owner(self) -> NDArray[np.int32]:
        """(h, w) int32 at working size: id of the person, 0 nobody."""
        return np.maximum(self.cells, 0)

    @cached_property
    def unassigned(self) -> NDArray[np.bool_]:
        """(h, w) bool: person mask that is nobody's."""
        return np.asarray(self.cells == NOBODY)

    @cached_property
    def mask(self) -> NDArray[np.bool_]:
        """(h, w) bool: the person mask as the edits left it."""
        return np.asarray(self.cells != 0)

    @cached_property
    def region_doubt(self) -> NDArray[np.float64]:
        """(R,) float64, 0..1: how likely a region is not its owner's."""
        return self.state.region_doubt

    @cached_property
    def doubt(self) -> _Map:
        """(h, w) float32, 0..1: `region_doubt` where the regions decide, 0 elsewhere."""
        base, state = self.state.base, self.state
        values = np.zeros((base.regions, 2), np.float32)
        values[:, 1] = self.region_doubt
        values.ravel()[state.owners == 0] = 0
        for layer in state.layers:
            if layer.locked is not None:
                values.ravel()[state.owners == layer.id] = 0
        found: _Map = values.ravel()[base.part]
        if state.asserted:
            found[self.cells != state.unclaimed((0, 0, *state.base.shape))] = 0
        for patch in (*state.patches, *state.locks):
            row0, col0, row1, col1 = patch.span
            found[row0:row1, col0:col1][patch.where] = 0
        return found

    @cached_property
    def people(self) -> tuple[EditedPerson, ...]:
        """The people, in the order of their layers."""
        return people_of(self.state, self.cells, self.doubt)

    @cached_property
    def seeds(self) -> tuple[SeedView, ...]:
        """What the user clicked, oldest first."""
        return seeds_of(self.state)

    @cached_property
    def doubtful_places(self) -> tuple[DoubtfulPlace, ...]:
        """Where a look is worth most, largest first."""
        return doubtful_places(self.state)

    @cached_property
    def person(self) -> _Map:
        """(h, w) float32, 0..1: person probability, certain where an edit changed the mask.

        Where somebody's claim to pixels decides, it is the strongest claim's.
        """
        base, mask = self.state.base, self.mask
        was = np.asarray(base.analysis.mask)
        found: _Map = np.where(was & ~mask, np.float32(0), base.person)
        found = np.where(mask & ~was, np.float32(1), found)
        self._soften(found, was=was)
        return found

    def _soften(self, found: _Map, *, was: NDArray[np.bool_]) -> None:
        """Put the strongest claims in place of certainty, which an outline does not have."""
        asserted = self.state.asserted
        height, width = found.shape
        if not asserted:
            return
        who, best = strongest((0, 0, height, width), asserted)
        claimed = 1 / (1 + np.exp(-best))
        gained = (self.cells == who) & (best > 0)
        lost = was & ~self.mask & (best <= 0) & (best > NONE)
        found[gained] = claimed[gained]
        found[lost] = np.minimum(claimed[lost], np.nextafter(np.float32(0.5), np.float32(0)))

    @property
    def count(self) -> int:
        """Largest id in use; ids may have gaps."""
        return max((layer.id for layer in self.state.layers), default=0)

    def labels(self, photo: Photo | None = None) -> NDArray[np.uint8] | NDArray[np.uint16]:
        """(H, W) label map at the photo's size, edges along the photo's own; 0 background.

        Parameters
        ----------
        photo : Photo, optional
            By default the analysis' own.

        Raises
        ------
        ValueError
            The analysis came without a photo, and none is given.
        """
        photo = photo or self.state.base.analysis.photo
        if photo is None:
            raise ValueError("this analysis holds no photo: give it to labels()")
        boundary = self.state.base.analysis.predictions.boundary
        return label_map(self.person, self.owner, count=self.count, photo=photo, boundary=boundary)
