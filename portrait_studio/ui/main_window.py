"""The window: the photo in the middle, its people and overlays beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from portrait_studio.ui.action_rows.file import MENU as FILE_MENU
from portrait_studio.ui.actions import build_actions, translate_actions
from portrait_studio.ui.availability import Availability
from portrait_studio.ui.canvas.view import Canvas
from portrait_studio.ui.dialogs import messages
from portrait_studio.ui.dialogs.settings_dialog import SettingsDialog
from portrait_studio.ui.dialogs.shortcuts_dialog import ShortcutsDialog
from portrait_studio.ui.docks import Docks
from portrait_studio.ui.document_files import DocumentFiles
from portrait_studio.ui.easel import Easel
from portrait_studio.ui.easel_actions import easel_handlers, follow_easel
from portrait_studio.ui.intake import Intake
from portrait_studio.ui.menus import Menus
from portrait_studio.ui.on_show import OnShow
from portrait_studio.ui.panels.history_panel import HistoryPanel
from portrait_studio.ui.panels.overlay_panel import OverlayPanel
from portrait_studio.ui.people_side import PeopleSide
from portrait_studio.ui.readiness import Readiness
from portrait_studio.ui.recovery_offer import RecoveryOffer
from portrait_studio.ui.settings.store import SettingsStore
from portrait_studio.ui.settings_follower import SettingsFollower
from portrait_studio.ui.status import Status
from portrait_studio.ui.tidings import Tidings
from portrait_studio.ui.welcome import Welcome
from portrait_studio.ui.workbench import Workbench
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
        self.settings = settings or SettingsStore(parent=self)
        self.restoreGeometry(self.settings.value("window/geometry"))
        self.bench = Workbench(networks, self)
        self.readiness = Readiness(self.bench, self)
        self.documents = DocumentFiles(self, self.bench)
        self.recovery = RecoveryOffer(self, self.bench, recovery) if recovery else None
        self.easel = Easel(self.bench, self)
        self.intake = Intake(self, self.settings)
        self.side = PeopleSide(self.bench, self.settings, self)
        self.actions_by_id = build_actions(self, self._handlers())
        self.side.offer(self.actions_by_id)
        self.status = Status(self.actions_by_id["cancel"])
        self.history = HistoryPanel(self.bench, self.actions_by_id)
        welcome = Welcome(self.actions_by_id["open"], self.actions_by_id["open_sample"])
        self._on_show = OnShow(
            self.bench,
            easel=self.easel,
            side=self.side,
            status=self.status,
            welcome=welcome,
            parent=self,
        )
        self._available = Availability(self.bench, self.side.panel, self.actions_by_id, self)
        self._lay_out()
        self._listen()

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
            "show_history": lambda shown: self._docks.show_history(shown),
            "quit": self.close,
            "cancel": self.bench.cancel,
            "undo": self.bench.undo,
            "redo": self.bench.redo,
            "about": lambda: messages.show_about(self),
        }

    def _lay_out(self) -> None:
        self.setCentralWidget(self._on_show.pages)
        self._docks = Docks(
            self,
            people=self.side.panel,
            overlays=OverlayPanel(self.easel.overlays),
            history=self.history,
        )
        self.setStatusBar(self.status)
        self._menus = Menus(self, self.actions_by_id)
        self._menus.menu(FILE_MENU).insertMenu(self.actions_by_id["export"], self.intake.recent)
        self._translate()

    def _listen(self) -> None:
        self._on_show.changed.connect(self._available.refresh)
        follow_easel(self.easel, self.actions_by_id)
        tidings = Tidings(self, self.bench, self.status)
        easel, panel, documents = self.easel, self.side.panel, self.documents
        easel.tour.left.connect(self.status.set_doubtful)
        easel.canvas.zoomed.connect(self.status.set_zoom)
        easel.chosen_changed.connect(panel.select)
        panel.selected.connect(easel.desk.choose)
        follower = SettingsFollower(self.settings, easel, self.bench, self)
        for speaker in (easel.said, self.side.said, self.intake.refused, follower.said):
            speaker.connect(self.status.say)
        self.intake.path_wanted.connect(self.open)
        self.intake.picture_wanted.connect(
            lambda picture: documents.leave(lambda: self.bench.take(picture))
        )
        documents.opened.connect(self.intake.remember)
        documents.place_wanted.connect(self.canvas.show_box)
        documents.saved.connect(self.intake.remember)
        documents.saved.connect(tidings.saved)
        self.bench.opened.connect(self._remember)
        if self.recovery is not None:
            self.recovery.failed.connect(tidings.failed)

    def _remember(self, opened: OpenedPhoto) -> None:
        path = opened.photo.path
        if path is not None and path != sample_photo():
            self.intake.remember(path)

    def _translate(self) -> None:
        translate_actions(self.actions_by_id)
        self._menus.translate()
        self._docks.translate()
        self.history.translate()
        self.intake.recent.setTitle(self.tr("Open &recent"))
        self.documents.name_window()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

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
        self.readiness.close()
        self.bench.close()
        super().closeEvent(event)
