"""Documents in the window: saved and opened."""

import shutil
from dataclasses import replace

from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from portrait_studio.core.editing.edits import SetName
from portrait_studio.core.project.read_project import read_project
from portrait_studio.core.project.write_project import write_project
from portrait_studio.workers.networks import NetworkSource
from tests.tiny_network import paint_people
from tests.ui.documents.steps import (
    NoNetwork,
    names,
    open_project,
    question,
    save_as,
)
from tests.ui.test_main_window import dragged_in


def test_the_title_names_the_document_and_says_whether_it_is_modified(qtbot, window, tmp_path):
    assert window.windowTitle() == "three.png[*] – Portrait Studio"
    assert window.isWindowModified()
    save_as(qtbot, window, tmp_path / "work.portrait")
    assert window.windowTitle() == "work.portrait[*] – Portrait Studio"
    assert not window.isWindowModified()
    assert "work.portrait" in window.status.text
    window.bench.undo()
    assert window.isWindowModified()


def test_a_project_opens_without_the_network_with_the_same_people(
    qtbot, open_window, saved, window
):
    other = open_window(NoNetwork())
    open_project(qtbot, other, saved)
    assert (other.bench.editor.owner == window.bench.editor.owner).all()
    assert names(other) == names(window) == ["Anna", "", ""]
    assert not other.isWindowModified()
    assert other.status.provider == ""
    other.actions_by_id["undo"].trigger()
    assert names(other) == ["", "", ""]


def test_a_project_opens_with_what_was_undone(qtbot, open_window, window, tmp_path):
    window.bench.edit(SetName(2, "Ben"))
    window.bench.edit(SetName(3, "Cleo"))
    window.bench.undo()
    window.bench.undo()
    save_as(qtbot, window, tmp_path / "undone.portrait")
    other = open_window(NoNetwork())
    open_project(qtbot, other, tmp_path / "undone.portrait")
    assert names(other) == ["Anna", "", ""]
    assert not other.isWindowModified()
    redo = other.actions_by_id["redo"]
    assert redo.text() == "&Redo: Rename person 2"
    redo.trigger()
    redo.trigger()
    assert names(other) == ["Anna", "Ben", "Cleo"]
    assert not redo.isEnabled()
    for _ in range(3):
        other.actions_by_id["undo"].trigger()
    assert names(other) == ["", "", ""]


def test_an_undone_edit_that_cannot_be_made_is_a_damaged_project(qtbot, window, tmp_path, saved):
    wrong = {"kind": "set_name", "person": 99, "name": "Nobody"}
    write_project(replace(read_project(saved), undone=(wrong,)), tmp_path / "wrong.portrait")
    with qtbot.waitSignal(window.bench.failed, timeout=30000) as failed:
        window.open(tmp_path / "wrong.portrait")
    assert "its edit 2 cannot be made" in str(failed.args[1])


def test_a_project_opens_at_the_place_it_wants(qtbot, saved, open_window, tmp_path):
    project = replace(read_project(saved), look_at=(60.0, 80.0, 90.0, 120.0))
    write_project(project, tmp_path / "review.portrait")
    zooms = []
    for path in (saved, tmp_path / "review.portrait"):
        other = open_window(NoNetwork())
        open_project(qtbot, other, path)
        zooms.append(other.canvas.zoom)
    assert zooms[1] > 2 * zooms[0]


def test_a_name_is_suggested_beside_the_photo(window, photo):
    window.actions_by_id["save"].trigger()
    (dialog,) = window.findChildren(QFileDialog)
    (suggested,) = dialog.selectedFiles()
    assert suggested == str(photo.with_suffix(".portrait"))
    dialog.close()


def test_a_project_without_people_gets_them(qtbot, saved, open_window, tiny_card, tmp_path):
    early = tmp_path / "early.portrait"
    write_project(replace(read_project(saved), analysis=None, edits=()), early)
    other = open_window(NetworkSource(tiny_card, provider="cpu"))
    open_project(qtbot, other, early)
    assert len(names(other)) == 3
    assert other.windowTitle().startswith("early.portrait")


def test_the_network_that_found_the_people_is_kept(saved, tiny_card):
    network = read_project(saved).network
    assert network is not None
    assert network.name == "Tiny"
    assert network.sha256 in tiny_card.read_text()


def test_saving_again_asks_for_no_name(qtbot, window, saved):
    window.bench.edit(SetName(2, "Ben"))
    with qtbot.waitSignal(window.documents.saved, timeout=30000):
        window.actions_by_id["save"].trigger()
    assert len(read_project(saved).edits) == 2
    assert not window.isWindowModified()


def test_a_second_save_waits_for_the_first(qtbot, window, saved):
    with qtbot.waitSignals([window.documents.saved] * 2, timeout=30000):
        window.bench.edit(SetName(2, "Ben"))
        window.documents.save()
        window.bench.edit(SetName(3, "Cleo"))
        window.documents.save()
    assert len(read_project(saved).edits) == 3
    assert not window.isWindowModified()


def test_the_photo_can_go_into_the_project(qtbot, window, photo, open_window, tmp_path):
    save_as(qtbot, window, tmp_path / "whole.portrait", whole=True)
    photo.unlink()
    other = open_window(NoNetwork())
    open_project(qtbot, other, tmp_path / "whole.portrait")
    assert names(other)[0] == "Anna"


def test_a_photo_that_changed_on_the_disk_is_saved_as_it_was_opened(qtbot, window, photo, tmp_path):
    opened = window.bench.photo.photo.pixels
    Image.fromarray(paint_people(64, scale=2)).save(photo)
    save_as(qtbot, window, tmp_path / "work.portrait")
    assert (read_project(tmp_path / "work.portrait").photo.pixels == opened).all()


def test_a_project_can_be_dropped(qtbot, saved, open_window):
    other = open_window(NoNetwork())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(saved))])
    assert dragged_in(other, data)
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    with qtbot.waitSignal(other.bench.analysed, timeout=30000):
        drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
        QApplication.sendEvent(other, drop)
    assert names(other)[0] == "Anna"


def test_a_damaged_project_leaves_the_open_document_alone(qtbot, window, saved, tmp_path):
    damaged = tmp_path / "damaged.portrait"
    damaged.write_bytes(saved.read_bytes()[:-100])
    document = window.bench.document
    with qtbot.waitSignal(window.bench.failed, timeout=30000):
        window.open(damaged)
    assert window.bench.document is document
    assert names(window)[0] == "Anna"
    assert "damaged.portrait" in question(window).informativeText()


def test_edits_that_cannot_be_made_are_a_damaged_project(qtbot, window, tmp_path, saved):
    wrong = {"kind": "set_name", "person": 77, "name": "X"}
    write_project(replace(read_project(saved), edits=(wrong,)), tmp_path / "wrong.portrait")
    with qtbot.waitSignal(window.bench.failed, timeout=30000):
        window.open(tmp_path / "wrong.portrait")
    assert "edit 1 cannot be made" in question(window).informativeText()


def test_a_missing_photo_can_be_chosen(qtbot, saved, photo, open_window, tmp_path):
    moved = tmp_path / "far" / "away.png"
    moved.parent.mkdir()
    shutil.move(photo, moved)
    other = open_window(NoNetwork())
    with qtbot.waitSignal(other.bench.busy, timeout=30000, check_params_cb=lambda busy: not busy):
        other.open(saved)
    box = question(other)
    assert "three.png cannot be found" in box.informativeText()
    next(button for button in box.buttons() if "Choose" in button.text()).click()
    (dialog,) = other.findChildren(QFileDialog)
    with qtbot.waitSignal(other.bench.analysed, timeout=30000):
        dialog.fileSelected.emit(str(moved))
    dialog.close()
    assert names(other)[0] == "Anna"


def test_undo_and_redo_say_what(window):
    undo, redo = window.actions_by_id["undo"], window.actions_by_id["redo"]
    assert undo.text() == "&Undo: Rename person 1"
    undo.trigger()
    assert undo.text() == "&Undo"
    assert redo.text() == "&Redo: Rename person 1"


def test_the_list_of_edits_goes_back_to_any(window):
    window.actions_by_id["show_history"].setChecked(True)
    assert window.history.isVisible()
    window.bench.edit(SetName(2, "Ben"))
    assert window.history.model().rowCount() == 3
    window.history.setCurrentIndex(window.history.model().index(0, 0))
    assert names(window) == ["", "", ""]
