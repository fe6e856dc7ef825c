import threading
import warnings

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QMessageBox

from portrait_studio.core.editing.edits import SetVisible
from portrait_studio.core.photo import Photo
from portrait_studio.errors import PhotoError
from portrait_studio.inference.providers import available
from portrait_studio.ui.actions import ACTIONS
from portrait_studio.ui.main_window import MainWindow
from portrait_studio.workers.networks import NetworkSource
from tests.tiny_network import paint_people
from tests.ui.held_networks import HeldNetworks


def open_photo(qtbot, window, path):
    with qtbot.waitSignal(window.bench.analysed, timeout=30000):
        window.open(path)


def message(window):
    (box,) = window.findChildren(QMessageBox)
    return box


def dragged_in(window, data):
    """Whether the window takes what is dragged over it."""
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    with warnings.catch_warnings():
        # Qt 6.12 prefers a QPointF, which earlier ones do not take.
        warnings.simplefilter("ignore", DeprecationWarning)
        event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def test_a_photo_becomes_people(qtbot, window, photo):
    open_photo(qtbot, window, photo)
    assert len(window.side.model.people) == 3
    assert window.status.text == "3 people found."
    assert window.status.provider == "CPU"
    assert "three.png" in window.windowTitle()
    enabled = {name for name, action in window.actions_by_id.items() if action.isEnabled()}
    there = ("", "photo", "whole photo", "people")
    everywhere = {spec.id for spec in ACTIONS if spec.needs in there}
    assert enabled == everywhere


def test_before_the_first_photo_little_can_be_done(window):
    enabled = {name for name, action in window.actions_by_id.items() if action.isEnabled()}
    assert enabled == {spec.id for spec in ACTIONS if not spec.needs}


def test_the_photo_is_there_before_its_people(qtbot, tiny_card, photo):
    networks = HeldNetworks(tiny_card)
    window = MainWindow(networks)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.bench.opened, timeout=30000):
        window.open(photo)
    assert window.canvas.zoom > 0
    assert window.actions_by_id["fit"].isEnabled()
    assert window.actions_by_id["cancel"].isEnabled()
    assert not window.actions_by_id["export"].isEnabled()
    with qtbot.waitSignal(window.bench.analysed, timeout=30000):
        networks.let_go.set()
    assert not window.actions_by_id["cancel"].isEnabled()
    window.close()


def test_cancelling_keeps_the_photo(qtbot, tiny_card, photo):
    networks = HeldNetworks(tiny_card)
    window = MainWindow(networks)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.bench.opened, timeout=30000):
        window.open(photo)
    assert networks.asked.wait(20)
    with qtbot.waitSignal(window.bench.cancelled, timeout=30000):
        window.actions_by_id["cancel"].trigger()
        networks.let_go.set()
    assert window.status.text == "Cancelled."
    assert window.bench.photo is not None
    assert window.bench.people is None
    window.close()


def test_a_newer_photo_supersedes_an_older(qtbot, tiny_card, photo, tmp_path):
    newer = tmp_path / "one.png"
    Image.fromarray(paint_people(64)).save(newer)
    networks = HeldNetworks(tiny_card)
    window = MainWindow(networks)
    qtbot.addWidget(window)
    analysed = []
    window.bench.analysed.connect(lambda found: analysed.append(len(found.analysis.people)))
    with qtbot.waitSignal(window.bench.opened, timeout=30000):
        window.open(photo)
    with qtbot.waitSignal(window.bench.opened, timeout=30000):
        window.open(newer)
    with qtbot.waitSignal(window.bench.analysed, timeout=30000):
        networks.let_go.set()
    assert analysed == [1]
    assert len(window.side.model.people) == 1
    window.close()


def test_a_bad_photo_is_told_and_the_last_good_one_stays(qtbot, window, photo, tmp_path):
    open_photo(qtbot, window, photo)
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"no photo")
    with qtbot.waitSignal(window.bench.failed, timeout=30000):
        window.open(bad)
    box = message(window)
    assert "bad.jpg" in box.informativeText()
    assert "Traceback" in box.detailedText()
    assert "Traceback" not in box.text() + box.informativeText()
    assert len(window.side.model.people) == 3
    assert "three.png" in window.windowTitle()
    box.close()


def test_a_draft_whose_photo_does_not_come_gives_way_to_the_last_good_one(
    qtbot, window, photo, tmp_path, monkeypatch
):
    open_photo(qtbot, window, photo)
    before = window.canvas.viewport().grab().toImage()
    large = tmp_path / "large.jpg"
    Image.fromarray(paint_people(64, scale=30)).save(large)
    go_on = threading.Event()

    def open_and_fail(path):
        assert go_on.wait(20)
        raise PhotoError(f"{path} is gone.")

    monkeypatch.setattr(Photo, "open", open_and_fail)
    with qtbot.waitSignal(window.bench.drafted, timeout=30000):
        window.open(large)
    assert window.bench.editor is None
    assert window.canvas.layers.rect.height() == 2880
    with qtbot.waitSignal(window.bench.withdrawn, timeout=30000):
        go_on.set()
    message(window).close()
    assert window.canvas.layers.rect.height() == 288
    assert window.bench.editor is not None
    window.easel.close()
    assert window.canvas.viewport().grab().toImage() == before


def test_a_pasted_picture_becomes_the_photo(qtbot, window):
    picture = paint_people(30, 56, 100)
    image = QImage(picture.data, 128, 96, 3 * 128, QImage.Format.Format_RGB888).copy()
    QApplication.clipboard().setImage(image)
    with qtbot.waitSignal(window.bench.analysed, timeout=30000):
        window.actions_by_id["paste"].trigger()
    assert np.array_equal(window.bench.photo.photo.pixels, picture)
    assert len(window.bench.editor.people) == 3
    QApplication.clipboard().clear()
    window.actions_by_id["paste"].trigger()
    assert "neither a picture nor a file" in window.status.text


def test_recent_photos_are_offered_and_the_folder_is_remembered(qtbot, window, photo):
    open_photo(qtbot, window, photo)
    assert window.settings.value("window/open_folder") == str(photo.parent)
    window.intake.recent.aboutToShow.emit()
    first = window.intake.recent.actions()[0]
    assert photo.name in first.text()
    with qtbot.waitSignal(window.bench.analysed, timeout=30000):
        first.trigger()
    window.intake.forget_all()
    assert window.settings.value("window/recent_photos") == []


def test_a_missing_network_is_told(qtbot, photo, tmp_path):
    window = MainWindow(NetworkSource(tmp_path / "gone.toml"))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.bench.failed, timeout=30000):
        window.open(photo)
    assert "gone.toml" in message(window).informativeText()
    assert window.bench.photo is not None
    window.close()


def test_disk_and_network_are_left_to_other_threads(qtbot, window, photo, monkeypatch):
    threads = set()
    opened = Photo.open

    def watched(path):
        threads.add(threading.get_ident())
        return opened(path)

    monkeypatch.setattr(Photo, "open", watched)
    open_photo(qtbot, window, photo)
    assert threads
    assert threading.get_ident() not in threads


@pytest.mark.skipif("cuda" in available(), reason="this machine has CUDA, so nothing falls back")
def test_a_fallback_is_shown_with_its_reason(qtbot, tiny_card, photo):
    window = MainWindow(NetworkSource(tiny_card, provider="cuda"))
    qtbot.addWidget(window)
    open_photo(qtbot, window, photo)
    assert window.status.provider == "CPU ⚠"
    assert "cuda" in window.status.provider_reason
    window.close()


def test_a_hidden_person_has_no_colour(qtbot, window, photo):
    open_photo(qtbot, window, photo)
    before = window.canvas.viewport().grab().toImage()
    window.bench.edit(SetVisible(1, False))
    assert window.canvas.viewport().grab().toImage() != before
    window.actions_by_id["undo"].trigger()
    assert window.canvas.viewport().grab().toImage() == before


def test_overlays_can_be_switched(qtbot, window, photo):
    open_photo(qtbot, window, photo)
    seen = []
    for people, boundary in ((True, False), (False, False), (False, True), (True, True)):
        window.actions_by_id["show_people"].setChecked(people)
        window.actions_by_id["show_boundary"].setChecked(boundary)
        seen.append(window.canvas.viewport().grab().toImage())
    assert all(a != b for i, a in enumerate(seen) for b in seen[:i])


def test_closing_ends_the_work(qtbot, tiny_card, photo):
    networks = HeldNetworks(tiny_card)
    window = MainWindow(networks)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.bench.opened, timeout=30000):
        window.open(photo)
    assert networks.asked.wait(20)
    networks.let_go.set()
    window.close()
    assert not window.bench.busy_now


def test_a_dropped_photo_is_opened(qtbot, window, photo):
    data = QMimeData()
    data.setUrls([QUrl("https://example.com/a.jpg"), QUrl.fromLocalFile(str(photo))])
    assert dragged_in(window, data)
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    with qtbot.waitSignal(window.bench.analysed, timeout=30000):
        drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
        QApplication.sendEvent(window, drop)
    assert len(window.side.model.people) == 3


def test_dropped_text_is_refused(window):
    data = QMimeData()
    data.setText("hello")
    assert not dragged_in(window, data)


def test_about_tells_the_version(window):
    window.actions_by_id["about"].trigger()
    box = message(window)
    assert "Portrait Studio" in box.text()
    box.close()
