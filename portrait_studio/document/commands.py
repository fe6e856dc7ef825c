"""Edits on Qt's undo stack: every command stands for one edit that the editor keeps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand


class EditCommand(QUndoCommand):
    """One edit that was made already; from then on undone and done again.

    Parameters
    ----------
    text
        What undo lists call it.
    undo, redo
        Go back or forward by one edit.
    """

    def __init__(
        self, text: str, *, undo: Callable[[], object], redo: Callable[[], object]
    ) -> None:
        super().__init__(text)
        self._undo = undo
        self._redo = redo
        self._made = True

    def undo(self) -> None:
        """Go back by one edit."""
        self._undo()

    def redo(self) -> None:
        """Go forward by one edit; not when it comes onto the stack, where Qt calls this too."""
        if self._made:
            self._made = False
            return
        self._redo()
