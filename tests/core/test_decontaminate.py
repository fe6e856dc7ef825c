from __future__ import annotations

import numpy as np
import pytest

from portrait_studio.core.decontaminate import own_colours
from portrait_studio.core.photo import Photo

WHOLE = slice(0, 60), slice(0, 200)


def ramp():
    return np.clip((np.arange(200, dtype=np.float32) - 80) / 40, 0, 1)[None].repeat(60, axis=0)


def mixed(front, behind, alpha, dtype=np.uint8):
    top = np.iinfo(dtype).max
    share = alpha[:, :, None]
    colour = np.array(front) * share + np.array(behind) * (1 - share)
    return Photo(np.rint(colour * top).astype(dtype))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_plain_colours_come_back(dtype):
    front, behind = (0.8, 0.5, 0.1), (0.0, 0.2, 0.9)
    alpha = ramp()
    photo = mixed(front, behind, alpha, dtype)
    own = own_colours(photo, WHOLE, alpha).at(WHOLE, alpha)
    assert own.dtype == dtype
    seen = (alpha > 0) & (alpha < 1)
    wrong = np.abs(own / np.iinfo(dtype).max - front)[seen].max()
    spilled = np.abs(photo.pixels / np.iinfo(dtype).max - front)[seen].max()
    assert spilled > 0.7 and wrong < 0.02


def test_opaque_and_transparent_pixels_keep_the_photos_colours():
    alpha = ramp()
    photo = Photo(np.random.default_rng(0).integers(0, 256, (60, 200, 3), np.uint8))
    own = own_colours(photo, WHOLE, alpha).at(WHOLE, alpha)
    still = (alpha == 0) | (alpha == 1)
    assert np.array_equal(own[still], photo.pixels[still])
    assert not np.array_equal(own, photo.pixels)


@pytest.mark.parametrize("value", [0.0, 0.4, 1.0])
def test_a_person_without_an_inside_or_an_outside_has_the_photos_colours(value):
    photo = Photo(np.full((60, 200, 3), 90, np.uint8))
    alpha = np.full((60, 200), value, np.float32)
    assert np.array_equal(own_colours(photo, WHOLE, alpha).at(WHOLE, alpha), photo.pixels)


def test_a_small_rectangle_of_a_large_photo_is_enough():
    photo = Photo(np.full((3000, 3000, 3), 90, np.uint8))
    place = slice(2990, 3000), slice(2995, 3000)
    alpha = np.full((10, 5), 0.5, np.float32)
    assert own_colours(photo, place, alpha).at(place, alpha).shape == (10, 5, 3)
