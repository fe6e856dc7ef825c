"""The photo on the bench and the background work on it; the window listens."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from portrait_studio.workers.analyse import AnalysedPhoto, AnalysePhoto
from portrait_studio.workers.export import ExportLayers
from portrait_studio.workers.jobs import Jobs
from portrait_studio.workers.networks import NetworkSource
from portrait_studio.workers.open_photo import OpenedPhoto, OpenPhoto
from portrait_studio.workers.task import Task, Work


class Workbench(QObject):
    """Opens a photo, finds its people, exports them; always in the background.

    What fails leaves the last good photo and people as they were.

    Parameters
    ----------
    networks
        Where the network comes from.
    """

    opened = Signal(object)
    """An `OpenedPhoto` is there; its analysis has begun."""
    analysed = Signal(object)
    """An `AnalysedPhoto` of the photo opened last is there."""
    exported = Signal(object)
    """The paths of the layers that were written."""
    failed = Signal(str, Exception)
    """What could not be done, and why."""
    cancelled = Signal()
    progressed = Signal(str, float)
    busy = Signal(bool)

    def __init__(self, networks: NetworkSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._networks = networks
        self._jobs = Jobs(self)
        self._jobs.changed.connect(self._tell_busy)
        self.photo: OpenedPhoto | None = None
        self.people: AnalysedPhoto | None = None

    @property
    def busy_now(self) -> bool:
        """Whether anything is going on."""
        return self._jobs.busy

    def open(self, path: Path | None) -> None:
        """Open the photo at a path, or the sample, and find its people."""
        task = self._begin("open", "The photo could not be opened", OpenPhoto(path))
        task.returned.connect(self._opened)
        task.start()

    def export(self, folder: Path, *, overwrite: bool = False) -> None:
        """Write the layers of the people into a folder."""
        if self.photo is None or self.people is None:
            return
        work = ExportLayers(self.photo.photo, self.people.analysis, folder, overwrite=overwrite)
        task = self._begin("export", "The layers could not be written", work)
        task.returned.connect(self.exported)
        task.start()

    def cancel(self) -> None:
        """Stop what is going on; `cancelled` follows."""
        self._jobs.cancel()

    def close(self) -> None:
        """Stop everything and wait for it; nothing follows."""
        self._jobs.close()

    def _begin(self, kind: str, trouble: str, work: Work) -> Task:
        task = self._jobs.begin(kind, work)
        task.progressed.connect(self.progressed)
        task.failed.connect(partial(self.failed.emit, trouble))
        task.cancelled.connect(self.cancelled)
        return task

    def _opened(self, opened: OpenedPhoto) -> None:
        self._jobs.supersede("export")
        self.photo, self.people = opened, None
        self.opened.emit(opened)
        work = AnalysePhoto(opened.photo, self._networks)
        task = self._begin("analysis", "The people could not be found", work)
        task.returned.connect(self._analysed)
        task.start()

    def _analysed(self, analysed: AnalysedPhoto) -> None:
        self.people = analysed
        self.analysed.emit(analysed)

    def _tell_busy(self) -> None:
        self.busy.emit(self.busy_now)
