"""What a crash left behind is offered, and comes back."""

import shutil

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from portrait_studio.core.editing.edits import SetName
from portrait_studio.document.recovery_folder import EDITS
from tests.ui.documents.steps import (
    NoNetwork,
    names,
    question,
)


def test_what_a_crash_left_is_offered_and_recovered(qtbot, window, open_window, tmp_path):
    place = tmp_path / "recovery"
    with qtbot.waitSignal(window.recovery.recovery.kept, timeout=30000):
        window.bench.edit(SetName(2, "Ben"))
    with qtbot.waitSignal(window.recovery.recovery.kept, timeout=30000):
        window.bench.edit(SetName(3, "Cleo"))
        window.bench.undo()
    (folder,) = (path.parent for path in place.glob(f"*/{EDITS}"))
    shutil.copytree(folder, place / "left")  # as a process that has died leaves it
    other = open_window(NoNetwork())
    other.offer_recovery()
    box = question(other)
    assert "three.png" in box.informativeText()
    with qtbot.waitSignal(other.bench.analysed, timeout=30000):
        next(button for button in box.buttons() if button.text() == "Recover").click()
    assert names(other) == ["Anna", "Ben", ""]
    assert other.isWindowModified()
    assert other.actions_by_id["redo"].text() == "&Redo: Rename person 3"
    assert other.windowTitle() == "three.png[*] – Portrait Studio"
    other.bench.document.undo_stack.setClean()
    other.close()
    assert not (place / "left").exists()
    assert (folder / EDITS).exists()


def test_recovered_work_whose_photo_moved_asks_for_it(qtbot, window, photo, open_window, tmp_path):
    place = tmp_path / "recovery"
    with qtbot.waitSignal(window.recovery.recovery.kept, timeout=30000):
        window.bench.edit(SetName(2, "Ben"))
    (folder,) = (path.parent for path in place.glob(f"*/{EDITS}"))
    shutil.copytree(folder, place / "left")
    moved = tmp_path / "far" / "away.png"
    moved.parent.mkdir()
    shutil.move(photo, moved)
    other = open_window(NoNetwork())
    other.offer_recovery()
    recover = next(b for b in question(other).buttons() if b.text() == "Recover")
    with qtbot.waitSignal(other.bench.busy, timeout=30000, check_params_cb=lambda busy: not busy):
        recover.click()
    next(button for button in question(other).buttons() if "Choose" in button.text()).click()
    (dialog,) = other.findChildren(QFileDialog)
    with qtbot.waitSignal(other.bench.analysed, timeout=30000):
        dialog.fileSelected.emit(str(moved))
    dialog.close()
    assert names(other) == ["Anna", "Ben", ""]


@pytest.mark.parametrize(("answer", "stays"), [("Discard", False), ("Later", True)])
def test_what_is_not_recovered(qtbot, window, open_window, tmp_path, answer, stays):
    place = tmp_path / "recovery"
    with qtbot.waitSignal(window.recovery.recovery.kept, timeout=30000):
        window.bench.edit(SetName(2, "Ben"))
    (folder,) = (path.parent for path in place.glob(f"*/{EDITS}"))
    shutil.copytree(folder, place / "left")
    other = open_window(NoNetwork())
    other.offer_recovery()
    next(button for button in question(other).buttons() if button.text() == answer).click()
    other.close()
    assert (place / "left").exists() == stays


def test_nothing_left_is_nothing_asked(open_window):
    other = open_window(NoNetwork())
    other.offer_recovery()
    assert not other.findChildren(QMessageBox)
