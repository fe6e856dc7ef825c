"""PNG files of 8 or 16 bits with colour profile and metadata.

OpenCV encodes faster than Pillow and knows 16-bit RGBA, which Pillow does not. The colour
profile (iCCP) and the EXIF block (eXIf) are chunks of their own, put in between afterwards
(PNG specification, third edition, 11.3).
"""

from __future__ import annotations

import struct
import zlib

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.checkpoint import checkpoint

# The fastest level that compresses: higher ones take several times as long and save little.
_OPTIONS = (cv2.IMWRITE_PNG_COMPRESSION, 1)
# The signature and the IHDR chunk: every other chunk comes after them.
_HEADER = 33
_EXIF_PREFIX = b"Exif\0\0"


def encode_png(
    values: NDArray[np.uint8 | np.uint16], *, icc: bytes | None = None, exif: bytes | None = None
) -> bytes:
    """Content of a PNG file.

    Parameters
    ----------
    values : (H, W), (H, W, 3) or (H, W, 4) uint8 or uint16
        Grey, or blue, green, red, and alpha: OpenCV's order, which saves a copy of the photo.
    icc : bytes or None
        Colour profile.
    exif : bytes or None
        EXIF block, with or without the "Exif" prefix.
    """
    checkpoint()
    done, encoded = cv2.imencode(".png", np.ascontiguousarray(values), _OPTIONS)
    if not done:
        raise ValueError(f"cannot encode {values.shape} {values.dtype} as PNG")
    content = encoded.data  # no copy: a large photo has few to spare
    chunks = b""
    if icc:
        chunks += _chunk(b"iCCP", b"ICC profile\0\0" + zlib.compress(icc))
    if exif:
        chunks += _chunk(b"eXIf", exif.removeprefix(_EXIF_PREFIX))
    return b"".join([content[:_HEADER], chunks, content[_HEADER:]])


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checksum
