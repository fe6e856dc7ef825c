import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication

from portrait_studio.ui.canvas.view import LARGEST_ZOOM, STEP, Canvas
from portrait_studio.workers.pictures import boundary_picture, people_picture, pyramid


@pytest.fixture
def canvas(qtbot):
    view = Canvas()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    return view


def grey(rows, cols, value=128):
    return pyramid(np.full((rows, cols, 3), value, np.uint8))


def colour_at(canvas, row, col):
    """Colour on the screen where the photo's pixel (row, col) is."""
    where = canvas.mapFromScene(QPointF(col + 0.5, row + 0.5))
    return canvas.viewport().grab().toImage().pixelColor(where)


def wheel(canvas, position, notches):
    event = QWheelEvent(
        QPointF(position), canvas.viewport().mapToGlobal(QPointF(position)), QPoint(),
        QPoint(0, 120 * notches), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas.viewport(), event)


@pytest.mark.parametrize("shape", [(3000, 4000), (40, 10), (1, 1), (1, 5000)])
def test_a_photo_is_shown_whole(canvas, shape):
    canvas.show_photo(grey(*shape))
    seen = canvas.mapToScene(canvas.viewport().rect()).boundingRect()
    assert seen.left() <= 0
    assert seen.top() <= 0
    assert seen.right() >= shape[1]
    assert seen.bottom() >= shape[0]


def test_it_stays_whole_when_the_window_changes_until_zoomed(canvas):
    canvas.show_photo(grey(300, 400))
    before = canvas.zoom
    canvas.resize(800, 600)
    assert canvas.zoom > before * 1.5
    canvas.zoom_by(2)
    zoomed = canvas.zoom
    canvas.resize(500, 500)
    assert canvas.zoom == zoomed


def test_the_wheel_zooms_at_the_cursor(canvas):
    canvas.show_photo(grey(3000, 4000))
    cursor = QPoint(120, 90)
    before, zoom = canvas.mapToScene(cursor), canvas.zoom
    wheel(canvas, cursor, 3)
    after = canvas.mapToScene(cursor)
    assert canvas.zoom == pytest.approx(zoom * STEP**3)
    # The anchor is exact to a screen pixel.
    assert (after - before).manhattanLength() <= 2 / canvas.zoom


def test_zoom_is_bounded(canvas):
    canvas.show_photo(grey(3000, 4000))
    whole = canvas.zoom
    canvas.zoom_by(1e6)
    assert canvas.zoom == pytest.approx(LARGEST_ZOOM)
    canvas.zoom_by(1e-9)
    assert whole / 4 < canvas.zoom < whole
    canvas.actual_size()
    assert canvas.zoom == pytest.approx(1)
    canvas.fit()
    assert canvas.zoom == pytest.approx(whole)


def test_an_empty_canvas_can_be_zoomed_and_fitted(canvas):
    canvas.zoom_by(2)
    canvas.fit()
    canvas.set_overlays(people=True, boundary=True)
    assert canvas.zoom > 0


def test_people_show_in_their_colours_and_can_be_hidden(canvas):
    owner = np.zeros((30, 40), np.int32)
    owner[5:25, 5:18], owner[5:25, 22:35] = 1, 2
    canvas.show_photo(grey(300, 400, 0))
    red, blue = QColor("#ff0000"), QColor("#0000ff")
    canvas.show_people(people_picture(owner), {1: red, 2: blue})
    canvas.set_overlays(people=True, boundary=False)
    left, right = colour_at(canvas, 150, 115), colour_at(canvas, 150, 285)
    assert left.red() > 80 > left.blue() + 60
    assert right.blue() > 80 > right.red() + 60
    assert colour_at(canvas, 150, 200).lightness() < 20
    canvas.show_people(people_picture(owner), {2: blue}, selected=2)
    assert colour_at(canvas, 150, 115).lightness() < 20
    assert colour_at(canvas, 150, 285).blue() > right.blue() + 30
    canvas.set_overlays(people=False, boundary=False)
    assert colour_at(canvas, 150, 285).lightness() < 20


def test_the_boundary_map_shows_where_it_is_high(canvas):
    boundary = np.zeros((30, 40), np.float32)
    boundary[:, 18:22] = 1.0
    canvas.show_photo(grey(300, 400, 0))
    canvas.show_boundary(boundary_picture(boundary))
    canvas.set_overlays(people=False, boundary=True)
    assert colour_at(canvas, 150, 200).lightness() > 100
    assert colour_at(canvas, 150, 50).lightness() < 20


def test_a_large_photo_keeps_its_colours_at_every_zoom(canvas):
    photo = np.zeros((2000, 3000, 3), np.uint8)
    photo[:, :1500] = (200, 100, 50)
    canvas.show_photo(pyramid(photo))
    for factor in (1, 4, 40):
        canvas.zoom_by(factor)
        canvas.centerOn(1500, 1000)
        inside = 1500 - 20 / canvas.zoom
        assert colour_at(canvas, 1000, inside).getRgb()[:3] == (200, 100, 50)
        assert colour_at(canvas, 1000, 1500 + 20 / canvas.zoom).lightness() == 0
