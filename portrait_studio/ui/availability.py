"""Which actions can be used at the moment."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from portrait_studio.ui.actions import ACTIONS
from portrait_studio.ui.panels.layer_panel import LayerPanel
from portrait_studio.ui.workbench import Workbench


class Availability(QObject):
    """Enables every action whose needs are met, as the table of actions says.

    Parameters
    ----------
    bench
        Has the photo, the people and the tasks, or has them not.
    panel
        Says who is selected.
    actions
        By id.
    """

    def __init__(
        self, bench: Workbench, panel: LayerPanel, actions: Mapping[str, QAction], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bench, self._panel, self._actions = bench, panel, actions
        self._busy = False
        bench.busy.connect(self._set_busy)
        panel.selection_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Look again: something has come or gone."""
        bench, editor = self._bench, self._bench.editor
        selected = self._panel.selected_people if editor is not None else ()
        there = {
            "": True,
            "photo": bench.photo is not None,
            "whole photo": bench.can_be_saved,
            "people": editor is not None,
            "person": bool(selected),
            "two people": len(selected) > 1,
            "job": self._busy,
            "undo": editor is not None and editor.can_undo,
            "redo": editor is not None and editor.can_redo,
        }
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled(there[spec.needs])

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.refresh()
