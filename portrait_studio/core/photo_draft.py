"""A quick, small look at a photo file before it is read in full."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from portrait_studio.core.photo_colour import colour_space, to_srgb8
from portrait_studio.core.photo_decode import rgb_array, upright
from portrait_studio.core.photo_metadata import orientation_of


@dataclass(frozen=True, eq=False)
class PhotoDraft:
    """A photo at a fraction of its size.

    Attributes
    ----------
    rgb8 : (h, w, 3) uint8
        Upright, in sRGB.
    shape
        Rows and columns of the photo itself.
    """

    rgb8: NDArray[np.uint8]
    shape: tuple[int, int]


def read_draft(path: Path, *, long_side: int) -> PhotoDraft | None:
    """Return a draft of a JPEG file, None where reading in full is the only way.

    A JPEG decoder can leave out fine detail, and is then several times as fast (the scaled inverse
    transform of libjpeg).

    Parameters
    ----------
    path
        Of the file. Anything wrong with it is left to reading it in full, which says it better.
    long_side
        Least pixels of the draft's long side.
    """
    try:
        with warnings.catch_warnings(), Image.open(path, formats=("JPEG",)) as image:
            warnings.simplefilter("ignore")  # decoders warn of odd metadata, which costs no pixel
            return _read(image, long_side)
    except Exception:  # decoders raise anything on damaged files
        return None


def _read(image: Image.Image, long_side: int) -> PhotoDraft | None:
    width, height = image.size
    image.draft(
        "RGB", (long_side * width // max(image.size), long_side * height // max(image.size))
    )
    if image.mode != "RGB" or image.size == (width, height):
        return None
    icc = image.info.get("icc_profile") or None
    orientation = orientation_of(image)
    rgb = upright(rgb_array(image), orientation)
    if icc and colour_space(icc) == "RGB ":
        rgb = to_srgb8(rgb, icc)
    turned = orientation in (5, 6, 7, 8)
    return PhotoDraft(
        np.ascontiguousarray(rgb, np.uint8), (width, height) if turned else (height, width)
    )
