from __future__ import annotations

import sys
from importlib.util import find_spec

import numpy as np
import pytest
from PIL import Image

from portrait_studio.core.photo import Photo
from portrait_studio.core.photo_raw import read_raw
from portrait_studio.errors import PhotoError
from tests.raw_photo import write_dng

needs_rawpy = pytest.mark.skipif(
    find_spec("rawpy") is None, reason="rawpy, which the extra raw brings, is not installed"
)


def scene():
    """Red, green, blue and grey quarters, linear."""
    values = np.empty((64, 96, 3))
    values[:32, :48], values[:32, 48:] = (0.6, 0.05, 0.05), (0.05, 0.5, 0.1)
    values[32:, :48], values[32:, 48:] = (0.05, 0.1, 0.6), 0.3
    return values


@needs_rawpy
@pytest.mark.parametrize(("orientation", "turns"), [(1, 0), (6, -1), (3, 2), (8, 1)])
@pytest.mark.parametrize("name", ["photo.dng", "photo.tif", "photo.nef"])
def test_a_raw_file_is_developed_upright(tmp_path, orientation, turns, name):
    write_dng(tmp_path / name, scene(), orientation=orientation)
    photo = Photo.open(tmp_path / name)
    back = np.rot90(photo.pixels, -turns)
    assert back.shape == (64, 96, 3) and photo.pixels.dtype == np.uint16
    strongest = [[np.argmax(back[row, col]) for col in (12, -12)] for row in (12, -12)]
    assert strongest[0] == [0, 1] and strongest[1][0] == 2
    assert np.ptp(back[-12, -12].astype(int)) < 600, "grey stays grey"
    assert photo.exif is not None
    kept = Image.Exif()
    kept.load(photo.exif)
    assert kept[0x010F] == "A maker" and kept.get(0x0112, 1) == 1


@needs_rawpy
def test_light_falls_along_the_curve_of_srgb(tmp_path):
    ramp = np.repeat(np.linspace(0.02, 0.9, 96)[None, :, None], 64, axis=0).repeat(3, axis=2)
    write_dng(tmp_path / "photo.dng", ramp)
    seen = Photo.open(tmp_path / "photo.dng").pixels[32, 8:-24, 1] / 65535
    linear = np.where(seen <= 0.04045, seen / 12.92, ((seen + 0.055) / 1.055) ** 2.4)
    factor = linear / ramp[32, 8:-24, 1]  # LibRaw brightens, by one factor for the whole photo
    assert np.ptp(factor) / factor.mean() < 0.02


@needs_rawpy
def test_a_damaged_file_is_named(tmp_path):
    write_dng(tmp_path / "photo.dng", scene())
    content = (tmp_path / "photo.dng").read_bytes()
    (tmp_path / "photo.dng").write_bytes(content[:600])
    with pytest.raises(PhotoError, match=r"photo\.dng: the file is damaged .*\([A-Z]"):
        Photo.open(tmp_path / "photo.dng")


@needs_rawpy
def test_what_libraw_does_not_know_is_named(tmp_path):
    Image.new("RGB", (40, 40)).save(tmp_path / "photo.tif")
    (tmp_path / "photo.tif").rename(tmp_path / "photo.nef")
    with pytest.raises(PhotoError, match=r"photo\.nef: LibRaw does not know.*develop it"):
        Photo.open(tmp_path / "photo.nef")


@needs_rawpy
@pytest.mark.parametrize(("orientation", "size"), [(1, (96, 64)), (6, (64, 96))])
def test_the_size_is_checked_before_it_is_developed(tmp_path, orientation, size):
    def refuse(found):
        raise PhotoError(f"{found} is too large")

    write_dng(tmp_path / "photo.dng", scene(), orientation=orientation)
    with pytest.raises(PhotoError) as caught:
        read_raw(tmp_path / "photo.dng", refuse)
    assert str(caught.value) == f"{size} is too large"


def test_without_the_package_its_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "rawpy", None)
    write_dng(tmp_path / "photo.dng", scene())
    with pytest.raises(
        PhotoError,
        match=r"photo\.dng: this is a camera RAW file; install portrait-studio\[raw\]",
    ):
        Photo.open(tmp_path / "photo.dng")
