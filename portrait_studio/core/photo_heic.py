"""HEIC photos through pi-heif, which decodes and cannot encode: the extra `heic`.

libheif turns the photo upright by what the container says; the orientation in its EXIF block is
an echo of that and must not turn it again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from portrait_studio.core.photo_colour import Pixels, colour_space
from portrait_studio.core.photo_decode import PhotoContent
from portrait_studio.core.photo_metadata import kept_exif_of


def read_heic(path: Path, check_size: Callable[[tuple[int, int]], None]) -> PhotoContent:
    """Read the main picture of a file; 10 and 12 bits a channel become 16.

    Parameters
    ----------
    path : Path
    check_size : callable
        Called with width and height before a pixel is decoded.

    Raises
    ------
    ImportError
        pi-heif is not installed.
    """
    import pi_heif

    file = pi_heif.open_heif(path, convert_hdr_to_8bit=False)
    check_size(file.size)
    image = file[file.primary_index]
    icc = image.info.get("icc_profile")
    values = _channels(np.asarray(image), image.mode, int(image.info["bit_depth"]))
    alpha = np.ascontiguousarray(values[:, :, 3]) if values.shape[2] == 4 else None
    return PhotoContent(
        pixels=np.ascontiguousarray(values[:, :, :3]),
        alpha=alpha,
        icc=icc if icc and colour_space(icc) == "RGB " else None,
        exif=_exif(image.info.get("exif")),
    )


def _channels(values: Any, mode: str, depth: int) -> Pixels:
    """(H, W, 3 or 4) values of the full range of their type."""
    if values.ndim == 2:
        values = values[:, :, None]
    if values.dtype == np.uint16:
        values = values | values >> depth  # they come in the upper bits: white is not 65535 yet
    if values.shape[2] < 3:  # grey, perhaps with alpha
        values = np.concatenate([*[values[:, :, :1]] * 3, values[:, :, 1:]], axis=2)
    if mode.startswith("RGBa"):  # premultiplied
        top = np.iinfo(values.dtype).max
        alpha = np.maximum(values[:, :, 3:], 1).astype(np.float32)
        colour = np.minimum(values[:, :, :3] * (top / alpha), top)
        values = np.dstack([np.rint(colour).astype(values.dtype), values[:, :, 3]])
    channels: Pixels = values
    return channels


def _exif(block: bytes | None) -> bytes | None:
    if not block:
        return None
    exif = Image.Exif()
    try:
        exif.load(block)
    except Exception:  # broken metadata is dropped; the pixels are sound
        return None
    return kept_exif_of(exif)
