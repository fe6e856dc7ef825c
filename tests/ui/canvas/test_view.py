import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from portrait_studio.ui.canvas.view import LARGEST_ZOOM, STEP
from portrait_studio.workers.pictures import pyramid
from tests.ui.screen import colour_at, show_grey

NO_KEY = Qt.KeyboardModifier.NoModifier


def wheel(canvas, position, notches, keys=NO_KEY):
    event = QWheelEvent(
        QPointF(position), canvas.viewport().mapToGlobal(QPointF(position)), QPoint(),
        QPoint(0, 120 * notches), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas.viewport(), event)


def seen(canvas):
    return canvas.mapToScene(canvas.viewport().rect()).boundingRect()


@pytest.mark.parametrize("shape", [(3000, 4000), (40, 10), (1, 1), (1, 5000)])
def test_a_photo_is_shown_whole(canvas, shape):
    show_grey(canvas, *shape)
    assert seen(canvas).left() <= 0
    assert seen(canvas).top() <= 0
    assert seen(canvas).right() >= shape[1]
    assert seen(canvas).bottom() >= shape[0]


def test_it_stays_whole_when_the_window_changes_until_zoomed(canvas):
    show_grey(canvas, 300, 400)
    before = canvas.zoom
    canvas.resize(800, 600)
    assert canvas.zoom > before * 1.5
    canvas.zoom_by(2)
    zoomed = canvas.zoom
    canvas.resize(500, 500)
    assert canvas.zoom == zoomed


def test_the_wheel_zooms_at_the_cursor(canvas):
    show_grey(canvas, 3000, 4000)
    cursor = QPoint(120, 90)
    before, zoom = canvas.mapToScene(cursor), canvas.zoom
    wheel(canvas, cursor, 3)
    after = canvas.mapToScene(cursor)
    assert canvas.zoom == pytest.approx(zoom * STEP**3)
    # The anchor is exact to a screen pixel.
    assert (after - before).manhattanLength() <= 2 / canvas.zoom


def test_the_wheel_can_be_reversed_and_can_scroll(canvas):
    show_grey(canvas, 3000, 4000)
    canvas.actual_size()
    canvas.wheel_reversed = True
    wheel(canvas, QPoint(120, 90), 2)
    assert canvas.zoom == pytest.approx(STEP**-2)
    canvas.wheel_reversed, canvas.wheel_zooms = False, False
    zoom, top = canvas.zoom, seen(canvas).top()
    wheel(canvas, QPoint(120, 90), -1)
    assert canvas.zoom == zoom
    assert seen(canvas).top() > top
    wheel(canvas, QPoint(120, 90), 1, Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom > zoom


def test_zoom_is_bounded(canvas):
    show_grey(canvas, 3000, 4000)
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
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, NO_KEY, QPoint(50, 50))
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, NO_KEY, QPoint(50, 50))
    assert canvas.zoom > 0


def test_a_box_is_shown_with_what_is_around(canvas):
    show_grey(canvas, 3000, 4000)
    canvas.show_box((1000, 2000, 1100, 2150))
    part = seen(canvas)
    assert part.left() < 2000 < 2150 < part.right()
    assert part.top() < 1000 < 1100 < part.bottom()
    assert part.width() < 1000


@pytest.mark.parametrize("button", [Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton])
def test_dragging_pans(canvas, button):
    show_grey(canvas, 3000, 4000)
    canvas.actual_size()
    if button == Qt.MouseButton.LeftButton:
        QTest.keyPress(canvas, Qt.Key.Key_Space)
    before = canvas.mapToScene(QPoint(100, 100))
    QTest.mousePress(canvas.viewport(), button, NO_KEY, QPoint(100, 100))
    QTest.mouseMove(canvas.viewport(), QPoint(160, 130))
    assert canvas.viewport().cursor().shape() == Qt.CursorShape.ClosedHandCursor
    QTest.mouseRelease(canvas.viewport(), button, NO_KEY, QPoint(160, 130))
    assert (canvas.mapToScene(QPoint(160, 130)) - before).manhattanLength() < 1


def test_escape_takes_a_pan_back(canvas):
    show_grey(canvas, 3000, 4000)
    canvas.actual_size()
    before = seen(canvas)
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.MiddleButton, NO_KEY, QPoint(100, 100))
    QTest.mouseMove(canvas.viewport(), QPoint(160, 130))
    assert seen(canvas) != before
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert seen(canvas) == before
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.MiddleButton, NO_KEY, QPoint(160, 130))
    assert seen(canvas) == before


def test_a_large_photo_keeps_its_colours_at_every_zoom(canvas):
    photo = np.zeros((2000, 3000, 3), np.uint8)
    photo[:, :1500] = (200, 100, 50)
    canvas.show_photo(pyramid(photo), shape=photo.shape[:2])
    for factor in (1, 4, 40):
        canvas.zoom_by(factor)
        canvas.centerOn(1500, 1000)
        inside = 1500 - 20 / canvas.zoom
        assert colour_at(canvas, 1000, inside).getRgb()[:3] == (200, 100, 50)
        assert colour_at(canvas, 1000, 1500 + 20 / canvas.zoom).lightness() == 0


def test_a_draft_lies_where_the_photo_will(canvas):
    photo = np.zeros((800, 1200, 3), np.uint8)
    photo[:, :600] = (200, 100, 50)
    canvas.show_photo(pyramid(photo[::4, ::4]), shape=(800, 1200))
    draft = colour_at(canvas, 400, 580), colour_at(canvas, 400, 620)
    canvas.layers.photo.set_levels(pyramid(photo))
    assert (colour_at(canvas, 400, 580), colour_at(canvas, 400, 620)) == draft
    assert draft[0].getRgb()[:3] == (200, 100, 50)
