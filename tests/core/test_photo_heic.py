from __future__ import annotations

import sys
from importlib.util import find_spec

import numpy as np
import pytest
from PIL import Image

from portrait_studio.core.photo import Photo
from portrait_studio.core.photo_heic import read_heic
from portrait_studio.errors import PhotoError
from tests.heic_photos import HALF, TEN_BITS, TURNED

COLOURS = np.array([[[220, 30, 40], [30, 200, 60]], [[40, 60, 210], [240, 240, 240]]])

needs_heif = pytest.mark.skipif(
    find_spec("pi_heif") is None, reason="pi-heif, which the extra heic brings, is not installed"
)


def opened(folder, content):
    path = folder / "IMG_1.HEIC"
    path.write_bytes(content)
    return Photo.open(path)


def quarters(values):
    return values[[8, -8]][:, [12, -12]].astype(int)


@needs_heif
def test_a_photo_is_turned_once_and_says_that_it_is_upright(tmp_path):
    photo = opened(tmp_path, TURNED)
    assert photo.shape == (32, 48) and photo.pixels.dtype == np.uint8
    assert np.abs(quarters(photo.pixels) - COLOURS).max() <= 4
    assert photo.exif is not None and photo.alpha is None
    kept = Image.Exif()
    kept.load(photo.exif)
    assert kept[0x010F] == "A camera" and kept[0x0112] == 1


@needs_heif
def test_ten_bits_become_sixteen_of_the_full_range(tmp_path):
    photo = opened(tmp_path, TEN_BITS)
    assert photo.pixels.dtype == np.uint16
    assert np.abs(quarters(photo.pixels) - COLOURS * 257).max() <= 4 * 257
    assert (photo.pixels % 257).any(), "more than eight bits"


@needs_heif
def test_an_alpha_is_kept(tmp_path):
    alpha = opened(tmp_path, HALF).alpha
    assert alpha is not None
    assert np.abs(quarters(alpha) - [[128, 255], [128, 255]]).max() <= 1


@needs_heif
@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_truncated_photos_are_refused(tmp_path, kept):
    with pytest.raises(PhotoError, match=r"IMG_1\.HEIC: the file is damaged"):
        opened(tmp_path, TURNED[: int(len(TURNED) * kept)])


@needs_heif
def test_the_size_is_checked_before_a_pixel_is_decoded(tmp_path):
    def refuse(size):
        raise PhotoError(f"{size} is too large")

    (tmp_path / "a.heic").write_bytes(TURNED)
    with pytest.raises(PhotoError, match=r"\(48, 32\) is too large"):
        read_heic(tmp_path / "a.heic", refuse)


def test_without_the_package_its_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    with pytest.raises(
        PhotoError, match=r"IMG_1\.HEIC: this is a HEIC photo; install portrait-studio\[heic\]"
    ):
        opened(tmp_path, TURNED)
