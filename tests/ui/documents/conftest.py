"""Windows with a photo, an edit, and what was saved of them."""

import pytest
from PySide6.QtWidgets import QMessageBox

from portrait_studio.core.editing.edits import SetName
from portrait_studio.ui.main_window import MainWindow
from tests.ui.documents.steps import save_as
from tests.ui.held_networks import HeldNetworks


@pytest.fixture
def late(qtbot, open_window, tiny_card, photo):
    """Return a window with the photo whose people are still looked for, and their network."""
    network = HeldNetworks(tiny_card)
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
def window(qtbot, open_window, networks, photo):
    """Return a window with the photo and one edit."""
    studio = open_window(networks)
    with qtbot.waitSignal(studio.bench.analysed, timeout=30000):
        studio.open(photo)
    studio.bench.edit(SetName(1, "Anna"))
    return studio


@pytest.fixture
def saved(qtbot, window, tmp_path):
    path = tmp_path / "three.portrait"
    save_as(qtbot, window, path)
    return path
