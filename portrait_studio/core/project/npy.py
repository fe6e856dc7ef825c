"""Arrays as the bytes of a .npy file and back; never pickle, never more memory than bytes.

Only version 1.0 of the format, row by row, with one of a few plain kinds of numbers is accepted.
"""

from __future__ import annotations

import io
import math
from typing import Any

import numpy as np
from numpy.lib import format as npy_format
from numpy.typing import NDArray

KINDS = ("|b1", "|u1", "<u2", "<i4", "<i8", "<f4", "<f8")

_LONGEST_HEADER = 1024
_MOST_AXES = 4


def encode_array(values: NDArray[Any]) -> bytes:
    """Return the content of a .npy file.

    Raises
    ------
    ValueError
        A kind of number that is not in `KINDS`.
    """
    values = np.ascontiguousarray(values, values.dtype.newbyteorder("<")).reshape(values.shape)
    if values.dtype.str not in KINDS:
        raise ValueError(f"arrays of {values.dtype} are not stored")
    file = io.BytesIO()
    npy_format.write_array(file, values, version=(1, 0), allow_pickle=False)
    return file.getvalue()


def decode_array(content: bytes) -> NDArray[Any]:
    """Return the array of a .npy file.

    Raises
    ------
    ValueError
        It is none, is of another version or kind, or is not exactly as long as it says.
    """
    file = io.BytesIO(content)
    if npy_format.read_magic(file) != (1, 0):
        raise ValueError("an array is of another version of the npy format")
    header = npy_format.read_array_header_1_0(file, max_header_size=_LONGEST_HEADER)
    shape, by_columns, dtype = header
    if dtype.str not in KINDS or by_columns or len(shape) > _MOST_AXES:
        raise ValueError(f"an array of {dtype} with {len(shape)} axes is not expected")
    start = file.tell()
    if any(side < 0 for side in shape) or math.prod(shape) * dtype.itemsize != len(content) - start:
        raise ValueError(f"an array of {shape} does not have {len(content) - start} bytes")
    flat = np.frombuffer(content, dtype, offset=start)
    if dtype == np.bool_ and (flat.view(np.uint8) > 1).any():
        raise ValueError("an array of yes and no holds something else")
    # A copy: aligned, writable like any other array, and without the file's bytes behind it.
    return flat.reshape(shape).copy()
