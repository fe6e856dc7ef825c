"""The docks beside the photo: people, overlays, edits."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

_WIDTH = 310


class Docks(QObject):
    """Puts panels to the right of a window, one below the other; the edits wait to be shown.

    Parameters
    ----------
    window
        Gets the docks, and owns this.
    people, overlays, history
        The panels.
    """

    def __init__(
        self, window: QMainWindow, *, people: QWidget, overlays: QWidget, history: QWidget
    ) -> None:
        super().__init__(window)
        panels = {"people": people, "overlays": overlays, "history": history}
        self._docks = {name: _dock(name, panel) for name, panel in panels.items()}
        for dock in self._docks.values():
            window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        self.show_history(False)
        docks = list(self._docks.values())
        window.resizeDocks(docks, [_WIDTH] * len(docks), Qt.Orientation.Horizontal)

    def show_history(self, shown: bool) -> None:
        """Show or hide the edits."""
        self._docks["history"].setVisible(shown)

    def translate(self) -> None:
        """Name the docks in the language of the moment."""
        self._docks["people"].setWindowTitle(self.tr("People"))
        self._docks["overlays"].setWindowTitle(self.tr("Overlays"))
        self._docks["history"].setWindowTitle(self.tr("Edits"))


def _dock(name: str, panel: QWidget) -> QDockWidget:
    dock = QDockWidget()
    dock.setObjectName(f"{name}_dock")
    dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
    dock.setWidget(panel)
    return dock
