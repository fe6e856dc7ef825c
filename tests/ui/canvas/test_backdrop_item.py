import numpy as np
import pytest
from PySide6.QtGui import QColor

from portrait_studio.ui.canvas.backdrop_item import CHECK, Backdrop
from tests.ui.screen import colour_at, screen, show_grey

PHOTO = QColor(90, 90, 90)


@pytest.fixture
def covered(canvas):
    show_grey(canvas, 300, 400, 90)
    coverage = np.zeros((30, 40), np.uint8)
    coverage[5:25, 5:20] = 255
    canvas.layers.backdrop.set_coverage(coverage)
    return canvas


@pytest.mark.parametrize(
    ("kind", "person", "around"),
    [
        (Backdrop.OVERLAY, PHOTO, PHOTO),
        (Backdrop.BLACK, PHOTO, QColor("black")),
        (Backdrop.WHITE, PHOTO, QColor("white")),
        (Backdrop.MASK, QColor("white"), QColor("black")),
    ],
)
def test_people_stand_on_the_backdrop(covered, kind, person, around):
    covered.layers.backdrop.set_kind(kind)
    assert colour_at(covered, 150, 120) == person
    assert colour_at(covered, 150, 300) == around


def test_a_checkerboard_has_squares_of_the_screen(covered):
    covered.layers.backdrop.set_kind(Backdrop.CHECKER)
    assert colour_at(covered, 150, 120) == PHOTO
    before = screen(covered)[100:140, 300:340, 1].astype(int)
    assert set(np.unique(before).tolist()) == {153, 204}
    assert np.array_equal(before[:-CHECK], 357 - before[CHECK:])
    covered.zoom_by(2)
    assert set(np.unique(screen(covered)[100:140, 300:340, 1])) == {153, 204}


def test_the_edge_is_soft_between_the_pixels(covered):
    covered.layers.backdrop.set_kind(Backdrop.MASK)
    covered.zoom_by(20 / covered.zoom)
    covered.centerOn(200, 150)
    row = screen(covered)[covered.viewport().height() // 2, :, 0].astype(int)
    assert row[0] == 255
    assert row[-1] == 0
    assert (np.diff(row) <= 0).all()
    assert ((row > 20) & (row < 235)).sum() > 50
    # The outline runs in the middle of the ramp.
    middle = covered.mapFromScene(200, 150).x()
    assert 110 < row[middle] < 145
