"""The window loads the network while it waits, and nobody notices."""

import threading

import pytest
from PIL import Image
from PySide6.QtWidgets import QMessageBox

from portrait_studio.inference.analyse import analyse
from portrait_studio.ui import readiness
from portrait_studio.ui.main_window import MainWindow
from portrait_studio.workers.networks import NetworkSource
from tests.tiny_network import paint_people


class WatchedNetworks(NetworkSource):
    """Says when it is asked and when it has answered, and answers only when it may."""

    def __init__(self, card):
        super().__init__(card, provider="cpu")
        self.asked = threading.Semaphore(0)
        self.answered = threading.Event()
        self.may = threading.Event()
        self.may.set()
        self.times = 0

    def get(self):
        self.times += 1
        self.asked.release()
        assert self.may.wait(20)
        try:
            return super().get()
        finally:
            self.answered.set()


@pytest.fixture
def networks(tiny_card):
    return WatchedNetworks(tiny_card)


@pytest.fixture(autouse=True)
def hardly_any_pause(monkeypatch):
    monkeypatch.setattr(readiness, "PAUSE", 20)


@pytest.fixture
def practised(monkeypatch):
    """The photos of the practices that got as far as looking for people."""
    begun = []

    def watched(photo, predictor, **more):
        begun.append(photo)
        return analyse(photo, predictor, **more)

    monkeypatch.setattr("portrait_studio.workers.practise.analyse", watched)
    return begun


@pytest.fixture
def window(qtbot, networks):
    studio = MainWindow(networks)
    qtbot.addWidget(studio)
    studio.show()
    yield studio
    networks.may.set()
    studio.close()


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "three.png"
    Image.fromarray(paint_people(30, 56, 100, scale=3)).save(path)
    return path


def test_a_window_that_waits_practises_once_and_does_not_look_busy(
    qtbot, window, networks, practised
):
    networks.may.clear()
    said = window.status.text
    busy: list[bool] = []
    window.bench.busy.connect(busy.append)
    window.readiness.start()
    qtbot.waitUntil(lambda: networks.times == 1)
    assert not window.bench.busy_now
    networks.may.set()
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
    networks.may.clear()
    window.readiness.start()
    assert qtbot.waitUntil(lambda: networks.asked.acquire(blocking=False)) is None
    with qtbot.waitSignal(window.bench.analysed, timeout=30000):
        window.open(photo)
        networks.may.set()
    assert practised == []
    assert len(window.side.model.people) == 3


def test_a_network_that_cannot_be_loaded_is_no_trouble_before_it_is_needed(
    qtbot, window, networks, photo, tmp_path
):
    networks._network = tmp_path / "missing.toml"
    failed = []
    window.bench.failed.connect(lambda trouble, error: failed.append(error))
    window.readiness.start()
    qtbot.waitUntil(lambda: not window.readiness.busy)
    assert networks.answered.is_set()
    assert failed == [] and window.findChildren(QMessageBox) == []
    with qtbot.waitSignal(window.bench.failed, timeout=30000):
        window.open(photo)


def test_closing_the_window_waits_for_the_practice(qtbot, window, networks):
    networks.may.clear()
    window.readiness.start()
    qtbot.waitUntil(lambda: networks.times == 1)
    let_go = threading.Timer(0.2, networks.may.set)
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
