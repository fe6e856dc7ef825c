"""Documents in the window: saved, opened, closed, recovered; nothing unsaved goes unasked."""

import shutil
import threading
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from portrait_studio.core.editing.edits import SetName
from portrait_studio.core.project.read_project import read_project
from portrait_studio.core.project.write_project import write_project
from portrait_studio.document.recovery_folder import EDITS
from portrait_studio.ui.main_window import MainWindow
from portrait_studio.workers.networks import NetworkSource
from tests.tiny_network import paint_people
from tests.ui.test_main_window import dragged_in

BUTTON = QMessageBox.StandardButton


class NoNetwork(NetworkSource):
    """A network that must not be needed."""

    def get(self):
        raise AssertionError("a project was opened, and the network was run")


class LateNetwork(NetworkSource):
    """A network that comes when it is let go."""

    def __init__(self, card):
        super().__init__(card, provider="cpu")
        self.let_go = threading.Event()

    def get(self):
        assert self.let_go.wait(30)
        return super().get()


@pytest.fixture
def late(qtbot, open_window, tiny_card, photo):
    """Return a window with the photo whose people are still looked for, and their network."""
    network = LateNetwork(tiny_card)
    studio = open_window(network)
    with qtbot.waitSignal(studio.bench.opened, timeout=30000):
        studio.open(photo)
    yield studio, network
    network.let_go.set()


@pytest.fixture
def open_window(qtbot, tmp_path):
    windows = []

    def make(networks):
        studio = MainWindow(networks, recovery=tmp_path / "recovery")
        qtbot.addWidget(studio)
        studio.show()
        windows.append(studio)
        return studio

    yield make
    for studio in windows:
        for box in studio.findChildren(QMessageBox):
            box.close()
        if studio.bench.document is not None:
            studio.bench.document.undo_stack.setClean()
        studio.close()


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "three.png"
    Image.fromarray(paint_people(30, 56, 100, scale=2)).save(path)
    return path


@pytest.fixture
def window(qtbot, open_window, tiny_card, photo):
    """Return a window with the photo and one edit."""
    studio = open_window(NetworkSource(tiny_card, provider="cpu"))
    with qtbot.waitSignal(studio.bench.analysed, timeout=30000):
        studio.open(photo)
    studio.bench.edit(SetName(1, "Anna"))
    return studio


@pytest.fixture
def saved(qtbot, window, tmp_path):
    path = tmp_path / "three.portrait"
    save_as(qtbot, window, path)
    return path


def save_as(qtbot, window, path, *, whole=False):
    window.actions_by_id["save_as"].trigger()
    (dialog,) = window.findChildren(QFileDialog)
    if whole:
        dialog.selectNameFilter(dialog.nameFilters()[1])
    with qtbot.waitSignal(window.documents.saved, timeout=30000):
        dialog.fileSelected.emit(str(path))
    dialog.close()
    dialog.deleteLater()
    QApplication.processEvents()


def question(window):
    (box,) = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    return box


def names(window):
    return [who.name for who in window.bench.editor.people]


def open_project(qtbot, window, path):
    with qtbot.waitSignal(window.bench.analysed, timeout=30000):
        window.open(path)


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


def test_a_photo_is_saved_before_its_people_are_there_and_they_follow(
    qtbot, late, open_window, tmp_path
):
    studio, network = late
    early = tmp_path / "early.portrait"
    save_as(qtbot, studio, early)
    assert read_project(early).analysis is None
    assert studio.windowTitle() == "early.portrait[*] – Portrait Studio"
    with qtbot.waitSignals([studio.bench.analysed, studio.documents.saved], timeout=30000):
        network.let_go.set()
    assert studio.windowTitle() == "early.portrait[*] – Portrait Studio"
    qtbot.waitUntil(lambda: not studio.isWindowModified(), timeout=30000)
    other = open_window(NoNetwork())
    open_project(qtbot, other, early)
    assert (other.bench.editor.owner == studio.bench.editor.owner).all()


def test_people_who_come_during_the_save_are_saved_too(qtbot, late, monkeypatch, tmp_path):
    studio, network = late
    done: list[object] = []

    def slow(project, path, **more):
        if not done:
            network.let_go.set()
            assert found.wait(30)
        write_project(project, path, **more)
        done.append(project.analysis)

    found = threading.Event()
    monkeypatch.setattr("portrait_studio.workers.save_project.write_project", slow)
    studio.bench.analysed.connect(found.set)
    save_as(qtbot, studio, tmp_path / "early.portrait")
    qtbot.waitUntil(lambda: len(done) == 2, timeout=30000)
    qtbot.waitUntil(lambda: not studio.isWindowModified(), timeout=30000)
    assert done[0] is None
    assert read_project(tmp_path / "early.portrait").analysis is not None


def test_a_photo_whose_people_were_not_waited_for_gets_them_upon_opening(
    qtbot, late, open_window, tiny_card, tmp_path
):
    studio, network = late
    early = tmp_path / "early.portrait"
    save_as(qtbot, studio, early)
    studio.bench.cancel()
    network.let_go.set()
    qtbot.waitUntil(lambda: not studio.bench.busy_now, timeout=30000)
    studio.actions_by_id["save"].trigger()  # again, where it is
    qtbot.waitUntil(lambda: not studio.bench.busy_now, timeout=30000)
    other = open_window(NetworkSource(tiny_card, provider="cpu"))
    open_project(qtbot, other, early)
    assert len(other.bench.editor.people) == 3
    assert other.windowTitle() == "early.portrait[*] – Portrait Studio"


def test_another_photo_is_not_written_into_what_was_saved_early(qtbot, late, photo, tmp_path):
    studio, network = late
    early = tmp_path / "early.portrait"
    save_as(qtbot, studio, early)
    content = early.read_bytes()
    with qtbot.waitSignal(studio.bench.opened, timeout=30000):
        studio.open(photo)
    assert studio.windowTitle() == "three.png[*] – Portrait Studio"
    with qtbot.waitSignal(studio.bench.analysed, timeout=30000):
        network.let_go.set()
    assert not studio.bench.busy_now
    assert studio.bench.path is None
    assert early.read_bytes() == content


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


@pytest.mark.parametrize("answer", [BUTTON.Cancel, BUTTON.Discard, BUTTON.Save])
def test_closing_with_unsaved_work_asks(qtbot, window, saved, answer):
    window.bench.edit(SetName(2, "Ben"))
    window.close()
    assert window.isVisible()
    box = question(window)
    assert "three.portrait" in box.text()
    box.button(answer).click()
    if answer == BUTTON.Cancel:
        assert window.isVisible()
        window.bench.document.undo_stack.setClean()
        return
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=30000)
    assert len(read_project(saved).edits) == (2 if answer == BUTTON.Save else 1)


def test_a_second_close_does_not_ask_again(window):
    window.close()
    window.close()
    question(window).button(BUTTON.Cancel).click()
    QApplication.processEvents()
    window.close()
    question(window)


def test_what_is_left_during_a_save_is_written_all_the_same(qtbot, window, saved):
    window.bench.edit(SetName(2, "Ben"))
    with qtbot.waitSignal(window.documents.saved, timeout=30000):
        window.documents.save()
        window.bench.clear()
    assert len(read_project(saved).edits) == 2


def test_closing_without_unsaved_work_asks_nothing(window, saved):
    window.close()
    assert not window.isVisible()


def test_opening_another_photo_asks_first(qtbot, window, photo):
    window.open(photo)
    assert names(window)[0] == "Anna"
    with qtbot.waitSignal(window.bench.analysed, timeout=30000):
        question(window).button(BUTTON.Discard).click()
    assert names(window)[0] == ""


def test_a_photo_can_be_put_away(qtbot, window, saved):
    window.actions_by_id["close_photo"].trigger()
    assert window.windowTitle() == "Portrait Studio"
    assert window.bench.photo is None
    assert not window.actions_by_id["save"].isEnabled()
    open_project(qtbot, window, saved)
    assert names(window)[0] == "Anna"


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
