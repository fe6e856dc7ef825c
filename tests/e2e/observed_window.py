"""The program as a user starts it, with an observer that tells on stdout what it sees.

Whatever happens in the window is done from outside, by mouse and keys; nothing here acts.
"""

import json
import sys
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from portrait_studio import app
from portrait_studio.ui.main_window import MainWindow
from portrait_studio.ui.overlays import OVERLAYS
from portrait_studio.ui.panels.layer_model import Column


def main() -> int:
    """Run the program with the arguments of this one."""
    application = app.create_application()
    assert isinstance(application, QApplication)
    QTimer.singleShot(0, _observe)
    return app.main(sys.argv[1:])


def _observe() -> None:
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))

    def tell(event: str) -> None:
        sys.stdout.write(json.dumps({"event": event, **_seen(window)}) + "\n")
        sys.stdout.flush()

    easel, bench = window.easel, window.bench
    # After everybody else who listens has been told.
    for event, signal in {
        "people": bench.analysed,
        "changed": bench.changed,
        "chosen": easel.chosen_changed,
        "what-if": easel.what_if.told,
        "zoomed": easel.canvas.zoomed,
        "tool": easel.hand.taken,
        "size": easel.desk.sizes_changed,
        "said": easel.said,
        "moved": easel.canvas.horizontalScrollBar().valueChanged,
        "failed": bench.failed,
        "selected": window.side.panel.selection_changed,
        "doubtful": easel.tour.left,
        "refused": bench.refused,
        "copied": window.side.said,
        "exported": window.side.exported,
        "overlays": easel.overlays.changed,
    }.items():
        signal.connect(lambda *_, name=event: QTimer.singleShot(0, lambda: tell(name)))
    eye = _Eye(window)
    eye.dragged.connect(lambda: tell("dragged"))
    # When the dialog is on the screen, not while it is still being shown.
    eye.asked.connect(lambda: QTimer.singleShot(0, lambda: tell("dialog")))
    eye.unfolded.connect(lambda: QTimer.singleShot(0, lambda: tell("menu")))
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(eye)


class _Eye(QObject):
    """Tells of what is dragged over the list of people, and that a dialog or a menu came up."""

    dragged = Signal()
    asked = Signal()
    unfolded = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._people = window.side.panel.view.viewport()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.DragMove and watched is self._people:
            self.dragged.emit()
        if event.type() == QEvent.Type.Show and isinstance(watched, QDialog):
            self.asked.emit()
        if event.type() == QEvent.Type.Show and isinstance(watched, QMenu):
            self.unfolded.emit()
        return False


def _seen(window: MainWindow) -> dict[str, Any]:
    editor, canvas = window.bench.editor, window.easel.canvas
    seen = {
        "window": int(window.winId()),
        "dialog": int(dialog.winId()) if (dialog := QApplication.activeModalWidget()) else 0,
        "title": window.windowTitle(),
        "history": _history(window),
        "overlays": [spec.id for spec in OVERLAYS if window.easel.overlays.visible(spec.id)],
        "backdrop": window.easel.overlays.backdrop,
        "active": window.isActiveWindow(),
        "status": window.status.text,
        "chosen": window.easel.desk.chosen,
        "tool": window.easel.hand.tool.id,
        "brush": window.easel.desk.brush_radius,
        "zoom": canvas.zoom,
        "left": canvas.horizontalScrollBar().value(),
        "selected": window.side.panel.selected_people,
        "mouse": QCursor.pos().toTuple(),
        "piece": window.easel.desk.piece_radius,
        "doubtful": window.status.doubtful,
        "lit": canvas.layers.flash.isVisible(),
        "edits": [],
        "people": [],
    }
    if editor is not None:
        seen["edits"] = [type(edit).__name__ for edit in editor.edits]
        seen["people"] = [_place(window, who) for who in editor.people]
    return seen


def _place(window: MainWindow, who: Any) -> dict[str, Any]:
    """Where on the screen the box of a person is, and how much of the photo they have."""
    canvas, editor = window.easel.canvas, window.bench.editor
    assert editor is not None
    down = canvas.layers.rect.height() / editor.owner.shape[0]
    across = canvas.layers.rect.width() / editor.owner.shape[1]
    corners = []
    for row, col in (who.box[:2], who.box[2:]):
        at = canvas.mapFromScene(QPointF(col * across, row * down))
        on_screen = canvas.viewport().mapToGlobal(at)
        corners.append((on_screen.x(), on_screen.y()))
    return {
        "id": who.id,
        "share": who.share,
        "corners": corners,
        "name": who.name,
        "visible": who.visible,
        "locked": who.locked,
        "row": _row(window, who.id),
    }


def _history(window: MainWindow) -> list[tuple[int, int]]:
    """Where on the screen the rows of the list of edits are; none while it is hidden."""
    view = window.history
    if not view.isVisible():
        return []
    indexes = [view.model().index(row, 0) for row in range(view.model().rowCount())]
    middles = [view.viewport().mapToGlobal(view.visualRect(i).center()) for i in indexes]
    return [(at.x(), at.y()) for at in middles]


def _row(window: MainWindow, person: int) -> tuple[int, int, int] | None:
    """Where on the screen the middle of a person's row is, and how high a row is."""
    panel = window.side.panel
    row = panel.model.row_of(person)
    if row is None:
        return None
    rect = panel.view.visualRect(panel.model.index(row, Column.PERSON))
    at: QPoint = panel.view.viewport().mapToGlobal(rect.center())
    return at.x(), at.y(), rect.height()


if __name__ == "__main__":
    raise SystemExit(main())
