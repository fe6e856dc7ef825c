"""What the window tells: in its status bar, and in a box where something failed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from portrait_studio.ui.dialogs import messages
from portrait_studio.ui.status import Status
from portrait_studio.ui.workbench import Workbench


class Tidings(QObject):
    """Brings what happens on the workbench to the user.

    Parameters
    ----------
    window
        Owns this and the boxes.
    bench
        Where it happens.
    status
        The status bar.
    """

    def __init__(self, window: QWidget, bench: Workbench, status: Status) -> None:
        super().__init__(window)
        self._window, self._status = window, status
        bench.refused.connect(status.say)
        bench.failed.connect(self.failed)
        bench.cancelled.connect(lambda: status.say(self.tr("Cancelled.")))
        bench.progressed.connect(status.set_progress)
        bench.busy.connect(status.set_busy)

    def saved(self, path: Path) -> None:
        """Tell that a project was saved."""
        self._status.say(self.tr("Saved {path}.").format(path=path))

    def failed(self, trouble: str, error: Exception) -> None:
        """Tell what could not be done, and why."""
        self._status.say(trouble + ".")
        messages.show_error(self._window, trouble, error)
