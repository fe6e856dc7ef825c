"""The photo on the bench and the background work on it; the window listens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QUndoStack

from portrait_studio.core.editing.change import Change
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.edits import Edit
from portrait_studio.core.photo import Photo
from portrait_studio.core.project.edit_log import EditLog
from portrait_studio.core.project.project import Project
from portrait_studio.document.document import Document
from portrait_studio.errors import EditError
from portrait_studio.ui.closer_looks import CloserLooks
from portrait_studio.ui.phrases import error_text
from portrait_studio.workers.analyse import AnalysedPhoto, AnalysePhoto
from portrait_studio.workers.draft_photo import DraftedPhoto, DraftPhoto
from portrait_studio.workers.jobs import Jobs
from portrait_studio.workers.networks import NetworkSource
from portrait_studio.workers.open_photo import OpenedPhoto, OpenPhoto, TakePicture, sample_photo
from portrait_studio.workers.open_project import OpenedProject, OpenProject
from portrait_studio.workers.task import Task, Work


class Workbench(QObject):
    """Opens a photo, finds its people, takes edits, exports; what is slow in the background.

    What fails leaves the last good photo and people as they were.

    Parameters
    ----------
    networks
        Where the network comes from.
    """

    drafted = Signal(object)
    """A `DraftedPhoto` is there; the photo itself is still read."""
    withdrawn = Signal()
    """The photo of the draft will not come; the last good photo, if any, is back."""
    opened = Signal(object)
    """An `OpenedPhoto` is there; its analysis has begun."""
    analysed = Signal(object)
    """An `AnalysedPhoto` of the photo opened last is there, and its document."""
    document_changed = Signal(object)
    """Another `Document` is on the bench, or None."""
    changed = Signal(object)
    """A `Change` of the document: an edit, an undo or a redo."""
    refused = Signal(str)
    """Why an edit could not be done."""
    failed = Signal(str, Exception)
    """What could not be done, and why."""
    cleared = Signal()
    """The photo was put away."""
    cancelled = Signal()
    progressed = Signal(str, float)
    busy = Signal(bool)

    def __init__(self, networks: NetworkSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._networks = networks
        self._jobs = Jobs(self)
        self._jobs.changed.connect(self._tell_busy)
        self.looks = CloserLooks(self)
        self.photo: OpenedPhoto | None = None
        self.people: AnalysedPhoto | None = None
        self.document: Document | None = None
        self._project: Project | None = None  # of the photo, before its people are there
        self._path: Path | None = None
        self._draft = False
        self._told: dict[Task, tuple[type[Exception], Callable[[Exception], object]]] = {}

    @property
    def busy_now(self) -> bool:
        """Whether anything is going on."""
        return self._jobs.busy

    @property
    def editor(self) -> Editor | None:
        """The people and their edits; None before they are found, and while a draft is shown."""
        return self.document.editor if self.document is not None and not self._draft else None

    @property
    def undo_stack(self) -> QUndoStack | None:
        """Where edits go; None while there is no document."""
        return self.document.undo_stack if self.document is not None else None

    @property
    def path(self) -> Path | None:
        """The file of the project, None for none."""
        return self._path if self.document is None else self.document.path

    @property
    def can_be_saved(self) -> bool:
        """Whether there is a photo, its people found or not; a draft is none."""
        return self.photo is not None and not self._draft

    def snapshot(self) -> Project | None:
        """Return what is saved; it has no people while they are not found yet."""
        return self._project if self.document is None else self.document.snapshot()

    def saved(self, project: Project, path: Path) -> None:
        """Take note that a snapshot of what is on the bench is in a file."""
        if self.document is not None:
            self.document.saved(project, path)
        else:
            self._path = path

    @property
    def networks(self) -> NetworkSource:
        """Where the network comes from."""
        return self._networks

    def use(self, networks: NetworkSource) -> None:
        """Find the people of photos with another network from now on."""
        self._networks = networks
        self.looks.follow(self.document, networks)

    def look_again(self) -> bool:
        """Find the people of the photo anew, unless edits would be lost; whether that is done."""
        untouched = self.document is None or not self.document.undo_stack.count()
        if self.photo is None or self._draft or not untouched:
            return False
        self._jobs.supersede("export")
        if self.document is not None:
            self._project, self._path = Project(self.photo.photo), None
        self._analyse(self.photo)
        return True

    def edit(self, edit: Edit) -> Change | None:
        """Do one edit that can be undone; None if it was refused, which `refused` tells."""
        if self.document is None:
            return None
        try:
            return self.document.edit(edit)
        except EditError as error:
            self.refused.emit(error_text(error))
            return None

    def undo(self) -> None:
        """Take the last edit back."""
        if self.document is not None:
            self.document.undo()

    def redo(self) -> None:
        """Do the edit again that was taken back last."""
        if self.document is not None:
            self.document.redo()

    def open(self, path: Path | None) -> None:
        """Open the photo at a path, or the sample, and find its people."""
        draft = self._jobs.begin("draft", DraftPhoto(path or sample_photo()))
        draft.returned.connect(self._drafted)
        self._open(OpenPhoto(path))
        draft.start()

    def take(self, picture: QImage) -> None:
        """Take a picture without a file as the photo, and find its people."""
        self._jobs.supersede("draft")
        self._open(TakePicture(picture))

    def read_project(self, work: OpenProject, trouble: str) -> Task:
        """Prepare reading a project; connect to it, then `start` it."""
        self._jobs.supersede("draft")
        task = self.begin("open", trouble, work)
        task.failed.connect(self._withdraw)
        task.cancelled.connect(self._withdraw)
        return task

    def show_project(self, opened: OpenedProject, *, recovered: EditLog | None = None) -> None:
        """Put a project on the bench; its people are looked for only if it has none yet.

        Parameters
        ----------
        opened
            As it was read.
        recovered
            Says that it is unsaved work, and where that was saved before.
        """
        for kind in ("export", "analysis"):
            self._jobs.supersede(kind)
        if opened.people is None:
            self._show_photo(opened.photo, opened.project, opened.path)
            self._analyse(opened.photo)
            return
        self._show_photo(opened.photo)
        document = Document(
            opened.people.editor,
            self,
            project=opened.project,
            path=opened.path if recovered is None else recovered.project,
        )
        if recovered is not None:
            document.mark_unsaved(recovered.project)
        self._show_people(opened.people, document)

    def clear(self) -> None:
        """Put the photo away, and stop what is done with it."""
        for kind in ("open", "draft", "analysis", "export"):
            self._jobs.supersede(kind)
        self._show_photo(None)
        self.cleared.emit()

    def cancel(self) -> None:
        """Stop what is going on; `cancelled` follows."""
        self._jobs.cancel()

    def close(self) -> None:
        """Stop everything and wait for it; nothing follows."""
        self.looks.close()
        self._jobs.close()

    def begin(self, kind: str, trouble: str, work: Work) -> Task:
        """Prepare background work; connect to it, then `start` it.

        Parameters
        ----------
        kind
            Newer work of a kind supersedes older.
        trouble
            What `failed` says if it fails.
        work
            See `Task`.
        """
        task = self._jobs.begin(kind, work)
        task.progressed.connect(self.progressed)
        task.failed.connect(partial(self._fail, task, trouble))
        task.cancelled.connect(self.cancelled)
        task.finished.connect(lambda ended: self._told.pop(ended, None))
        return task

    def told_by(
        self, task: Task, kind: type[Exception], then: Callable[[Exception], object]
    ) -> None:
        """Let `then` have the failures of a kind, instead of `failed`."""
        self._told[task] = kind, then

    def _fail(self, task: Task, trouble: str, error: Exception) -> None:
        kind, then = self._told.get(task, (None, None))
        if kind is not None and then is not None and isinstance(error, kind):
            then(error)
        else:
            self.failed.emit(trouble, error)

    def _open(self, work: Work) -> None:
        task = self.begin("open", self.tr("The photo could not be opened"), work)
        task.returned.connect(self._opened)
        task.failed.connect(self._withdraw)
        task.cancelled.connect(self._withdraw)
        task.start()

    def _drafted(self, draft: DraftedPhoto | None) -> None:
        if draft is not None:
            self._draft = True
            self.drafted.emit(draft)

    def _withdraw(self) -> None:
        self._jobs.supersede("draft")
        if self._draft:
            self._draft = False
            self.withdrawn.emit()

    def _opened(self, opened: OpenedPhoto) -> None:
        self._jobs.supersede("draft")
        self._jobs.supersede("export")
        self._show_photo(opened)
        self._analyse(opened)

    def _analyse(self, opened: OpenedPhoto) -> None:
        work = AnalysePhoto(opened.photo, self._networks)
        task = self.begin("analysis", self.tr("The people could not be found"), work)
        task.returned.connect(partial(self._analysed, opened.photo))
        task.start()

    def _analysed(self, photo: Photo, analysed: AnalysedPhoto) -> None:
        project = replace(
            self._project or Project(photo),
            analysis=analysed.analysis,
            network=analysed.network,
            photo_file=analysed.photo_file,
        )
        document = Document(analysed.editor, self, project=project, path=self._path)
        self._show_people(analysed, document)

    def _show_photo(
        self, opened: OpenedPhoto | None, project: Project | None = None, path: Path | None = None
    ) -> None:
        self._draft = False
        self._project = project or (Project(opened.photo) if opened is not None else None)
        self._path = path
        self._set_document(None)
        self.photo, self.people = opened, None
        if opened is not None:
            self.opened.emit(opened)

    def _show_people(self, analysed: AnalysedPhoto, document: Document) -> None:
        self.people = analysed
        self._set_document(document)
        document.changed.connect(self.changed)
        self.analysed.emit(analysed)

    def _set_document(self, document: Document | None) -> None:
        before, self.document = self.document, document
        self.looks.follow(document, self._networks)
        if before is not None:
            before.changed.disconnect(self.changed)
            before.deleteLater()
        if before is not document:
            self.document_changed.emit(document)

    def _tell_busy(self) -> None:
        self.busy.emit(self.busy_now)
