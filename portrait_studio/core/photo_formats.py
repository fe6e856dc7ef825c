"""From a photo file to upright pixels: formats, bit depths, orientation, metadata.

Pillow reads the header and most photos: it notices truncated files, which OpenCV fills with grey
without a word. OpenCV reads what Pillow would cut down to 8 bits: 16-bit RGB.
"""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, UnidentifiedImageError

from portrait_studio.core.photo_colour import colour_space, convert_to_srgb
from portrait_studio.errors import PhotoError

Pixels = NDArray[np.uint8] | NDArray[np.uint16]

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "DIB")
MAX_PIXELS = 300_000_000
MAX_SIDE = 65_500

# The size is checked here against the limits above, which are wider than Pillow's own warning.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True)
class PhotoContent:
    """What a photo file holds, upright; the fields are those of `Photo`."""

    pixels: Pixels
    alpha: Pixels | None
    icc: bytes | None
    exif: bytes | None


def read_photo_file(path: Path) -> PhotoContent:
    """Read and decode a photo; every failure is a PhotoError naming the file and the way out."""
    _check_file(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # decoders warn of odd metadata, which loses no pixel
        with _open_image(path) as image:
            _check_size(path, image.size)
            try:
                return _decode(path, image)
            except PhotoError:
                raise
            except MemoryError as error:
                raise PhotoError(f"{path}: not enough memory to open it; close programs.") from error
            except Exception as error:  # decoders raise anything on damaged files
                raise PhotoError(
                    f"{path}: the file is damaged or incomplete ({error}); copy it anew from its source."
                ) from error


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise PhotoError(f"{path}: this is a folder; name the photos in it.")
    if not path.exists():
        raise PhotoError(f"{path}: there is no such file; check the name and the folder.")
    if not path.is_file():
        raise PhotoError(f"{path}: this is no ordinary file; name a photo.")
    if not os.access(path, os.R_OK):
        raise PhotoError(f"{path}: no permission to read it; change its permissions or copy it.")
    if path.stat().st_size == 0:
        raise PhotoError(f"{path}: the file is empty; copy it anew from its source.")


def _open_image(path: Path) -> Image.Image:
    try:
        return Image.open(path, formats=FORMATS)
    except UnidentifiedImageError as error:
        raise PhotoError(
            f"{path}: this is no photo that can be read; JPEG, PNG, WebP, TIFF and BMP can."
        ) from error
    except Exception as error:
        raise PhotoError(f"{path}: cannot be read ({error}); copy it anew from its source.") from error


def _check_size(path: Path, size: tuple[int, int]) -> None:
    width, height = size
    if width * height > MAX_PIXELS or max(size) > MAX_SIDE:
        raise PhotoError(
            f"{path}: {width}×{height} pixels is too large; reduce it to at most "
            f"{MAX_PIXELS // 1_000_000} megapixels and {MAX_SIDE} pixels a side."
        )


def _decode(path: Path, image: Image.Image) -> PhotoContent:
    icc = image.info.get("icc_profile") or None
    image.load()
    exif = image.getexif()
    orientation = exif.get(ExifTags.Base.Orientation, 1)
    if image.mode == "CMYK":
        image, icc = convert_to_srgb(image, icc), None
    if image.mode not in ("RGB", "RGBA"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    if icc and colour_space(icc) != "RGB ":
        icc = None
    values = np.asarray(image)
    values = upright(values, orientation)
    alpha = values[:, :, 3].copy() if values.shape[2] == 4 else None
    if ExifTags.Base.Orientation in exif:
        exif[ExifTags.Base.Orientation] = 1
    return PhotoContent(
        np.ascontiguousarray(values[:, :, :3]), alpha, icc, exif.tobytes() if len(exif) else None
    )


def upright(values: Pixels, orientation: int) -> Pixels:
    """(H, W, C) values turned as the EXIF orientation (1 to 8) says; others mean upright."""
    if orientation in (5, 6, 7, 8):
        values = cv2.transpose(values)  # type: ignore[assignment]
    flips = {2: 1, 3: -1, 4: 0, 6: 1, 7: -1, 8: 0}
    return cv2.flip(values, flips[orientation]) if orientation in flips else values  # type: ignore[return-value]
