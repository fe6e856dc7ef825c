"""Unsaved work of earlier runs: kept while one works, offered after a crash."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from portrait_studio.core.project.read_project import PhotoMissingError
from portrait_studio.document.document import Document
from portrait_studio.document.recovery import Recovery
from portrait_studio.document.recovery_folder import ANALYSIS, LeftBehind, left_behind
from portrait_studio.ui.dialogs.documents import ask_for_photo, ask_to_recover
from portrait_studio.ui.dialogs.files import choose_photo
from portrait_studio.ui.phrases import error_text
from portrait_studio.ui.workbench import Workbench
from portrait_studio.workers.open_project import OpenedProject, OpenProject


class RecoveryOffer(QObject):
    """Follows the window's document, and brings back what a crash left behind.

    Parameters
    ----------
    window
        Parent of the question.
    bench
        Holds the document.
    place
        The folder of all recoveries.
    delay
        From an edit to the disk, in milliseconds.
    """

    failed = Signal(str, Exception)
    """What could not be done, and why."""

    def __init__(
        self, window: QWidget, bench: Workbench, place: Path, *, delay: int | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._bench = bench
        self._place = place
        self.recovery = (
            Recovery(place, self) if delay is None else Recovery(place, self, delay=delay)
        )
        self._left: tuple[LeftBehind, ...] = ()
        self._taken: LeftBehind | None = None
        bench.document_changed.connect(self._follow)
        self.recovery.failed.connect(self._tell)

    def offer(self) -> None:
        """Ask whether to recover the newest work that a crash left behind, if there is any."""
        self._left = left_behind(self._place)
        if not self._left:
            return
        first, *others = self._left
        sentence = self.tr("There is unsaved work on {title}, last kept on {when}.").format(
            title=first.log.title, when=f"{first.when:%Y-%m-%d %H:%M}"
        )
        if others:
            more = self.tr("After it, {count} more will be offered at the next start.")
            sentence = f"{sentence} {more.format(count=len(others))}"
        ask_to_recover(
            self._window,
            sentence,
            recover=lambda: self._recover(first),
            discard=lambda: self._discard(first),
            later=self._let_go,
        )

    def close(self) -> None:
        """Clear away what was kept of this window, and let go of the rest."""
        self.recovery.close()
        self._let_go()

    def _recover(self, left: LeftBehind, photo: Path | None = None) -> None:
        self._keep_only(left)
        work = OpenProject(left.folder.path / ANALYSIS, photo, left.log)
        task = self._bench.read_project(work, self.tr("The work could not be recovered"))
        task.returned.connect(lambda opened: self._show(left, opened))
        self._bench.told_by(task, PhotoMissingError, lambda error: self._ask(left, error))
        task.failed.connect(self._give_up)
        task.cancelled.connect(self._let_go)
        task.start()

    def _ask(self, left: LeftBehind, error: Exception) -> None:
        def choose() -> None:
            choose_photo(self._window, lambda photo: self._recover(left, photo))

        ask_for_photo(self._window, error_text(error), choose)

    def _give_up(self, error: Exception) -> None:
        if not isinstance(error, PhotoMissingError):  # the user may still say where it is
            self._let_go()

    def _show(self, left: LeftBehind, opened: OpenedProject) -> None:
        self._taken, self._left = left, ()
        self._bench.show_project(opened, recovered=left.log)

    def _follow(self, document: Document | None) -> None:
        taken, self._taken = self._taken, None
        self.recovery.follow(document, folder=taken.folder if taken is not None else None)

    def _discard(self, left: LeftBehind) -> None:
        self._keep_only(left)
        self._left = ()
        left.folder.discard()

    def _keep_only(self, left: LeftBehind) -> None:
        for other in self._left:
            if other is not left:
                other.folder.release()
        self._left = (left,)

    def _let_go(self) -> None:
        for left in self._left:
            left.folder.release()
        self._left = ()

    def _tell(self, error: Exception) -> None:
        self.failed.emit(self.tr("Unsaved work cannot be kept safe"), error)
