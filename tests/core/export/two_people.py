"""A photo of two people who touch, made on the spot, and ways to read what is written of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageCms

from portrait_studio.core.export.result import ExportedPerson, PhotoResult
from portrait_studio.core.photo import Photo

ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def exif():
    block = Image.Exif()
    block[0x010F] = "A camera"
    block[0x0112] = 1
    return block.tobytes()


def photo(dtype=np.uint8, *, shape=(80, 120), **fields):
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, np.iinfo(dtype).max, (*shape, 3), dtype)
    return Photo(pixels, path=Path("somewhere/party.jpg"), **fields)


def result(of=None, *, names=(None, None)):
    """Two people side by side on a background."""
    owner = np.zeros((40, 60), np.int32)
    owner[8:, 10:30], owner[8:, 30:50] = 1, 2
    person: Any = cv2.GaussianBlur((owner > 0).astype(np.float32), (0, 0), 1.0)
    people = (
        ExportedPerson(1, 0.97123, (16, 20, 80, 60), names[0]),
        ExportedPerson(2, 0.5, (16, 60, 80, 100), names[1]),
    )
    return PhotoResult(of or photo(), person, person * 0.5, owner, people, {"network": 0.0301})


def read(path):
    """Values of a picture as OpenCV reads them."""
    values: Any = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    assert values is not None
    return values


def pillow(path):
    """Values of a picture as Pillow reads them, and what it says besides."""
    with Image.open(path) as image:
        image.load()
        return np.asarray(image), image.info, image.getexif()
