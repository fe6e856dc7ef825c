"""Documents and files: opening, saving, closing; nothing unsaved goes without a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from portrait_studio.core.project.project import Project
from portrait_studio.core.project.read_project import SUFFIX, PhotoMissingError
from portrait_studio.document.document import Document
from portrait_studio.ui.dialogs import files
from portrait_studio.ui.dialogs.documents import ask_for_photo, ask_to_save, choose_project_file
from portrait_studio.ui.phrases import error_text
from portrait_studio.ui.workbench import Workbench
from portrait_studio.workers.open_photo import sample_photo
from portrait_studio.workers.open_project import OpenedProject, OpenProject
from portrait_studio.workers.save_project import SaveProject

Then = Callable[[], object]


@dataclass(frozen=True)
class _Saving:
    """A save that is asked for: where to, and what comes after it."""

    path: Path
    embed_photo: bool
    then: Then | None


class DocumentFiles(QObject):
    """What the File menu does with documents.

    Parameters
    ----------
    window
        Parent of the questions; its title names the document.
    bench
        Holds the document and runs the work.
    """

    opened = Signal(object)
    """The path of a project that was opened."""
    place_wanted = Signal(object)
    """The part of the photo that a project wants to be looked at first, see `Project`."""
    saved = Signal(object)
    """The path of a project that was written."""

    def __init__(self, window: QWidget, bench: Workbench) -> None:
        super().__init__(window)
        self._window = window
        self._bench = bench
        self._saving: _Saving | None = None
        self._next: _Saving | None = None
        self._early: _Saving | None = None
        self._leaving = False
        self._asking = False
        bench.document_changed.connect(self._follow)
        bench.opened.connect(self._begin)
        bench.cleared.connect(self.name_window)

    def open(self, path: Path | None) -> None:
        """Open a photo or a project, the sample without a path; unsaved work is asked for."""
        self.leave(lambda: self._open(path))

    def open_project(self, work: OpenProject) -> None:
        """Open a project without a question."""
        task = self._bench.read_project(work, self.tr("The project could not be opened"))
        self._bench.told_by(task, PhotoMissingError, lambda error: self._ask_for_photo(work, error))
        task.returned.connect(self._show)
        task.start()

    def save(self, then: Then | None = None) -> None:
        """Save where the document came from, or ask where to; `then` is called after it."""
        if not self._bench.can_be_saved:
            return
        if self._bench.path is None:
            self.save_as(then)
        else:
            self._save(_Saving(self._bench.path, False, then))

    def save_as(self, then: Then | None = None) -> None:
        """Ask for a name, and save."""
        if self._bench.can_be_saved:

            def save(path: Path, embed_photo: bool) -> None:
                self._save(_Saving(path, embed_photo, then))

            choose_project_file(self._window, save, suggestion=_suggestion(self._bench))

    def leave(self, then: Then) -> None:
        """Call `then` once nothing unsaved is lost by it: at once, after a question, or never."""
        document = self._bench.document
        if document is None or not document.modified:
            then()
            return
        if self._asking:  # a second close does not ask a second time
            return
        self._asking = True
        box = ask_to_save(
            self._window,
            document.title,
            save=lambda: self.save(then),
            discard=then,
        )
        box.finished.connect(self._answered)

    def may_close(self) -> bool:
        """Whether the window may close now; if not, it closes itself once the user has answered."""
        document = self._bench.document
        if self._leaving or document is None or not document.modified:
            return True
        self.leave(self._close)
        return False

    def close_document(self) -> None:
        """Put the photo away."""
        self.leave(self._bench.clear)

    def name_window(self) -> None:
        """Write the document's name and whether it is modified into the title."""
        document, photo = self._bench.document, self._bench.photo
        if document is not None:
            title = document.title
        elif photo is not None and self._bench.path is not None:
            title = self._bench.path.name
        elif photo is not None:
            title = photo.photo.path.name if photo.photo.path else self.tr("Picture")
        else:
            title = ""
        self._window.setWindowTitle(f"{title}[*] – Portrait Studio" if title else "Portrait Studio")
        self._window.setWindowModified(document is not None and document.modified)

    def _begin(self) -> None:
        self._early = None
        self.name_window()

    def _follow(self, document: Document | None) -> None:
        if document is not None:
            document.modified_changed.connect(self.name_window)
            document.path_changed.connect(self.name_window)
            if self._early is not None and self._early.path == document.path:
                self._save(self._early)  # the file has the photo already, and now its people
        self._early = None
        self.name_window()

    def _open(self, path: Path | None) -> None:
        if path is not None and path.suffix.lower() == SUFFIX:
            self.open_project(OpenProject(path))
        else:
            self._bench.open(path)

    def _show(self, opened: OpenedProject) -> None:
        self._bench.show_project(opened)
        if opened.project.look_at is not None:
            self.place_wanted.emit(opened.project.look_at)
        self.opened.emit(opened.path)

    def _ask_for_photo(self, work: OpenProject, error: Exception) -> None:
        def with_photo(photo: Path) -> None:
            self.open_project(OpenProject(work.path, photo, work.log))

        def choose() -> None:
            files.choose_photo(self._window, with_photo, folder=str(work.path.parent))

        ask_for_photo(self._window, error_text(error), choose)

    def _save(self, saving: _Saving) -> None:
        project = self._bench.snapshot()
        if project is None:
            return
        if self._saving is not None:  # two writers at a time might end in the wrong order
            self._next = saving
            return
        self._saving = saving
        work = SaveProject(project, saving.path, saving.embed_photo)
        task = self._bench.begin("save", self.tr("The project could not be saved"), work)
        task.returned.connect(lambda path: self._saved(saving, project, path))
        task.finished.connect(lambda _: self._end_saving())
        task.start()

    def _saved(self, saving: _Saving, project: Project, path: Path) -> None:
        self.saved.emit(path)
        bench = self._bench
        if bench.photo is None or bench.photo.photo is not project.photo:
            return  # it was left while it was written
        bench.saved(project, path)
        self.name_window()
        if bench.document is None:
            self._early = saving
        elif project.analysis is None:  # the people came while it was written
            self._save(saving)
        elif saving.then is not None and not bench.document.modified:
            saving.then()

    def _end_saving(self) -> None:
        self._saving = None
        if self._next is not None:
            saving, self._next = self._next, None
            self._save(saving)

    def _answered(self) -> None:
        self._asking = False

    def _close(self) -> None:
        self._leaving = True
        self._window.close()


def _suggestion(bench: Workbench) -> Path:
    if bench.path is not None:
        return bench.path
    photo = bench.photo.photo.path if bench.photo is not None else None
    name = f"{photo.stem if photo is not None else 'picture'}{SUFFIX}"
    if photo is not None and photo != sample_photo():
        return photo.with_name(name)
    kind = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(kind)) / name
