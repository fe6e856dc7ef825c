"""Run-length encoding of masks as COCO annotations hold it.

A mask is read column by column; the lengths of its runs, beginning with one of zeros, are written
as characters: from the fourth on as the difference to the last but one, five bits a character,
lowest first, 32 added while more follow, 48 added to be printable.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def encode(mask: NDArray[np.bool_]) -> str:
    """Compressed run lengths of a (H, W) mask."""
    return compress(run_lengths(mask))


def run_lengths(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Lengths of the runs of a (H, W) mask, column by column, zeros first."""
    height, width = mask.shape
    cols = np.flatnonzero(mask.any(axis=0))
    if not len(cols):
        return np.array([mask.size], np.int64)
    left, right = int(cols[0]), int(cols[-1]) + 1  # only these columns need to be looked at
    values = mask[:, left:right].T.ravel()
    changes = np.flatnonzero(values[1:] != values[:-1]) + 1 + left * height
    starts = [0, left * height] if values[0] else [0]
    ends = [right * height, height * width] if values[-1] else [height * width]
    if ends[0] == height * width:
        ends = ends[:1]
    return np.diff(np.concatenate([starts, changes, ends])).astype(np.int64)


def compress(lengths: NDArray[np.int64]) -> str:
    """Characters of run lengths."""
    left = lengths.copy()
    left[3:] -= lengths[1:-2]
    characters, used = [], []
    active = np.ones(len(left), bool)
    while active.any():
        bits = left & 0x1F
        left = left >> 5  # keeps the sign
        more = np.where(bits & 0x10, left != -1, left != 0)
        characters.append((bits + np.where(more, 0x20, 0) + 48).astype(np.uint8))
        used.append(active)
        active = active & more
    written: bytes = np.stack(characters, axis=1)[np.stack(used, axis=1)].tobytes()
    return written.decode("ascii")
