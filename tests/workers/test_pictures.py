import numpy as np
import pytest
from PySide6.QtGui import QImage

from portrait_studio.workers.pictures import (
    OUTLINE,
    PEOPLE_SLOTS,
    boundary_picture,
    people_picture,
    pyramid,
)


def values(picture: QImage):
    data = np.array(memoryview(picture.constBits()))
    rows = data.reshape(picture.height(), picture.bytesPerLine())
    return rows[:, : picture.width()].copy()


def test_the_pyramid_halves_down_to_a_thumbnail():
    levels = pyramid(np.full((3000, 4001, 3), (10, 20, 30), np.uint8))
    sizes = [(level.height(), level.width()) for level in levels]
    assert sizes == [(3000, 4001), (1500, 2000), (750, 1000)]
    assert all(level.pixelColor(0, 0).name() == "#0a141e" for level in levels)


@pytest.mark.parametrize("shape", [(1, 1), (1, 20000), (20000, 1), (7, 3)])
def test_any_photo_has_a_pyramid(shape):
    levels = pyramid(np.zeros((*shape, 3), np.uint8))
    assert (levels[0].height(), levels[0].width()) == shape


def test_people_have_numbers_and_outlines():
    owner = np.zeros((9, 13), np.int32)
    owner[2:7, 2:6], owner[2:7, 6:11] = 1, 200
    numbers = values(people_picture(owner))
    second = (200 - 1) % PEOPLE_SLOTS + 1
    assert numbers[4, 3] == 1
    assert numbers[4, 8] == second
    # On both sides of the border between the two, and against the background.
    assert numbers[4, 5] == 1 + OUTLINE
    assert numbers[4, 6] == second + OUTLINE
    assert numbers[2, 3] == 1 + OUTLINE
    assert np.array_equal(numbers > 0, owner > 0)


def test_a_person_at_the_photo_s_edge_is_outlined_there():
    assert (values(people_picture(np.ones((3, 3), np.int32)))[0] == 1 + OUTLINE).all()


def test_the_boundary_is_an_opacity():
    boundary = np.array([[0.0, 0.5, 1.0]], np.float32)
    assert values(boundary_picture(boundary)).tolist() == [[0, 127, 255]]


def test_a_picture_owns_its_memory():
    boundary = np.full((50, 50), 1.0, np.float32)
    picture = boundary_picture(boundary)
    boundary[:] = 0
    assert values(picture).min() == 255
