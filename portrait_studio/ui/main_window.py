"""The window: the photo in the middle, its people and overlays beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStackedWidget, QWidget

from portrait_studio.core.editing.change import Change
from portrait_studio.ui.action_rows.file import MENU as FILE_MENU
from portrait_studio.ui.actions import ACTIONS, build_actions, translate_actions
from portrait_studio.ui.canvas.view import Canvas
from portrait_studio.ui.dialogs import messages
from portrait_studio.ui.dialogs.settings_dialog import SettingsDialog
from portrait_studio.ui.dialogs.shortcuts_dialog import ShortcutsDialog
from portrait_studio.ui.document_files import DocumentFiles
from portrait_studio.ui.easel import Easel
from portrait_studio.ui.easel_actions import easel_handlers, follow_easel
from portrait_studio.ui.intake import Intake
from portrait_studio.ui.menus import Menus
from portrait_studio.ui.panels.history_panel import HistoryPanel
from portrait_studio.ui.panels.overlay_panel import OverlayPanel
from portrait_studio.ui.people_side import PeopleSide
from portrait_studio.ui.recovery_offer import RecoveryOffer
from portrait_studio.ui.settings.store import SettingsStore
from portrait_studio.ui.settings_follower import SettingsFollower
from portrait_studio.ui.status import Status
from portrait_studio.ui.welcome import Welcome
from portrait_studio.ui.workbench import Workbench
from portrait_studio.workers.analyse import AnalysedPhoto
from portrait_studio.workers.draft_photo import DraftedPhoto
from portrait_studio.workers.networks import NetworkSource
from portrait_studio.workers.open_photo import OpenedPhoto, sample_photo


class MainWindow(QMainWindow):
    """Portrait Studio's window.

    Parameters
    ----------
    networks
        Where the network comes from.
    settings
        What the user chose; by default nothing yet.
    recovery
        Folder that keeps unsaved work safe from a crash; None for nowhere.
    """

    def __init__(
        self,
        networks: NetworkSource,
        settings: SettingsStore | None = None,
        parent: QWidget | None = None,
        *,
        recovery: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        self.settings = settings or SettingsStore(parent=self)
        self.restoreGeometry(self.settings.value("window/geometry"))
        self.bench = Workbench(networks, self)
        self.documents = DocumentFiles(self, self.bench)
        self.recovery = RecoveryOffer(self, self.bench, recovery) if recovery else None
        self.easel = Easel(self.bench, self)
        self.intake = Intake(self, self.settings)
        self.side = PeopleSide(self.bench, self.settings, self)
        self.actions_by_id = build_actions(self, self._handlers())
        self.side.offer(self.actions_by_id)
        self.status = Status(self.actions_by_id["cancel"])
        self.history = HistoryPanel(self.bench, self.actions_by_id)
        self._busy = False
        self._lay_out()
        self._listen()
        self._enable()

    @property
    def canvas(self) -> Canvas:
        """What shows the photo."""
        return self.easel.canvas

    def open(self, path: Path | None) -> None:
        """Open the photo or project at a path; without one, the bundled sample."""
        self.documents.open(path)

    def offer_recovery(self) -> None:
        """Ask whether to bring back what a crash left behind, if there is anything."""
        if self.recovery is not None:
            self.recovery.offer()

    def _handlers(self) -> dict[str, Callable[..., object]]:
        return {
            **easel_handlers(self.easel),
            **self.side.handlers(),
            "settings": lambda: SettingsDialog(self.settings, self).open(),
            "shortcuts": lambda: ShortcutsDialog(self).open(),
            "open": self.intake.ask,
            "open_sample": lambda: self.open(None),
            "paste": self.intake.paste,
            "save": self.documents.save,
            "save_as": self.documents.save_as,
            "close_photo": self.documents.close_document,
            "show_history": lambda shown: self._docks["history"].setVisible(shown),
            "quit": self.close,
            "cancel": self.bench.cancel,
            "undo": self.bench.undo,
            "redo": self.bench.redo,
            "about": lambda: messages.show_about(self),
        }

    def _lay_out(self) -> None:
        welcome = Welcome(self.actions_by_id["open"], self.actions_by_id["open_sample"])
        self._pages = QStackedWidget()
        self._pages.addWidget(welcome)
        self._pages.addWidget(self.easel.canvas)
        self.setCentralWidget(self._pages)
        self._docks = {
            "people": self._dock("people_dock", self.side.panel),
            "overlays": self._dock("overlays_dock", OverlayPanel(self.easel.overlays)),
            "history": self._dock("history_dock", self.history),
        }
        self._docks["history"].hide()
        self.resizeDocks(list(self._docks.values()), [310] * 3, Qt.Orientation.Horizontal)
        self.setStatusBar(self.status)
        self._menus = Menus(self, self.actions_by_id)
        self._menus.menu(FILE_MENU).insertMenu(self.actions_by_id["export"], self.intake.recent)
        self._translate()

    def _dock(self, name: str, widget: QWidget) -> QDockWidget:
        dock = QDockWidget()
        dock.setObjectName(name)
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        dock.setWidget(widget)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        return dock

    def _listen(self) -> None:
        follow_easel(self.easel, self.actions_by_id)
        bench, easel = self.bench, self.easel
        bench.drafted.connect(self._show_draft)
        bench.withdrawn.connect(self._show_last)
        bench.opened.connect(self._show_photo)
        bench.analysed.connect(self._show_people)
        bench.changed.connect(self._show_change)
        bench.refused.connect(self.status.say)
        self.side.said.connect(self.status.say)
        bench.failed.connect(self._tell_failed)
        bench.cancelled.connect(lambda: self.status.say(self.tr("Cancelled.")))
        bench.progressed.connect(self.status.set_progress)
        bench.busy.connect(self._set_busy)
        easel.said.connect(self.status.say)
        easel.tour.left.connect(self.status.set_doubtful)
        easel.canvas.zoomed.connect(self.status.set_zoom)
        easel.chosen_changed.connect(self.side.panel.select)
        self.side.panel.selected.connect(easel.desk.choose)
        self.side.panel.selection_changed.connect(self._enable)
        SettingsFollower(self.settings, easel, bench, self).said.connect(self.status.say)
        self.intake.path_wanted.connect(self.open)
        self.intake.picture_wanted.connect(
            lambda picture: self.documents.leave(lambda: self.bench.take(picture))
        )
        bench.cleared.connect(self._show_nothing)
        self.documents.opened.connect(self.intake.remember)
        self.documents.place_wanted.connect(self.canvas.show_box)
        self.documents.saved.connect(self._tell_saved)
        if self.recovery is not None:
            self.recovery.failed.connect(self._tell_failed)
        self.intake.refused.connect(self.status.say)

    def _show_draft(self, draft: DraftedPhoto) -> None:
        self._pages.setCurrentWidget(self.easel.canvas)
        self.easel.show_draft(draft.levels, shape=draft.shape)
        self._enable()

    def _show_photo(self, opened: OpenedPhoto) -> None:
        self._pages.setCurrentWidget(self.easel.canvas)
        self.easel.show_photo(opened.levels, shape=opened.photo.shape)
        self.side.clear()
        path = opened.photo.path
        if path is not None and path != sample_photo():
            self.intake.remember(path)
        self._enable()

    def _show_last(self) -> None:
        """Go back to the last good photo: a draft has turned out to be nothing."""
        self.easel.withdraw()
        if self.bench.photo is None:
            self._pages.setCurrentIndex(0)
            return
        self.easel.show_photo(self.bench.photo.levels, shape=self.bench.photo.photo.shape)
        if self.bench.people is not None and self.bench.editor is not None:
            people = self.bench.people
            self.easel.show_people(self.bench.editor, people.boundary, people.regions)
            self.side.begin(self.bench.photo.photo, self.bench.photo.levels[-1])
        self._enable()

    def _show_people(self, analysed: AnalysedPhoto) -> None:
        if self.bench.editor is None:
            return
        self.easel.show_people(self.bench.editor, analysed.boundary, analysed.regions)
        people = analysed.analysis.people
        if self.bench.photo is not None:
            self.side.begin(self.bench.photo.photo, self.bench.photo.levels[-1])
        self.status.set_provider(analysed.provider, analysed.fallback_reason)
        self.status.say(self._found(len(people)))
        self._enable()

    def _show_change(self, change: Change) -> None:
        self.easel.change(change)
        self.side.change(change)
        self._enable()

    def _show_nothing(self) -> None:
        self._pages.setCurrentIndex(0)
        self.side.clear()
        self.status.set_doubtful(0)
        self.status.say("")
        self._enable()

    def _tell_saved(self, path: Path) -> None:
        self.intake.remember(path)
        self.status.say(self.tr("Saved {path}.").format(path=path))

    def _tell_failed(self, trouble: str, error: Exception) -> None:
        self.status.say(trouble + ".")
        messages.show_error(self, trouble, error)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.status.set_busy(busy)
        self._enable()

    def _enable(self) -> None:
        editor = self.bench.editor
        there = {
            "": True,
            "photo": self.bench.photo is not None,
            "whole photo": self.bench.can_be_saved,
            "people": editor is not None,
            "person": editor is not None and bool(self.side.panel.selected_people),
            "two people": editor is not None and len(self.side.panel.selected_people) > 1,
            "job": self._busy,
            "undo": editor is not None and editor.can_undo,
            "redo": editor is not None and editor.can_redo,
        }
        for spec in ACTIONS:
            self.actions_by_id[spec.id].setEnabled(there[spec.needs])

    def _found(self, count: int) -> str:
        words = {0: self.tr("No people found."), 1: self.tr("1 person found.")}
        return words.get(count, self.tr("{count} people found.").format(count=count))

    def _translate(self) -> None:
        translate_actions(self.actions_by_id)
        self._menus.translate()
        self._docks["people"].setWindowTitle(self.tr("People"))
        self._docks["overlays"].setWindowTitle(self.tr("Overlays"))
        self._docks["history"].setWindowTitle(self.tr("Edits"))
        self.history.translate()
        self.intake.recent.setTitle(self.tr("Open &recent"))
        self.documents.name_window()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Accept a local file or a picture."""
        if self.intake.accepts(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open what is dropped."""
        if self.intake.take(event.mimeData()):
            event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask what becomes of unsaved work; stop the background work before the window goes."""
        if not self.documents.may_close():
            event.ignore()
            return
        self.settings.set("window/geometry", bytes(self.saveGeometry().data()))
        if self.recovery is not None:
            self.recovery.close()
        self.easel.close()
        self.side.close()
        self.bench.close()
        super().closeEvent(event)
