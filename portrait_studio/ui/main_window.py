"""The window: the photo in the middle, its people beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStackedWidget, QToolBar, QWidget

from portrait_studio.ui.actions import ACTIONS, build_actions
from portrait_studio.ui.canvas.view import STEP, Canvas
from portrait_studio.ui.dialogs import files, messages
from portrait_studio.ui.panels.people_model import PeopleModel
from portrait_studio.ui.panels.people_panel import PeoplePanel
from portrait_studio.ui.settings.store import SettingsStore
from portrait_studio.ui.status import Status
from portrait_studio.ui.welcome import Welcome
from portrait_studio.ui.workbench import Workbench
from portrait_studio.workers.analyse import AnalysedPhoto
from portrait_studio.workers.export import LayersExistError
from portrait_studio.workers.networks import NetworkSource
from portrait_studio.workers.open_photo import OpenedPhoto


class MainWindow(QMainWindow):
    """Portrait Studio's window.

    Parameters
    ----------
    networks
        Where the network comes from.
    settings
        What the user has chosen; by default nothing.
    """

    def __init__(
        self,
        networks: NetworkSource,
        settings: SettingsStore | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Portrait Studio")
        self.resize(1180, 780)
        self.setAcceptDrops(True)
        self.settings = settings or SettingsStore(parent=self)
        self.bench = Workbench(networks, self)
        self.model = PeopleModel()
        self.actions_by_id = build_actions(self, self._handlers())
        self.canvas = Canvas()
        self.panel = PeoplePanel(self.model)
        self.status = Status(self.actions_by_id["cancel"])
        self._selected: int | None = None
        self._busy = False
        self._lay_out()
        self._listen()
        self._enable()

    def open(self, path: Path | None) -> None:
        """Open the photo at a path; without one, the bundled sample."""
        self.bench.open(path)

    def _handlers(self) -> dict[str, Callable[..., object]]:
        return {
            "open": lambda: files.choose_photo(self, self.open),
            "open_sample": lambda: self.open(None),
            "export": lambda: files.choose_folder(self, self.bench.export),
            "quit": self.close,
            "cancel": self.bench.cancel,
            "show_people": self._show_overlays,
            "show_boundary": self._show_overlays,
            "zoom_in": lambda: self.canvas.zoom_by(STEP),
            "zoom_out": lambda: self.canvas.zoom_by(1 / STEP),
            "fit": lambda: self.canvas.fit(),
            "actual_size": lambda: self.canvas.actual_size(),
            "about": lambda: messages.show_about(self),
        }

    def _lay_out(self) -> None:
        welcome = Welcome(self.actions_by_id["open"], self.actions_by_id["open_sample"])
        self._pages = QStackedWidget()
        self._pages.addWidget(welcome)
        self._pages.addWidget(self.canvas)
        self.setCentralWidget(self._pages)
        dock = QDockWidget("People")
        dock.setObjectName("people_dock")
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        dock.setWidget(self.panel)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        self.resizeDocks([dock], [240], Qt.Orientation.Horizontal)
        self.setStatusBar(self.status)
        self._fill_menus()

    def _fill_menus(self) -> None:
        bar = QToolBar("Tools")
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        menus = {title: self.menuBar().addMenu(title) for title in dict.fromkeys(
            spec.menu for spec in ACTIONS
        )}  # fmt: skip
        for spec in ACTIONS:
            menus[spec.menu].addAction(self.actions_by_id[spec.id])
            if spec.toolbar:
                bar.addAction(self.actions_by_id[spec.id])
        self.addToolBar(bar)

    def _listen(self) -> None:
        self.bench.opened.connect(self._show_photo)
        self.bench.analysed.connect(self._show_analysis)
        self.bench.exported.connect(self._tell_exported)
        self.bench.failed.connect(self._tell_failed)
        self.bench.cancelled.connect(lambda: self.status.say("Cancelled."))
        self.bench.progressed.connect(self.status.set_progress)
        self.bench.busy.connect(self._set_busy)
        self.model.dataChanged.connect(self._colour_people)
        self.panel.selected.connect(self._select)

    def _show_photo(self, opened: OpenedPhoto) -> None:
        self._pages.setCurrentWidget(self.canvas)
        self.canvas.show_photo(opened.levels)
        self.model.set_people(())
        name = opened.photo.path.name if opened.photo.path else "photo"
        self.setWindowTitle(f"{name} – Portrait Studio")
        self._enable()

    def _show_analysis(self, analysed: AnalysedPhoto) -> None:
        people = analysed.analysis.people
        self.model.set_people([(person.id, person.score) for person in people])
        self.canvas.show_boundary(analysed.boundary)
        self._colour_people()
        self._show_overlays()
        self.status.set_provider(analysed.provider, analysed.fallback_reason)
        self.status.say(_found(len(people)))
        self._enable()

    def _colour_people(self) -> None:
        if self.bench.people is not None:
            self.canvas.show_people(
                self.bench.people.people, self.model.visible_colours(), selected=self._selected
            )

    def _select(self, person: int | None) -> None:
        self._selected = person
        self._colour_people()

    def _show_overlays(self) -> None:
        self.canvas.set_overlays(
            people=self.actions_by_id["show_people"].isChecked(),
            boundary=self.actions_by_id["show_boundary"].isChecked(),
        )

    def _tell_exported(self, paths: tuple[Path, ...]) -> None:
        self.status.say(f"Wrote {len(paths)} layers to {paths[0].parent}." if paths else "Done.")

    def _tell_failed(self, trouble: str, error: Exception) -> None:
        self.status.say(trouble + ".")
        if isinstance(error, LayersExistError):
            replace = partial(self.bench.export, error.folder, overwrite=True)
            messages.ask_to_replace(self, str(error), replace)
            return
        messages.show_error(self, trouble, error)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.status.set_busy(busy)
        self._enable()

    def _enable(self) -> None:
        there = {
            "": True,
            "photo": self.bench.photo is not None,
            "people": self.bench.people is not None,
            "job": self._busy,
        }
        for spec in ACTIONS:
            self.actions_by_id[spec.id].setEnabled(there[spec.needs])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Accept a local file."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Open the first local file."""
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        self.open(Path(urls[0].toLocalFile()))
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Stop the background work before the window goes."""
        self.bench.close()
        super().closeEvent(event)


def _found(count: int) -> str:
    words = {0: "No people found.", 1: "1 person found."}
    return words.get(count, f"{count} people found.")
