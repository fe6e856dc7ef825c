import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from portrait_studio.ui.panels.cut_out import cut_out
from tests.ui.panels.fake_people import painted_person


@pytest.fixture
def photo():
    picture = QImage(300, 180, QImage.Format.Format_RGB32)
    picture.fill(QColor(10, 200, 30))
    return picture


def test_a_person_fills_the_square_on_a_clear_ground(photo):
    picture = cut_out(photo, painted_person(), 1, side=64)
    assert max(picture.width(), picture.height()) == 64
    assert picture.pixelColor(32, 32) == QColor(10, 200, 30)
    assert picture.pixelColor(0, 0).alpha() == 0
    assert picture.pixelColor(63, 63).alpha() == 0


def test_a_person_at_the_edge_of_the_photo(photo):
    owner = np.zeros((60, 100), np.int32)
    owner[:, :4] = 1
    picture = cut_out(photo, owner, 1, side=64)
    assert picture.height() == 64
    assert picture.width() < 16
    assert picture.pixelColor(1, 32).alpha() == 255


def test_somebody_without_pixels_has_no_picture(photo):
    assert cut_out(photo, np.zeros((60, 100), np.int32), 1, side=64).isNull()
    assert cut_out(QImage(), painted_person(), 1, side=64).isNull()
