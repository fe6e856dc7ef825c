"""What tests of the window share."""

import pytest
from PIL import Image

from portrait_studio.ui.canvas.view import Canvas
from portrait_studio.ui.main_window import MainWindow
from portrait_studio.workers.networks import NetworkSource
from tests.tiny_network import paint_people
from tests.ui.rig import Rig


@pytest.fixture
def canvas(qtbot):
    view = Canvas()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    return view


@pytest.fixture
def rig(qtbot):
    made = Rig(qtbot)
    yield made
    made.easel.close()


@pytest.fixture
def photo(tmp_path):
    """Return the file of a photo of three people."""
    path = tmp_path / "three.png"
    Image.fromarray(paint_people(30, 56, 100, scale=3)).save(path)
    return path


@pytest.fixture
def networks(tiny_card):
    return NetworkSource(tiny_card, provider="cpu")


@pytest.fixture
def window(qtbot, networks):
    """Return a window without a photo."""
    studio = MainWindow(networks)
    qtbot.addWidget(studio)
    studio.show()
    yield studio
    studio.close()
