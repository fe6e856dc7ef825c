"""Autosave: unsaved edits reach a recovery folder a few seconds after they are made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from portrait_studio.core.project.edit_log import EditLog
from portrait_studio.document.document import Document
from portrait_studio.document.recovery_folder import RecoveryFolder, new_folder
from portrait_studio.errors import ProjectError
from portrait_studio.workers.keep_recovery import KeepRecovery
from portrait_studio.workers.task import Task

DELAY = 2000
"""From an edit to the disk, in milliseconds."""


class Recovery(QObject):
    """Keeps the unsaved work of a window safe; one document at a time.

    Photo and analysis are written once, with the first edit; after that only the edits are.

    Parameters
    ----------
    place
        The folder of all recoveries.
    delay
        From an edit to the disk, in milliseconds.
    """

    kept = Signal()
    """The disk now holds what there was to keep when its writing began."""
    failed = Signal(Exception)
    """The work could not be kept; told once a document."""

    def __init__(self, place: Path, parent: QObject | None = None, *, delay: int = DELAY) -> None:
        super().__init__(parent)
        self._place = place
        self._document: Document | None = None
        self._folder: RecoveryFolder | None = None
        self._task: Task | None = None
        self._due = False
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay)
        self._timer.timeout.connect(self._keep)

    def follow(self, document: Document | None, *, folder: RecoveryFolder | None = None) -> None:
        """Keep another document from now on; what was kept of the last one is cleared away.

        Parameters
        ----------
        document
            None for none.
        folder
            Where the document was recovered from, to go on there.
        """
        self._leave()
        self._document, self._folder, self._told = document, folder, False
        if document is not None:
            document.changed.connect(self._edited)
            document.modified_changed.connect(self._edited)
            if document.modified:
                self._edited()

    def close(self) -> None:
        """Clear away what was kept and let go; waits for what is being written."""
        self._leave()

    def _leave(self) -> None:
        self._timer.stop()
        self._due = False
        if self._task is not None:
            self._task.wait()
            self._task.deleteLater()
            self._task = None
        if self._document is not None:
            self._document.changed.disconnect(self._edited)
            self._document.modified_changed.disconnect(self._edited)
            self._document = None
        if self._folder is not None:
            self._folder.discard()
            self._folder = None

    def _edited(self) -> None:
        # Not begun anew with every edit: steady work must reach the disk, too.
        if not self._timer.isActive():
            self._timer.start()

    def _keep(self) -> None:
        if self._task is not None:  # one writer at a time, or an older state may come last
            self._due = True
            return
        try:
            steps = self._steps()
        except ProjectError as error:
            self._fail(error)
            return
        if steps:
            self._task = Task(KeepRecovery(steps), self)
            self._task.returned.connect(lambda _: self.kept.emit())
            self._task.failed.connect(self._fail)
            self._task.finished.connect(self._end)
            self._task.start()

    def _steps(self) -> tuple[Callable[[], object], ...]:
        document, folder = self._document, self._folder
        if document is None or (folder is None and not document.modified):
            return ()
        if folder is None:
            folder = self._folder = new_folder(self._place)
        if not document.modified:
            return (folder.forget_edits,)
        project = document.snapshot()
        log = EditLog(document.title, document.path, project.edits, project.undone)
        write_edits = partial(folder.write_edits, log)
        if folder.has_analysis:
            return (write_edits,)
        return partial(folder.write_analysis, project), write_edits

    def _end(self, task: Task) -> None:
        self._task = None
        task.deleteLater()
        if self._due:
            self._due = False
            self._keep()

    def _fail(self, error: Exception) -> None:
        if not self._told:
            self._told = True
            self.failed.emit(error)
