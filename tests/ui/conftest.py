"""What tests of the window share."""

import pytest

from portrait_studio.ui.canvas.view import Canvas
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
