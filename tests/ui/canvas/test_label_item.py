import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from portrait_studio.ui.canvas.label_item import LabelItem, premultiplied
from tests.ui.screen import colour_at, screen, show_grey

CLEAR = 0
RED, BLUE = premultiplied(QColor("#ff0000")), premultiplied(QColor("#0000ff"))


@pytest.fixture
def labels():
    picture = np.zeros((30, 40), np.uint8)
    picture[5:25, 5:18], picture[5:25, 22:35] = 1, 2
    return picture


def colours(*values):
    return np.array(values, np.uint32)


def test_numbers_get_their_colours(canvas, labels):
    show_grey(canvas, 300, 400, 0)
    canvas.layers.people.set_labels(labels)
    canvas.layers.people.set_colours(colours(CLEAR, RED, BLUE))
    assert colour_at(canvas, 150, 115) == QColor("#ff0000")
    assert colour_at(canvas, 150, 285) == QColor("#0000ff")
    assert colour_at(canvas, 150, 200) == QColor("#000000")
    canvas.layers.people.set_colours(colours(CLEAR, RED))
    assert colour_at(canvas, 150, 285) == QColor("#000000")


@pytest.mark.parametrize("zoom", [1, 5, 30])
def test_borders_are_as_fine_at_every_zoom(canvas, labels, zoom):
    show_grey(canvas, 300, 400, 0)
    layer = canvas.layers.people
    layer.set_labels(labels)
    layer.set_colours(colours(CLEAR, CLEAR, CLEAR), colours(CLEAR, RED, BLUE), width=2)
    canvas.zoom_by(zoom / canvas.zoom)
    canvas.centerOn(50, 150)
    row = screen(canvas)[canvas.viewport().height() // 2, :, 2]
    left_border = np.flatnonzero(row[: canvas.viewport().width() * 2 // 3] > 128)
    assert len(left_border) >= 2
    assert left_border[1] == left_border[0] + 1
    assert len(left_border) == 2 or left_border[2] > left_border[1] + 1


def test_one_border_serves_two_regions(canvas, labels):
    show_grey(canvas, 300, 400, 0)
    layer = canvas.layers.superpixels
    layer.set_labels(labels)
    layer.set_colours(colours(CLEAR, CLEAR, CLEAR), colours(RED, RED, RED), both=False)
    canvas.zoom_by(5 / canvas.zoom)
    canvas.centerOn(50, 150)
    row = screen(canvas)[canvas.viewport().height() // 2, :, 2]
    assert (row[: len(row) * 2 // 3] > 128).sum() == 1


class Watched(LabelItem):
    """Remembers what was painted."""

    def __init__(self, rect):
        super().__init__(rect)
        self.painted = []

    def paint(self, painter, option, widget=None):
        self.painted.append(QRectF(option.exposedRect))
        super().paint(painter, option, widget)


def test_a_change_repaints_its_box_only(qtbot, canvas, labels):
    show_grey(canvas, 300, 400, 0)
    layer = Watched(canvas.layers.rect)
    layer.set_labels(labels)
    layer.set_colours(colours(CLEAR, RED, BLUE))
    canvas.scene().addItem(layer)
    qtbot.waitUntil(lambda: bool(layer.painted))
    layer.painted.clear()
    labels[10:12, 10:12] = 2
    layer.set_labels(labels, changed=(10, 10, 12, 12))
    qtbot.waitUntil(lambda: bool(layer.painted))
    (area,) = layer.painted
    assert area.contains(QRectF(100, 100, 20, 20))
    assert area.width() < 60
    assert area.height() < 60
    assert colour_at(canvas, 110, 110) == QColor("#0000ff")


def test_part_by_part_is_as_at_once(canvas, labels):
    show_grey(canvas, 300, 400, 90)
    layer = canvas.layers.people
    layer.set_labels(labels)
    layer.set_colours(colours(CLEAR, RED, BLUE))
    canvas.zoom_by(1.37)
    canvas.viewport().repaint()
    whole = screen(canvas)
    for left in range(0, 400, 37):
        canvas.viewport().repaint(left, 0, 37, 300)
    assert np.array_equal(screen(canvas), whole)


def test_every_pixel_of_a_fine_screen_is_used(qapp):
    item = LabelItem(QRectF(0, 0, 4, 4))
    checks = np.indices((8, 8)).sum(axis=0).astype(np.uint8) % 2
    item.set_labels(checks)
    item.set_colours(colours(RED, BLUE))
    image = QImage(8, 8, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(2)
    painter = QPainter(image)
    option = QStyleOptionGraphicsItem()
    option.exposedRect = QRectF(0, 0, 4, 4)
    item.paint(painter, option)
    painter.end()
    places = np.ndindex(8, 8)
    seen = [image.pixelColor(col, row).blue() > 0 for row, col in places]
    assert np.array_equal(np.reshape(seen, (8, 8)), checks == 1)


def test_opacity_is_taken_into_the_colour():
    assert premultiplied(QColor("#ff8000"), 0.5) == 0x80804000
    assert premultiplied(QColor("#ff8000"), 0.0) == 0
