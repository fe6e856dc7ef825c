"""The list of edits: every one of them, and a way back to any."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction, QUndoGroup
from PySide6.QtWidgets import QUndoView, QWidget

from portrait_studio.document.document import Document
from portrait_studio.ui.actions import ACTIONS, translated
from portrait_studio.ui.workbench import Workbench

_TEXTS = {spec.id: spec.text for spec in ACTIONS}


class HistoryPanel(QUndoView):
    """Shows the edits of the bench's document; the actions undo and redo name theirs.

    Parameters
    ----------
    bench
        Holds the document.
    actions
        By id.
    """

    def __init__(
        self, bench: Workbench, actions: Mapping[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._group = QUndoGroup(self)
        self._group.undoTextChanged.connect(lambda text: self._name("undo", text))
        self._group.redoTextChanged.connect(lambda text: self._name("redo", text))
        self.setGroup(self._group)
        bench.document_changed.connect(self._follow)
        self.translate()

    def translate(self) -> None:
        """Give everything its text in the language of the moment."""
        self.setEmptyLabel(self.tr("As it was opened"))
        self.setAccessibleName(self.tr("List of edits"))
        self._name("undo", self._group.undoText())
        self._name("redo", self._group.redoText())

    def _follow(self, document: Document | None) -> None:
        for stack in self._group.stacks():
            self._group.removeStack(stack)
        if document is not None:
            self._group.addStack(document.undo_stack)
            self._group.setActiveStack(document.undo_stack)

    def _name(self, action: str, text: str) -> None:
        verb = translated(_TEXTS[action])
        self._actions[action].setText(f"{verb}: {text}" if text else verb)
