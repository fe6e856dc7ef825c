"""The panel's edits as the document takes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoStack

from portrait_studio.core.editing.edits import (
    DeletePerson,
    Edit,
    MergePeople,
    Reorder,
    SetColour,
    SetLocked,
    SetName,
    SetVisible,
)
from portrait_studio.ui.marked import marked


class Taker(Protocol):
    """What takes edits: the workbench."""

    @property
    def undo_stack(self) -> QUndoStack | None:
        """Where edits go, None while there is no document."""

    def edit(self, edit: Edit) -> Any:
        """Make an edit; None if it was refused, which was told."""


class DocumentEdits:
    """Makes the edits of the panel (`LayerEdits`); what is done to several is undone at once.

    Parameters
    ----------
    taker
        Takes the edits.
    """

    def __init__(self, taker: Taker) -> None:
        self._taker = taker

    def set_name(self, person: int, name: str) -> None:
        """Call a person something; "" takes the name away."""
        self._taker.edit(SetName(person, name))

    def set_colour(self, person: int, colour: str | None) -> None:
        """Give a person a colour; None for the palette's."""
        self._taker.edit(SetColour(person, colour))

    def set_visible(self, people: Sequence[int], visible: bool) -> None:
        """Show or hide people."""
        text = marked("edits", "Show people") if visible else marked("edits", "Hide people")
        self._all([SetVisible(person, visible) for person in people], text)

    def set_locked(self, people: Sequence[int], locked: bool) -> None:
        """Keep the pixels of people, or let them go."""
        text = marked("edits", "Lock people") if locked else marked("edits", "Unlock people")
        self._all([SetLocked(person, locked) for person in people], text)

    def reorder(self, people: Sequence[int]) -> None:
        """Put the layers of all people in this order."""
        self._taker.edit(Reorder(tuple(people)))

    def merge(self, people: Sequence[int], *, into: int) -> None:
        """Make one person of several."""
        self._taker.edit(MergePeople(tuple(people), into))

    def delete(self, people: Sequence[int]) -> None:
        """Take people away."""
        self._all(
            [DeletePerson(person) for person in people],
            marked("edits", "Delete people"),
        )

    def _all(self, edits: Sequence[Edit], text: str) -> None:
        with self._together(text, several=len(edits) > 1):
            for edit in edits:
                self._taker.edit(edit)

    @contextmanager
    def _together(self, text: str, *, several: bool) -> Iterator[None]:
        stack = self._taker.undo_stack
        if stack is None or not several:
            yield
            return
        stack.beginMacro(QCoreApplication.translate("edits", text))
        try:
            yield
        finally:
            stack.endMacro()
