"""What every gesture works with: the document, the chosen person, the sizes, the marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from portrait_studio.core.editing.change import Change
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.edits import Edit
from portrait_studio.core.editing.marks import Kind
from portrait_studio.ui.canvas.mark_item import MarkItem, Place
from portrait_studio.ui.names import colour_of, layers_of

PIECES = (0.0, 0.01, 0.02, 0.04, 0.08)
"""Radius of the piece a click takes, in long sides of the photo; 0 is one region."""
LEAST_BRUSH, LARGEST_BRUSH, BRUSH_STEP = 1.0, 2000.0, 1.25
_FIRST_BRUSH = 0.012


class Document(Protocol):
    """What the desk asks of the document."""

    @property
    def editor(self) -> Editor | None:
        """The people and their edits; None while they are still looked for."""

    def edit(self, edit: Edit) -> Change | None:
        """Do one edit that can be undone; None if it could not be done, which was told."""


class Desk(QObject):
    """The tools' view of the window.

    Parameters
    ----------
    document
        Takes the edits.
    """

    chosen_changed = Signal(object)
    """Id of the chosen person, or None."""
    sizes_changed = Signal()
    said = Signal(str)
    """Something for the status bar."""
    box_wanted = Signal(object)
    """A box (row0, col0, row1, col1) was drawn for a person, but nobody is known yet."""
    what_if_wanted = Signal(object, object)
    """Places to try for the chosen person, or None, and the kind of the edit."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._chosen: int | None = None
        self._piece = 0
        self._long_side = 1000.0
        self._brush = _FIRST_BRUSH * self._long_side
        self.marks: MarkItem | None = None

    @property
    def editor(self) -> Editor | None:
        """The people and their edits; None while they are still looked for."""
        return self._document.editor

    @property
    def chosen(self) -> int | None:
        """Id of the chosen person."""
        return self._chosen

    @property
    def brush_radius(self) -> float:
        """Of brush and eraser, in pixels of the photo."""
        return self._brush

    @property
    def piece_radius(self) -> float:
        """Of the piece a click takes, in pixels of the photo; 0 is one region."""
        return PIECES[self._piece] * self._long_side

    def begin(self, marks: MarkItem, *, shape: tuple[int, int]) -> None:
        """Take another photo of (rows, cols)."""
        self.marks = marks
        self._long_side = float(max(shape))
        self._brush = max(LEAST_BRUSH, _FIRST_BRUSH * self._long_side)
        self._piece = 0
        self.sizes_changed.emit()

    def choose(self, person: int | None) -> None:
        """Choose the person that edits are for."""
        if person != self._chosen:
            self._chosen = person
            self.chosen_changed.emit(person)

    def edit(self, edit: Edit) -> Change | None:
        """Do one edit that can be undone; None if it could not be done, which was told."""
        return self._document.edit(edit) if self.editor is not None else None

    def say(self, text: str) -> None:
        """Put a sentence in the status bar."""
        self.said.emit(text)

    def try_out(self, places: Sequence[Place] | None, kind: Kind = "seed") -> None:
        """Show what an edit at these places would move; None shows nothing."""
        self.what_if_wanted.emit(places, kind)

    def owner_at(self, place: Place) -> int:
        """Id of the person who owns a place of the photo, 0 for nobody."""
        if self.editor is None or self.marks is None:
            return 0
        owner, photo = self.editor.owner, self.marks.photo
        row = int(place[0] * owner.shape[0] / photo[0])
        col = int(place[1] * owner.shape[1] / photo[1])
        inside = 0 <= row < owner.shape[0] and 0 <= col < owner.shape[1]
        return int(owner[row, col]) if inside else 0

    def colour(self, person: int | None) -> QColor:
        """Colour of a person, white for None."""
        if self.editor is not None:
            for who in layers_of(self.editor):
                if who.id == person:
                    return colour_of(who)
        return QColor("white")

    def resize_brush(self, steps: int) -> None:
        """Make the brush larger or smaller by steps of a quarter."""
        wanted = self._brush * BRUSH_STEP**steps
        self._brush = min(max(wanted, LEAST_BRUSH), LARGEST_BRUSH)
        self.sizes_changed.emit()

    def resize_piece(self, steps: int) -> None:
        """Let a click take a larger or smaller piece."""
        self._piece = min(max(self._piece + steps, 0), len(PIECES) - 1)
        self.sizes_changed.emit()
