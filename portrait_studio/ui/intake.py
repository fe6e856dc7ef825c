"""How photos come in: by dialog, dropped, pasted, or from the list of recent ones."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QAction, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QMenu, QWidget

from portrait_studio.ui.dialogs.documents import choose_document
from portrait_studio.ui.settings.store import SettingsStore

MOST_RECENT = 10
RECENT = "window/recent_photos"
FOLDER = "window/open_folder"


class Intake(QObject):
    """Asks for what comes in, and remembers where it came from.

    Parameters
    ----------
    window
        Parent of the dialog; what is dropped on it comes in.
    settings
        Keep the recent photos and the last folder.
    """

    path_wanted = Signal(object)
    """The path of a file to open."""
    picture_wanted = Signal(object)
    """A `QImage` without a file to take as the photo."""
    refused = Signal(str)
    """Why nothing came in."""

    def __init__(self, window: QWidget, settings: SettingsStore) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self.recent = QMenu(window)
        self.recent.aboutToShow.connect(self._fill_recent)

    def ask(self) -> None:
        """Ask for a file, beginning in the last folder."""
        choose_document(self._window, self.path_wanted.emit, folder=self._settings.value(FOLDER))

    def paste(self) -> None:
        """Take what the clipboard holds."""
        data = QGuiApplication.clipboard().mimeData()
        if data is None or not self.take(data):
            self.refused.emit(self.tr("The clipboard holds neither a picture nor a file."))

    def accepts(self, data: QMimeData) -> bool:
        """Whether there is a file or a picture in what is dragged here."""
        return data.hasImage() or any(url.isLocalFile() for url in data.urls())

    def take(self, data: QMimeData) -> bool:
        """Take the first file, else the picture; False if there is neither."""
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if files:
            self.path_wanted.emit(Path(files[0]))
            return True
        picture = data.imageData() if data.hasImage() else None
        if not isinstance(picture, QImage) or picture.isNull():
            return False
        self.picture_wanted.emit(picture)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take what is dropped on the window, if it is a local file or a picture."""
        if isinstance(event, QDropEvent):  # also what is dragged over the window
            entering = event.type() == QEvent.Type.DragEnter
            dropped = event.type() == QEvent.Type.Drop
            data = event.mimeData()
            if (entering and self.accepts(data)) or (dropped and self.take(data)):
                event.acceptProposedAction()
                return True
        return super().eventFilter(watched, event)

    def remember(self, path: Path) -> None:
        """Put a photo that was opened first among the recent ones."""
        path = path.absolute()
        kept = [old for old in self._settings.value(RECENT) if old != str(path)]
        self._settings.set(RECENT, [str(path), *kept][:MOST_RECENT])
        self._settings.set(FOLDER, str(path.parent))

    def forget_all(self) -> None:
        """Empty the list of recent photos."""
        self._settings.set(RECENT, [])

    def _fill_recent(self) -> None:
        self.recent.clear()
        paths = [Path(name) for name in self._settings.value(RECENT)]
        for number, path in enumerate(paths, 1):
            action = QAction(f"&{number % 10}  {path.name}", self.recent)
            action.setToolTip(str(path))
            action.setStatusTip(str(path))
            action.triggered.connect(lambda _=False, wanted=path: self.path_wanted.emit(wanted))
            self.recent.addAction(action)
        if not paths:
            self.recent.addAction(self.tr("No photo yet")).setEnabled(False)
            return
        self.recent.addSeparator()
        self.recent.addAction(self.tr("&Forget them")).triggered.connect(self.forget_all)
