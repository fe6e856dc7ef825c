"""A photo as the studio works with it: upright pixels, its alpha, colour profile and metadata."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.photo_colour import Pixels, to_srgb8
from portrait_studio.core.photo_formats import read_photo_file

_KEPT = 4  # sizes of a photo that are not made anew


@dataclass(frozen=True, eq=False)
class Photo:
    """A photo in memory, upright.

    Attributes
    ----------
    pixels : (H, W, 3) uint8 or uint16
        Red, green, blue, in the colour space of `icc` (sRGB where `icc` is None).
    alpha : (H, W) of the same dtype, or None
        Opacity that came with the file, not premultiplied.
    path : Path or None
        Where the photo was read from.
    icc : bytes or None
        ICC profile of `pixels`, an RGB profile.
    exif : bytes or None
        EXIF block ("Exif" and two zero bytes first), its orientation reset to
        "upright", without the embedded thumbnail.
    """

    pixels: Pixels
    alpha: Pixels | None = None
    path: Path | None = None
    icc: bytes | None = None
    exif: bytes | None = None
    _reduced: dict[tuple[int, int], Pixels] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        pixels, alpha = self.pixels, self.alpha
        if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.size == 0:
            raise ValueError(f"pixels must be (H, W, 3) and not empty, got {pixels.shape}")
        if pixels.dtype not in (np.uint8, np.uint16):
            raise ValueError(f"pixels must be uint8 or uint16, got {pixels.dtype}")
        if alpha is not None and (alpha.shape != pixels.shape[:2] or alpha.dtype != pixels.dtype):
            raise ValueError(f"alpha must be {pixels.shape[:2]} {pixels.dtype}, got {alpha.shape}")

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Read a JPEG, PNG, WebP, AVIF, TIFF or BMP file, whatever its name says it is.

        HEIC photos and camera RAW files too, with the extras `heic` and `raw`.

        Raises
        ------
        PhotoError
            The file is missing, unreadable, empty, damaged, no photo, or of absurd size.
        """
        path = Path(path)
        content = read_photo_file(path)
        return cls(content.pixels, content.alpha, path, content.icc, content.exif)

    @classmethod
    def from_array(cls, pixels: Pixels) -> Self:
        """Photo from (H, W), (H, W, 3) or (H, W, 4) uint8 or uint16 values, taken as sRGB."""
        if pixels.ndim == 2:
            pixels = np.repeat(pixels[:, :, None], 3, axis=2)
        if pixels.ndim == 3 and pixels.shape[2] == 4:
            return cls(np.ascontiguousarray(pixels[:, :, :3]), pixels[:, :, 3].copy())
        return cls(np.ascontiguousarray(pixels))

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width in pixels."""
        return self.pixels.shape[0], self.pixels.shape[1]

    def rgb8(self) -> NDArray[np.uint8]:
        """(H, W, 3) uint8 in sRGB: what the network and the screen see.

        Where the photo is 8-bit sRGB already this is `pixels` itself, not a copy.
        """
        return to_srgb8(self.pixels, self.icc)

    def scaled(self, long_side: int) -> NDArray[np.uint8]:
        """(h, w, 3) uint8 in sRGB, averaged down to `long_side`; never enlarged, sides >= 1."""
        height, width = self.shape
        factor = min(1.0, long_side / max(height, width))
        shape = (max(1, round(height * factor)), max(1, round(width * factor)))
        if shape == self.shape:
            return self.rgb8()
        return to_srgb8(self.reduced(shape), self.icc).copy()

    def reduced(self, shape: tuple[int, int]) -> Pixels:
        """(h, w, 3) in the values of `pixels`: the photo averaged down to a shape, read-only.

        Kept: the same few sizes are asked for again and again, and a large photo takes a while.
        """
        found = self._reduced.get(shape)
        if found is None:
            small: Any = cv2.resize(self.pixels, shape[::-1], interpolation=cv2.INTER_AREA)
            found = small.reshape(*shape, 3)
            found.setflags(write=False)
            if len(self._reduced) >= _KEPT:
                self._reduced.clear()
            self._reduced[shape] = found
        return found
