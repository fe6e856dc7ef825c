"""The editor: the people of one photo, corrected click by click."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.analysis import Analysis
from portrait_studio.core.close_ups import Asked, Closer, CloseUp
from portrait_studio.core.editing.applying import applied, wording
from portrait_studio.core.editing.asking import asked_by
from portrait_studio.core.editing.base import base_of
from portrait_studio.core.editing.beginning import first_state
from portrait_studio.core.editing.change import Change, change_between
from portrait_studio.core.editing.doubtful import DoubtfulPlace
from portrait_studio.core.editing.edit_records import checked
from portrait_studio.core.editing.edits import (
    AddPerson,
    AddSeeds,
    Box,
    DeletePerson,
    Edit,
    Erase,
    Looks,
    MergePeople,
    MoveSeed,
    NotAPerson,
    NotThisPerson,
    Paint,
    Point,
    RemoveSeed,
    Reorder,
    SetColour,
    SetLocked,
    SetName,
    SetVisible,
    SplitPerson,
)
from portrait_studio.core.editing.history import History
from portrait_studio.core.editing.looks import look_of
from portrait_studio.core.editing.marks import Kind
from portrait_studio.core.editing.snapshot import Snapshot
from portrait_studio.core.editing.state import EditState
from portrait_studio.core.editing.views import EditedPerson, SeedView
from portrait_studio.errors import EditError

Places = Sequence[Sequence[float]] | NDArray[np.floating] | NDArray[np.integer]


class Editor:
    """The people of an analysed photo, and everything a user may do to them.

    Every edit is one step of `undo` and returns a `Change` that says what to repaint. What can be
    read is always that of all edits made one after the other on the untouched analysis.

    Positions are (row, col) in pixels of the photo at full size, and so are radii. People keep
    their id whatever happens; new ones get the next free number.

    Parameters
    ----------
    analysis : Analysis
        Of the photo.
    edits : iterable of Edit, optional
        To begin with, as `edits` of an earlier editor of the same analysis.
    patient : bool
        Whether an edit waits for the closer looks that it asks for, where the analysis has
        somebody to take them (`Analysis.closer`). Who cannot wait asks `wanted` after the edit,
        and gives the answers to `look`.

    Raises
    ------
    EditError
        From every edit that is not possible: a place outside the photo, a person who is not
        there or is locked. Nothing is changed then.

    Examples
    --------
    Two people side by side; the right one is given the left one's place, and it is taken back.

    >>> import numpy as np
    >>> from portrait_studio.core.analysis import split
    >>> from portrait_studio.core.predictions import Detection, Predictions
    >>> person = np.zeros((40, 60), np.float32)
    >>> person[10:40, 5:20] = person[10:40, 35:55] = 1
    >>> boxes = Detection((0.25, 0.05, 1, 0.35), 0.9), Detection((0.25, 0.55, 1, 0.95), 0.8)
    >>> photo = np.where(person[..., None] > 0, 200, 50).astype(np.uint8).repeat(3, axis=2)
    >>> editor = Editor(split(photo, Predictions(person, np.zeros_like(person), boxes)))
    >>> change = editor.add_seed(25, 12, 2)
    >>> change.text, int(editor.owner[25, 12])
    ('Give to person 2', 2)
    >>> editor.undo().text, int(editor.owner[25, 12])
    ('Give to person 2', 1)
    """

    def __init__(
        self, analysis: Analysis, *, edits: Iterable[Edit] = (), patient: bool = True
    ) -> None:
        self.analysis = analysis
        self._patient = patient
        self._history = History(first_state(base_of(analysis)))
        self._history.replay(checked(edit) for edit in edits)
        self._now = Snapshot.of(self._history.state)

    # Seeds

    def add_seed(self, row: float, col: float, person: int, *, radius: float = 0.0) -> Change:
        """Give the region at a place, or all under a disc of `radius`, to a person.

        What is connected to it follows; outside the person mask it extends the mask.
        """
        return self.add_seeds([(row, col)], person, radius=radius)

    def add_seeds(self, points: Places, person: int, *, radius: float = 0.0) -> Change:
        """Give the regions at all places of a drag to a person, as one edit."""
        return self._do(AddSeeds(_points(points), person, radius))

    def not_this_person(
        self, row: float, col: float, person: int, *, radius: float = 0.0
    ) -> Change:
        """Say that a place is not this person's; the next nearest gets it."""
        return self.not_this_person_at([(row, col)], person, radius=radius)

    def not_this_person_at(self, points: Places, person: int, *, radius: float = 0.0) -> Change:
        """Say so of all places of a drag, as one edit."""
        return self._do(NotThisPerson(_points(points), person, radius))

    def not_a_person(self, row: float, col: float, *, radius: float = 0.0) -> Change:
        """Say that a place is background."""
        return self.not_a_person_at([(row, col)], radius=radius)

    def not_a_person_at(self, points: Places, *, radius: float = 0.0) -> Change:
        """Say so of all places of a drag, as one edit."""
        return self._do(NotAPerson(_points(points), radius))

    def remove_seed(self, row: float, col: float) -> Change:
        """Take back what was clicked nearest to a place: any kind of seed."""
        return self._do(RemoveSeed(row, col))

    def move_seed(self, origin: Point, to: Point) -> Change:
        """Take what was clicked nearest to `origin` to another place."""
        return self._do(MoveSeed(origin, to))

    # Pixels

    def paint(self, points: Places, person: int, radius: float) -> Change:
        """Give the pixels under a stroke to a person, whatever is solved later.

        A later click on a region lifts the strokes of others from it.
        """
        return self._do(Paint(_points(points), person, radius))

    def erase(self, points: Places, radius: float) -> Change:
        """Give the pixels under a stroke to nobody, likewise."""
        return self._do(Erase(_points(points), radius))

    # People

    def add_person(self, box: Box) -> Change:
        """Add a person in a box (row0, col0, row1, col1); the change's `person` is the new id."""
        return self._do(AddPerson(box))

    def delete_person(self, person: int) -> Change:
        """Make a person background."""
        return self._do(DeletePerson(person))

    def merge(self, people: Iterable[int], into: int) -> Change:
        """Make several people one, who keeps the id, name and colour of `into`."""
        return self._do(MergePeople(tuple(people), into))

    def split(self, person: int, points: Places) -> Change:
        """Make two of one: a stroke over the part that becomes the new person."""
        return self._do(SplitPerson(person, _points(points)))

    # Layers

    def set_name(self, person: int, value: str) -> Change:
        """Name a person; "" takes the name away."""
        return self._do(SetName(person, value))

    def set_colour(self, person: int, value: str | None) -> Change:
        """Give a person a colour "#rrggbb"; None goes back to the palette's."""
        return self._do(SetColour(person, value))

    def set_visible(self, person: int, value: bool) -> Change:
        """Show or hide a person."""
        return self._do(SetVisible(person, value))

    def set_locked(self, person: int, value: bool) -> Change:
        """Freeze a person's pixels as they are, or let them go."""
        return self._do(SetLocked(person, value))

    def reorder(self, ids: Iterable[int]) -> Change:
        """Put the layers in this order, the first on top."""
        return self._do(Reorder(tuple(ids)))

    def apply(self, edit: Edit) -> Change:
        """Make any edit, as the methods above do."""
        return self._do(edit)

    # Closer looks

    def wanted(self, index: int | None = None) -> Mapping[int, Asked]:
        """Return whom an edit wants to have looked at closer, by id; by default the last one.

        Parameters
        ----------
        index : int, optional
            1 for the oldest of `edits` and `undone`.
        """
        at = self.index if index is None else index
        if at == 0:
            return {}
        before, after = self._history.at(at - 1), self._history.at(at)
        return asked_by(self._history.edits[at - 1], before=before, after=after)

    def look(self, close_ups: Mapping[int, CloseUp], *, index: int | None = None) -> Change:
        """Add closer looks to an edit that wanted them; it stays one step of `undo`.

        Parameters
        ----------
        close_ups : mapping of int to CloseUp
            By the id of the person, in pixels of the working size.
        index : int, optional
            Of the edit, as for `wanted`.
        """
        at = self.index if index is None else index
        self._history.amend(at, self._looks(close_ups))
        return self._show(self._history.state, text=self._history.texts[at - 1])

    # History

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to undo."""
        return self.index > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone edit to do again."""
        return self.index < len(self._history.edits)

    @property
    def index(self) -> int:
        """How many edits are in effect."""
        return self._history.index

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in effect, oldest first."""
        return self._history.edits[: self.index]

    @property
    def undone(self) -> tuple[Edit, ...]:
        """The edits that `redo` would do again, the next one first."""
        return self._history.edits[self.index :]

    def undo(self) -> Change:
        """Take the last edit back; raise EditError if there is none."""
        return self.go(self.index - 1)

    def redo(self) -> Change:
        """Do the edit again that was undone last; raise EditError if there is none."""
        return self.go(self.index + 1)

    def go(self, index: int) -> Change:
        """Undo or redo until `index` edits are in effect; raise EditError if there are fewer."""
        if index < 0:
            raise EditError("There is nothing to undo.")
        if index > len(self._history.edits):
            raise EditError("There is nothing to redo.")
        texts = self._history.texts[min(index, self.index) : max(index, self.index)]
        # Going back the first of them is undone last, going on the last is done last.
        text = (texts[-1] if index > self.index else texts[0]) if texts else ""
        return self._show(self._history.go(index), text=text)

    @property
    def texts(self) -> tuple[str, ...]:
        """What each of `edits` and `undone` did, in words: "Give to Anna"."""
        return self._history.texts

    def what_if(
        self, points: Places, person: int = 0, *, kind: Kind = "seed", radius: float = 0.0
    ) -> Change:
        """Return what a click or drag would change, without changing anything.

        Parameters
        ----------
        points : sequence of (row, col)
        person : int
            Whom it is about; not needed for "nobody".
        kind : "seed", "not" or "nobody"
            As of `SeedView`.
        radius : float
            Of the piece.
        """
        places, edit = _points(points), None
        if kind == "nobody":
            edit = checked(NotAPerson(places, radius))
        else:
            edit = checked((AddSeeds if kind == "seed" else NotThisPerson)(places, person, radius))
        text = wording(self._now.state, edit)
        after = applied(self._now.state, edit)
        return change_between(self._now.state, after, self._now.cells, text=text, person=person)[0]

    # Reading

    @property
    def snapshot(self) -> Snapshot:
        """What is shown now, frozen: for a background job, or to compare with later."""
        return self._now

    @property
    def people(self) -> tuple[EditedPerson, ...]:
        """The people, in the order of their layers."""
        return self._now.people

    @property
    def owner(self) -> NDArray[np.int32]:
        """(h, w) int32 at working size: id of the person, 0 nobody. Not to be written to."""
        return self._now.owner

    @property
    def mask(self) -> NDArray[np.bool_]:
        """(h, w) bool: the person mask as the edits left it."""
        return self._now.mask

    @property
    def unassigned(self) -> NDArray[np.bool_]:
        """(h, w) bool: person mask that is nobody's."""
        return self._now.unassigned

    def labels(self) -> NDArray[np.uint8] | NDArray[np.uint16]:
        """(H, W) label map at the photo's size, edges along the photo's own; 0 background."""
        return self._now.labels()

    def doubt(self) -> NDArray[np.float32]:
        """(h, w) float32, 0..1, at working size: how likely a pixel is not its owner's."""
        return self._now.doubt

    @property
    def region_doubt(self) -> NDArray[np.float64]:
        """(R,) float64, 0..1: likewise of each region."""
        return self._now.region_doubt

    def doubtful_places(self) -> tuple[DoubtfulPlace, ...]:
        """Where a look is worth most, largest first."""
        return self._now.doubtful_places

    @property
    def seeds(self) -> tuple[SeedView, ...]:
        """What the user clicked, oldest first."""
        return self._now.seeds

    def _do(self, edit: Edit) -> Change:
        edit = checked(edit)
        added = self._now.state.next_id
        state = self._history.do(edit)
        if self._patient and self.analysis.closer is not None and not getattr(edit, "looks", ()):
            self._history.amend(self.index, self._taken(self.analysis.closer))
            state = self._history.state
        new = added if state.next_id > added else None
        person = new if new is not None else getattr(edit, "person", None)
        return self._show(state, text=self._history.texts[self.index - 1], person=person)

    def _taken(self, closer: Closer) -> Looks:
        """The looks that the last edit asks for."""
        wanted = self.wanted()
        close_ups = closer(tuple(wanted.values())) if wanted else ()
        return self._looks(dict(zip(wanted, close_ups, strict=True)))

    def _looks(self, close_ups: Mapping[int, CloseUp]) -> Looks:
        base = self._now.state.base
        return tuple(
            look_of(found, person, seen=base.shape, photo=base.photo_shape)
            for person, found in close_ups.items()
        )

    def _show(self, state: EditState, *, text: str, person: int | None = None) -> Change:
        self._now, change = self._now.followed_by(state, text=text, person=person)
        return change


def _points(points: Places) -> tuple[Point, ...]:
    return tuple((float(row), float(col)) for row, col in points)
