"""Pixels of an opened photo file: colour modes, alpha, orientation, metadata.

Pillow decodes all but 16-bit colour, which it would cut down to 8 bits. It notices truncated
files, which OpenCV may fill with grey without a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from portrait_studio.core.photo_16bit import is_16bit, read_16bit
from portrait_studio.core.photo_colour import Pixels, colour_space, convert_to_srgb, grey_curve
from portrait_studio.core.photo_metadata import kept_exif, orientation_of
from portrait_studio.errors import PhotoError

# Rows copied out of Pillow at a time: small enough to stay in the processor's cache.
_STRIP = 128


@dataclass(frozen=True, eq=False)
class PhotoContent:
    """What a photo file holds, upright; the fields are those of `Photo`."""

    pixels: Pixels
    alpha: Pixels | None
    icc: bytes | None
    exif: bytes | None


def decode(image: Image.Image, path: Path) -> PhotoContent:
    """Decode an opened image; the file at `path` is read again where Pillow falls short.

    Raises
    ------
    PhotoError
        For values that are no photo (32-bit, float). Decoders raise their own errors.
    """
    icc = image.info.get("icc_profile") or None
    sixteen_bits = is_16bit(image)  # loading forgets it
    if not (sixteen_bits and image.format == "TIFF"):
        image.load()  # notices what is missing, and turns TIFF files upright by itself
    orientation, exif = orientation_of(image), kept_exif(image)
    values: Pixels
    if sixteen_bits:
        values = read_16bit(image, path)
        if values.ndim == 2:
            values = _grey_to_rgb16(values, icc)
    else:
        values, icc = _read_8bit(image, icc)
    values = upright(values, orientation)
    alpha = np.ascontiguousarray(values[:, :, 3]) if values.shape[2] == 4 else None
    pixels = np.ascontiguousarray(values[:, :, :3])
    return PhotoContent(pixels, alpha, icc if icc and colour_space(icc) == "RGB " else None, exif)


def _read_8bit(image: Image.Image, icc: bytes | None) -> tuple[NDArray[np.uint8], bytes | None]:
    """(H, W, 3 or 4) values and the profile that still fits them."""
    if image.mode in ("I", "F"):
        raise PhotoError("the file holds 32-bit values; save it with 8 or 16 bits a channel.")
    grey_with_profile = image.mode == "L" and icc and not image.has_transparency_data
    if image.mode in ("CMYK", "LAB") or grey_with_profile:
        image, icc = convert_to_srgb(image, icc), None
    wanted = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode != wanted:
        image = image.convert(wanted)
    return (np.asarray(image) if wanted == "RGBA" else rgb_array(image)), icc


def rgb_array(image: Image.Image) -> NDArray[np.uint8]:
    """(H, W, 3) values of an RGB image.

    Pillow keeps four bytes a pixel; copying them strip by strip and dropping the fourth with
    OpenCV takes half the time of `np.asarray`, and no second copy of the photo.
    """
    out = np.empty((image.height, image.width, 3), np.uint8)
    for top in range(0, image.height, _STRIP):
        strip = image.crop((0, top, image.width, min(top + _STRIP, image.height)))
        four = np.frombuffer(strip.tobytes("raw", "RGBX"), np.uint8)
        four = four.reshape(strip.height, strip.width, 4)
        out[top : top + _STRIP] = cv2.cvtColor(four, cv2.COLOR_RGBA2RGB)
    return out


def _grey_to_rgb16(grey: Pixels, icc: bytes | None) -> Pixels:
    """(H, W, 3) sRGB values of (H, W) 16-bit grey ones, through their profile if there is one."""
    curve = grey_curve(icc) if icc else None
    if curve is not None:
        table = np.interp(np.arange(65536), np.linspace(0, 65535, len(curve)), curve)
        grey = np.rint(table).astype(np.uint16)[grey]
    return np.repeat(grey[:, :, None], 3, axis=2)


def upright(values: Pixels, orientation: int) -> Pixels:
    """(H, W, C) values turned as the EXIF orientation (1 to 8) says; other numbers mean upright."""
    if orientation in (5, 6, 7, 8):
        values = cv2.transpose(values)  # type: ignore[assignment]
    flips = {2: 1, 3: -1, 4: 0, 6: 1, 7: -1, 8: 0}
    if orientation in flips:
        values = cv2.flip(values, flips[orientation])  # type: ignore[assignment]
    return values
