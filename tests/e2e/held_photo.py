"""A file manager in miniature: a window whose file is dragged away by the mouse.

It tells on stdout where it can be pressed, that the drag has begun, and that it may be dropped.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QMouseEvent, QPaintEvent, QRasterWindow


class Holder(QRasterWindow):
    """Holds a file.

    Parameters
    ----------
    file
        What is dragged from here.
    """

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag the file, until the button is let go."""
        if event.buttons() == Qt.MouseButton.LeftButton:
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(self._file))])
            drag = QDrag(self)
            drag.setMimeData(data)
            drag.actionChanged.connect(_tell_if_wanted)
            QTimer.singleShot(0, lambda: _tell("dragging"))  # from the loop of the drag
            drag.exec(Qt.DropAction.CopyAction)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Tell where there is something to press."""
        super().paintEvent(event)
        _tell("shown", at=self.geometry().center().toTuple())


def main() -> int:
    """Hold the file that is named until killed."""
    application = QGuiApplication(sys.argv)
    holder = Holder(Path(sys.argv[1]))
    holder.setGeometry(0, 820, 60, 60)
    holder.show()
    return application.exec()


def _tell_if_wanted(action: Qt.DropAction) -> None:
    if action == Qt.DropAction.CopyAction:
        _tell("wanted")


def _tell(event: str, **more: object) -> None:
    sys.stdout.write(json.dumps({"event": event, **more}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
