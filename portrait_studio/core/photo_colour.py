"""Colour spaces of photos: what an ICC profile means for the screen and the network.

A photo keeps its own values and profile for export. Only what is looked at is converted to
sRGB, and only where the profile differs visibly from it.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

Pixels = NDArray[np.uint8 | np.uint16]

# A profile that moves no colour by more than this many 8-bit levels counts as sRGB.
SAME_AS_SRGB_LEVELS = 2
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC


def to_srgb8(pixels: Pixels, icc: bytes | None) -> NDArray[np.uint8]:
    """(H, W, 3) uint8 in sRGB of (H, W, 3) uint8 or uint16 values in the space of `icc`."""
    eight_bit = to_8bit(pixels)
    transform = _transform_to_srgb(icc, "RGB") if icc else None
    if transform is None:
        return eight_bit
    return np.asarray(_apply(Image.fromarray(eight_bit), transform))


def to_8bit(pixels: Pixels) -> NDArray[np.uint8]:
    """Values rounded from 16 to 8 bits; 8-bit values are returned as they are."""
    if pixels.dtype == np.uint8:
        return pixels  # type: ignore[return-value]
    rounded: Any = cv2.convertScaleAbs(pixels, alpha=255 / 65535)
    return rounded  # type: ignore[no-any-return]


def colour_space(icc: bytes) -> str:
    """Four letters of the profile's colour space ("RGB ", "GRAY", "CMYK"), "" if unreadable."""
    try:
        return _profile(icc).profile.xcolor_space
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return ""


def grey_curve(icc: bytes) -> NDArray[np.float64] | None:
    """Level in sRGB, 0..65535, of 256 evenly spaced grey levels; None without a grey profile."""
    transform = _transform_to_srgb(icc, "L") if colour_space(icc) == "GRAY" else None
    if transform is None:
        return None
    ramp = Image.fromarray(np.arange(256, dtype=np.uint8)[None])
    converted = np.asarray(_apply(ramp, transform))
    return converted[0, :, 1].astype(np.float64) * 257


def convert_to_srgb(image: Image.Image, icc: bytes | None) -> Image.Image:
    """Image in sRGB of a CMYK, LAB or L image, through its profile where that is usable."""
    transform = _transform_to_srgb(icc, image.mode) if icc else None
    if transform is None and image.mode == "LAB":
        transform = ImageCms.buildTransform(
            ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB"
        )
    return image.convert("RGB") if transform is None else _apply(image, transform)


def _apply(image: Image.Image, transform: Any) -> Image.Image:
    converted = ImageCms.applyTransform(image, transform)
    assert converted is not None  # None is only returned for conversions in place
    return converted


def _profile(icc: bytes) -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(io.BytesIO(icc))


@lru_cache(maxsize=8)
def _transform_to_srgb(icc: bytes, mode: str) -> Any:
    """Transform of PIL `mode` to 8-bit sRGB, None where it is not needed or cannot be built."""
    try:
        transform = ImageCms.buildTransform(
            _profile(icc),
            ImageCms.createProfile("sRGB"),
            mode,
            "RGB",
            renderingIntent=_INTENT,
            flags=_FLAGS,
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None  # a broken or foreign profile: the values are best taken as sRGB
    return None if mode == "RGB" and _changes_nothing(transform) else transform


def _changes_nothing(transform: Any) -> bool:
    """Whether a transform leaves a grid of 9x9x9 colours visibly where they are."""
    levels = np.linspace(0, 255, 9).round().astype(np.uint8)
    grid = np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(27, 27, 3)
    moved = np.asarray(_apply(Image.fromarray(grid), transform))
    return bool(np.abs(moved.astype(int) - grid).max() <= SAME_AS_SRGB_LEVELS)
