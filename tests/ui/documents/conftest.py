"""Windows with a photo, an edit, and what was saved of them."""

import pytest
from PIL import Image
from PySide6.QtWidgets import QMessageBox

from portrait_studio.core.editing.edits import SetName
from portrait_studio.ui.main_window import MainWindow
from portrait_studio.workers.networks import NetworkSource
from tests.tiny_network import paint_people
from tests.ui.documents.steps import LateNetwork, save_as


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
