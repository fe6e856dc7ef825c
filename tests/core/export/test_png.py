from __future__ import annotations

import io
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from portrait_studio.core.export.png import encode_png


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("shape", [(5, 7), (5, 7, 4)])
def test_values_survive(dtype, shape):
    top = np.iinfo(dtype).max
    values = np.random.default_rng(0).integers(0, top, shape, dtype, endpoint=True)
    content = encode_png(values, icc=b"profile" * 10, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0")
    back: Any = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
    assert back.dtype == dtype and np.array_equal(back, values)
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        assert image.info["icc_profile"] == b"profile" * 10
        assert image.info["exif"].removeprefix(b"Exif\0\0").startswith(b"MM\0*")


def test_without_extras_there_are_none():
    with Image.open(io.BytesIO(encode_png(np.zeros((2, 2), np.uint8)))) as image:
        assert "icc_profile" not in image.info and "exif" not in image.info


def test_what_no_png_can_hold_is_refused():
    with pytest.raises((ValueError, cv2.error)):
        encode_png(np.zeros((0, 4), np.uint8))
