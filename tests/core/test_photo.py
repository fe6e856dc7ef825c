from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageCms

from portrait_studio.core.photo import Photo


def gradient(height, width):
    rows, cols = np.mgrid[0:height, 0:width]
    return np.stack([rows * 3 % 256, cols * 5 % 256, (rows + cols) % 256], axis=-1).astype(np.uint8)


def swapped_profile():
    """An RGB profile that is far from sRGB: Lab's a and b would move; a linear-gamma stand-in."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # Red and blue primaries exchanged: a valid profile that turns red into blue.
    red, blue = profile.find(b"rXYZ"), profile.find(b"bXYZ")
    assert red > 0 and blue > 0
    changed = bytearray(profile)
    changed[red : red + 4], changed[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(changed)


def test_scaled_averages_and_keeps_the_aspect():
    pixels = np.zeros((40, 80, 3), np.uint8)
    pixels[:, ::2] = 200
    small = Photo.from_array(pixels).scaled(20)
    assert small.shape == (10, 20, 3)
    assert small.dtype == np.uint8
    assert np.all(small == 100)


def test_scaled_never_enlarges_and_keeps_one_pixel():
    assert Photo.from_array(gradient(5, 9)).scaled(100).shape == (5, 9, 3)
    assert Photo.from_array(gradient(1, 2000)).scaled(100).shape == (1, 100, 3)
    assert Photo.from_array(gradient(1, 1)).scaled(100).shape == (1, 1, 3)


def test_sixteen_bits_round_to_the_nearest_of_eight():
    values = np.arange(0, 65536, 17, dtype=np.uint16)[None, :, None].repeat(3, axis=2)
    expected = np.rint(values / 257).astype(np.uint8)
    assert np.array_equal(Photo(values).rgb8(), expected)


def test_rgb8_of_an_srgb_photo_is_the_photo():
    pixels = gradient(8, 8)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert Photo(pixels).rgb8() is pixels
    assert Photo(pixels, icc=srgb).rgb8() is pixels


def test_rgb8_follows_the_profile_and_leaves_the_photo_alone():
    red = np.full((6, 6, 3), (255, 0, 0), np.uint8)
    photo = Photo(red, icc=swapped_profile())
    seen = photo.rgb8()
    assert seen[0, 0, 2] > 200 and seen[0, 0, 0] < 60
    assert np.array_equal(photo.pixels, red)
    assert np.abs(photo.scaled(3).astype(int) - seen[0, 0]).max() <= 1


def test_a_broken_profile_counts_as_srgb():
    pixels = gradient(4, 4)
    assert Photo(pixels, icc=b"not a profile").rgb8() is pixels


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_from_array_takes_grey_and_alpha(dtype):
    grey = np.arange(12, dtype=dtype).reshape(3, 4)
    assert np.array_equal(Photo.from_array(grey).pixels, np.dstack([grey] * 3))
    rgba = np.dstack([grey, grey + 1, grey + 2, grey + 3]).astype(dtype)
    photo = Photo.from_array(rgba)
    assert np.array_equal(photo.pixels, rgba[:, :, :3])
    assert photo.alpha is not None and np.array_equal(photo.alpha, rgba[:, :, 3])


@pytest.mark.parametrize(
    "pixels",
    [np.zeros((3, 3, 3), np.float32), np.zeros((3, 3, 5), np.uint8), np.zeros((0, 3, 3), np.uint8)],
)
def test_what_is_no_photo_is_refused(pixels):
    with pytest.raises(ValueError, match="pixels must be"):
        Photo.from_array(pixels)


def test_an_alpha_of_another_size_is_refused():
    with pytest.raises(ValueError, match="alpha must be"):
        Photo(gradient(4, 4), np.zeros((4, 5), np.uint8))


def test_photos_open_by_any_name(tmp_path):
    path = tmp_path / "Zoë & Øyvind – 山.png"
    Image.fromarray(gradient(9, 7)).save(path)
    photo = Photo.open(str(path))
    assert photo.path == path
    assert photo.shape == (9, 7)


def test_a_size_is_made_once_and_nobody_can_spoil_it():
    photo = Photo(np.random.default_rng(0).integers(0, 256, (60, 80, 3), np.uint8))
    small = photo.reduced((30, 40))
    assert photo.reduced((30, 40)) is small
    with pytest.raises(ValueError, match="read-only"):
        small[0, 0] = 0
    scaled = photo.scaled(40)
    assert np.array_equal(scaled, small)
    scaled[:] = 0  # the caller's own
    assert photo.reduced((30, 40)).any()
    assert replace(photo, pixels=255 - photo.pixels).reduced((30, 40)) is not small


def test_few_sizes_are_kept():
    photo = Photo(np.zeros((60, 80, 3), np.uint16))
    first = photo.reduced((1, 1))
    assert first.shape == (1, 1, 3) and first.dtype == np.uint16
    for side in range(2, 30):
        photo.reduced((side, side))
    assert photo.reduced((1, 1)) is not first
