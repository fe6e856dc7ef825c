"""What the window shows: the photo as it comes, its people, every change, or the welcome."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from portrait_studio.core.editing.change import Change
from portrait_studio.ui.easel import Easel
from portrait_studio.ui.people_side import PeopleSide
from portrait_studio.ui.status import Status
from portrait_studio.ui.workbench import Workbench
from portrait_studio.workers.analyse import AnalysedPhoto
from portrait_studio.workers.draft_photo import DraftedPhoto
from portrait_studio.workers.open_photo import OpenedPhoto


class OnShow(QObject):
    """Follows the workbench with everything that shows what lies on it.

    Parameters
    ----------
    bench
        Where photo, people and changes come from.
    easel, side, status
        Canvas, panel and bar to be kept true.
    welcome
        Shown while there is no photo.
    """

    changed = Signal()
    """Something else is on show."""

    def __init__(
        self,
        bench: Workbench,
        *,
        easel: Easel,
        side: PeopleSide,
        status: Status,
        welcome: QWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bench, self._easel, self._side, self._status = bench, easel, side, status
        self.pages = QStackedWidget()
        self.pages.addWidget(welcome)
        self.pages.addWidget(easel.canvas)
        bench.drafted.connect(self._show_draft)
        bench.withdrawn.connect(self._show_last)
        bench.opened.connect(self._show_photo)
        bench.analysed.connect(self._show_people)
        bench.changed.connect(self._show_change)
        bench.cleared.connect(self._show_nothing)

    def _show_draft(self, draft: DraftedPhoto) -> None:
        self.pages.setCurrentWidget(self._easel.canvas)
        self._easel.show_draft(draft.levels, shape=draft.shape)
        self.changed.emit()

    def _show_photo(self, opened: OpenedPhoto) -> None:
        self.pages.setCurrentWidget(self._easel.canvas)
        self._easel.show_photo(opened.levels, shape=opened.photo.shape)
        self._side.clear()
        self.changed.emit()

    def _show_last(self) -> None:
        """Go back to the last good photo, or to none: a draft has turned out to be nothing."""
        self._easel.withdraw()
        opened, people, editor = self._bench.photo, self._bench.people, self._bench.editor
        if opened is None:
            self.pages.setCurrentIndex(0)
        else:
            self._easel.show_photo(opened.levels, shape=opened.photo.shape)
            if people is not None and editor is not None:
                self._easel.show_people(editor, people.boundary, people.regions)
                self._side.begin(opened.photo, opened.levels[-1])
        self.changed.emit()

    def _show_people(self, analysed: AnalysedPhoto) -> None:
        opened, editor = self._bench.photo, self._bench.editor
        if editor is None:
            return
        self._easel.show_people(editor, analysed.boundary, analysed.regions)
        if opened is not None:
            self._side.begin(opened.photo, opened.levels[-1])
        self._status.set_provider(analysed.provider, analysed.fallback_reason)
        self._status.say(self._found(len(analysed.analysis.people)))
        self.changed.emit()

    def _show_change(self, change: Change) -> None:
        self._easel.change(change)
        self._side.change(change)
        self.changed.emit()

    def _show_nothing(self) -> None:
        self.pages.setCurrentIndex(0)
        self._side.clear()
        self._status.set_doubtful(0)
        self._status.say("")
        self.changed.emit()

    def _found(self, count: int) -> str:
        words = {0: self.tr("No people found."), 1: self.tr("1 person found.")}
        return words.get(count, self.tr("{count} people found.").format(count=count))
