"""Camera RAW files through rawpy (LibRaw): the extra `raw`.

The development is LibRaw's own: the camera's white balance, its brightness, sRGB, 16 bits. Who
wants another one develops the photo elsewhere and opens the result.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from portrait_studio.core.photo_decode import PhotoContent
from portrait_studio.core.photo_metadata import described_by, kept_exif_of
from portrait_studio.errors import PhotoError

# The curve of sRGB: exponent, and slope of the straight part near black.
_SRGB_CURVE = (2.4, 12.92)
_QUARTER_TURNS = (5, 6)  # LibRaw's numbers for photos lying on their side


def read_raw(path: Path, check_size: Callable[[tuple[int, int]], None]) -> PhotoContent:
    """Develop a RAW file; upright, sRGB, 16 bits.

    Parameters
    ----------
    path : Path
    check_size : callable
        Called with width and height before a pixel is developed.

    Raises
    ------
    ImportError
        rawpy is not installed.
    PhotoError
        LibRaw does not know the kind of file.
    """
    import rawpy

    try:
        pixels, exif = _develop(path, check_size)
    except rawpy.LibRawFileUnsupportedError as error:
        raise PhotoError(
            "LibRaw does not know this kind of RAW file; develop it elsewhere and open the result."
        ) from error
    except rawpy.LibRawError as error:
        reason = error.args[0] if error.args else b""
        text = reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)
        raise ValueError(text) from error
    if pixels.shape[2] == 1:
        pixels = np.repeat(pixels, 3, axis=2)
    return PhotoContent(np.ascontiguousarray(pixels), None, None, exif)


def _develop(
    path: Path, check_size: Callable[[tuple[int, int]], None]
) -> tuple[NDArray[np.uint16], bytes | None]:
    import rawpy

    with path.open("rb") as file, rawpy.imread(file) as raw:
        sizes = raw.sizes
        upright = sizes.flip not in _QUARTER_TURNS
        check_size((sizes.width, sizes.height) if upright else (sizes.height, sizes.width))
        exif = _exif(path, raw)
        developed: Any = raw.postprocess(
            use_camera_wb=True,
            output_bps=16,
            output_color=rawpy.ColorSpace.sRGB,
            gamma=_SRGB_CURVE,
        )
    return developed, exif


def _exif(path: Path, raw: Any) -> bytes | None:
    """Metadata of a RAW file that is a TIFF file inside, else that of its preview."""
    for read in (_of_tiff, _of_preview):
        try:
            exif = read(path, raw)
        except Exception:  # metadata is never a reason to refuse a photo
            continue
        if exif is not None and len(exif):
            return kept_exif_of(exif)
    return None


def _of_tiff(path: Path, raw: Any) -> Image.Exif | None:
    with path.open("rb") as file:
        if file.read(4) not in (b"II*\0", b"MM\0*"):
            return None
        exif = Image.Exif()
        file.seek(0)
        exif.load_from_fp(file)
        return described_by(exif)


def _of_preview(path: Path, raw: Any) -> Image.Exif:
    with Image.open(io.BytesIO(raw.extract_thumb().data), formats=("JPEG",)) as preview:
        return preview.getexif()
