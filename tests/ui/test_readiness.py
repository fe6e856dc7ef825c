"""The window loads the network while it waits, and nobody notices."""

import threading

import pytest
from PySide6.QtWidgets import QMessageBox

from portrait_studio.inference.analyse import analyse
from portrait_studio.ui import readiness
from tests.ui.held_networks import HeldNetworks


@pytest.fixture
def networks(tiny_card):
    held = HeldNetworks(tiny_card)
    held.let_go.set()
    return held


@pytest.fixture(autouse=True)
def hardly_any_pause(monkeypatch):
    monkeypatch.setattr(readiness, "PAUSE", 20)


@pytest.fixture(autouse=True)
def nothing_is_held_when_the_window_closes(hardly_any_pause, window, networks):
    yield
    networks.let_go.set()


@pytest.fixture
def practised(monkeypatch):
    """The photos of the practices that got as far as looking for people."""
    begun = []

    def watched(photo, predictor, **more):
        begun.append(photo)
        return analyse(photo, predictor, **more)

    monkeypatch.setattr("portrait_studio.workers.practise.analyse", watched)
    return begun


def test_a_window_that_waits_practises_once_and_does_not_look_busy(
    qtbot, window, networks, practised
):
    networks.let_go.clear()
    said = window.status.text
    busy: list[bool] = []
    window.bench.busy.connect(busy.append)
    window.readiness.start()
    qtbot.waitUntil(networks.asked.is_set)
    assert not window.bench.busy_now
    networks.let_go.set()
    qtbot.waitUntil(lambda: len(practised) == 1, timeout=20000)
    qtbot.waitUntil(lambda: not window.readiness.busy, timeout=20000)
    assert networks.times == len(practised) == 1
    assert (busy, window.status.text, window.bench.photo) == ([], said, None)


def test_a_photo_that_is_opened_at_once_comes_first(qtbot, window, networks, practised, photo):
    window.readiness.start()
    with qtbot.waitSignal(window.bench.analysed, timeout=30000):
        window.open(photo)
        assert not window.readiness.busy
    assert networks.times == 1
    assert practised == []


def test_a_practice_gives_way_to_a_photo(qtbot, window, networks, practised, photo):
    networks.let_go.clear()
    window.readiness.start()
    qtbot.waitUntil(networks.asked.is_set)
    with qtbot.waitSignal(window.bench.analysed, timeout=30000):
        window.open(photo)
        networks.let_go.set()
    assert practised == []
    assert len(window.side.model.people) == 3


def test_a_network_that_cannot_be_loaded_is_no_trouble_before_it_is_needed(
    qtbot, window, photo, tmp_path
):
    missing = HeldNetworks(tmp_path / "missing.toml")
    missing.let_go.set()
    window.bench.use(missing)
    failed = []
    window.bench.failed.connect(lambda trouble, error: failed.append(error))
    window.readiness.start()
    qtbot.waitUntil(lambda: not window.readiness.busy)
    assert missing.answered.is_set()
    assert failed == [] and window.findChildren(QMessageBox) == []
    with qtbot.waitSignal(window.bench.failed, timeout=30000):
        window.open(photo)


def test_closing_the_window_waits_for_the_practice(qtbot, window, networks):
    networks.let_go.clear()
    window.readiness.start()
    qtbot.waitUntil(networks.asked.is_set)
    let_go = threading.Timer(0.2, networks.let_go.set)
    let_go.start()
    assert window.close()
    assert networks.answered.is_set()
    let_go.join()


def test_a_window_that_was_closed_before_the_pause_is_over_does_nothing(qtbot, window, networks):
    window.readiness.start()
    assert window.readiness.busy
    assert window.close()
    assert not window.readiness.busy
    assert networks.times == 0
