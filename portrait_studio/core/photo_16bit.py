"""Sixteen bits a channel: PNG through OpenCV, TIFF through tifffile or OpenCV."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from portrait_studio.errors import PhotoError

if TYPE_CHECKING:
    import tifffile

_ORIENTATION = 274
_BITS_PER_SAMPLE = 258
_PHOTOMETRIC = 262
_SAMPLE_FORMAT = 339
_GREY_AND_RGB = (0, 1, 2)  # white is zero, black is zero, RGB


def is_16bit(image: Image.Image) -> bool:
    """Whether an opened, not yet loaded PNG or TIFF image has 16-bit grey or RGB values."""
    if image.format == "PNG":
        return any(";16" in str(tile[3]) for tile in image.tile)  # type: ignore[attr-defined]
    if image.format != "TIFF":
        return False
    tags = image.tag_v2  # type: ignore[attr-defined]
    return (
        set(np.atleast_1d(tags.get(_BITS_PER_SAMPLE, 1)).tolist()) == {16}
        and set(np.atleast_1d(tags.get(_SAMPLE_FORMAT, 1)).tolist()) == {1}
        and tags.get(_PHOTOMETRIC) in _GREY_AND_RGB
    )


def read_16bit(image: Image.Image, path: Path) -> NDArray[np.uint16]:
    """(H, W) or (H, W, 3 or 4) values as stored, not turned upright.

    A PNG must have been loaded by Pillow without complaint: OpenCV may fill what is missing.
    """
    data = path.read_bytes()
    if image.format == "TIFF":
        return _read_tiff(data)
    return _transparent_where(_decode_with_opencv(data), image.info.get("transparency"))


def _transparent_where(values: NDArray[np.uint16], key: object) -> NDArray[np.uint16]:
    """Add the alpha of a PNG that names one colour as transparent."""
    if values.ndim == 3 and values.shape[2] == 3 and isinstance(key, tuple):
        alpha = np.where((values == np.array(key)).all(axis=2), 0, 65535).astype(np.uint16)
        return np.dstack([values, alpha])
    return values


def _decode_with_opencv(data: bytes) -> NDArray[np.uint16]:
    values = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if values is None or values.dtype != np.uint16:
        raise ValueError("broken data")
    if values.ndim == 3:
        order = cv2.COLOR_BGR2RGB if values.shape[2] == 3 else cv2.COLOR_BGRA2RGBA
        values = cv2.cvtColor(values, order)
    return values  # type: ignore[return-value]


def _read_tiff(data: bytes) -> NDArray[np.uint16]:
    """First page, channels last.

    tifffile reads every layout, but without further packages no LZW. OpenCV reads LZW, but garbles
    separate planes and turns the photo by itself, which the reset orientation keeps it from.
    """
    import tifffile  # the window opens without it

    with tifffile.TiffFile(io.BytesIO(data)) as file:
        page = file.pages.first
        separate = page.planarconfig == tifffile.PLANARCONFIG.SEPARATE and page.samplesperpixel > 1
        orientation = page.tags.get(_ORIENTATION)
        needs_opencv = getattr(page.compression, "name", "") not in _READ_BY_TIFFFILE
        if not needs_opencv:
            values = page.asarray()
            values = np.moveaxis(values, 0, -1) if separate else values
        white_is_zero = page.photometric == tifffile.PHOTOMETRIC.MINISWHITE
        premultiplied = tifffile.EXTRASAMPLE.ASSOCALPHA in page.extrasamples
    if needs_opencv:
        if separate:
            raise PhotoError("its separate planes are compressed; save it without compression.")
        values = _decode_with_opencv(_reset_orientation(data, orientation))
    if white_is_zero:
        values = 65535 - values
    return _unpremultiplied(_colour_and_alpha(values), premultiplied=premultiplied)


_READ_BY_TIFFFILE = ("NONE", "ADOBE_DEFLATE", "DEFLATE")


def _reset_orientation(data: bytes, tag: tifffile.TiffTag | None) -> bytes:
    if tag is None:
        return data
    order = "<" if data[:2] == b"II" else ">"
    patch = np.array(1, f"{order}u2").tobytes()
    return data[: tag.valueoffset] + patch + data[tag.valueoffset + 2 :]


def _colour_and_alpha(values: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """Grey as (H, W); grey with alpha as (H, W, 4); further channels are dropped."""
    values = values.astype(np.uint16, copy=False)
    if values.ndim == 2 or values.shape[2] in (3, 4):
        return values
    if values.shape[2] == 1:
        return values[:, :, 0]
    if values.shape[2] == 2:
        return values[:, :, [0, 0, 0, 1]]
    return values[:, :, :4]


def _unpremultiplied(values: NDArray[np.uint16], *, premultiplied: bool) -> NDArray[np.uint16]:
    if not premultiplied or values.ndim == 2 or values.shape[2] != 4:
        return values
    alpha = np.maximum(values[:, :, 3:], 1).astype(np.float32)
    colour = np.minimum(values[:, :, :3] * (65535 / alpha), 65535)
    return np.dstack([np.rint(colour).astype(np.uint16), values[:, :, 3]])
