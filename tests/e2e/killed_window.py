"""The program for test_kill.py, driven from inside: edit and wait, or recover and tell.

``edit`` opens the photo, names a person and clicks on the canvas, says so once the work is kept,
and waits to be killed. ``recover`` accepts what the window offers and tells who is there.
"""

import json
import os
import sys
from hashlib import sha256

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from portrait_studio.app import main
from portrait_studio.core.editing.edits import AddSeeds, SetName
from portrait_studio.ui.main_window import MainWindow


def tell(window: MainWindow) -> None:
    editor = window.bench.editor
    assert editor is not None
    digest = sha256(editor.owner.tobytes()).hexdigest()
    facts = {
        "people": digest,
        "names": [who.name for who in editor.people],
        "title": window.windowTitle(),
        "modified": window.isWindowModified(),
    }
    os.write(1, json.dumps(facts).encode() + b"\n")


def edit(window: MainWindow) -> None:
    def work(_: object) -> None:
        window.bench.edit(SetName(1, "Anna"))
        window.bench.edit(AddSeeds(((150.0, 90.0), (150.0, 100.0)), person=2))

    assert window.recovery is not None
    window.recovery.recovery.kept.connect(lambda: tell(window))
    window.bench.analysed.connect(work)


def recover(window: MainWindow) -> None:
    window.bench.analysed.connect(lambda _: QTimer.singleShot(0, lambda: leave(window)))
    (box,) = window.findChildren(QMessageBox)
    next(button for button in box.buttons() if button.text() == "Recover").click()


def leave(window: MainWindow) -> None:
    tell(window)
    window.close()
    window.findChildren(QMessageBox)[-1].button(QMessageBox.StandardButton.Discard).click()


def drive() -> None:
    """Take the window, as soon as it is there."""
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    if not windows:
        QTimer.singleShot(10, drive)
        return
    {"edit": edit, "recover": recover}[sys.argv[1]](windows[0])


if __name__ == "__main__":
    QStandardPaths.setTestModeEnabled(False)
    application = QApplication(sys.argv[:1])
    QTimer.singleShot(0, drive)
    raise SystemExit(main(sys.argv[2:]))
