import numpy as np
import pytest
from PySide6.QtGui import QImage

from portrait_studio.workers.pictures import boundary_picture, pyramid, region_numbers


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


@pytest.mark.parametrize(("largest", "kind"), [(3, np.uint8), (300, np.uint16)])
def test_region_numbers_take_little_room(largest, kind):
    labels = np.array([[0, largest]], np.int32)
    numbers = region_numbers(labels)
    assert numbers.dtype == kind
    assert np.array_equal(numbers, labels)


def test_the_boundary_is_an_opacity():
    boundary = np.array([[0.0, 0.5, 1.0]], np.float32)
    assert values(boundary_picture(boundary)).tolist() == [[0, 127, 255]]


def test_a_picture_owns_its_memory():
    boundary = np.full((50, 50), 1.0, np.float32)
    picture = boundary_picture(boundary)
    boundary[:] = 0
    assert values(picture).min() == 255
