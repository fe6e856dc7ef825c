"""Parts of a small map as they look at the photo's size, without enlarging all of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.checkpoint import checkpoint

Block = tuple[slice, slice]

# Photo pixels handled at a time: large enough for speed, small enough for the cache.
BLOCK_ROWS, BLOCK_COLS = 256, 512


def blocks(rows: slice, cols: slice) -> Iterator[Block]:
    """Cut a rectangle of the photo into blocks of at most 256 by 512 pixels, row by row."""
    for top in range(rows.start, rows.stop, BLOCK_ROWS):
        for left in range(cols.start, cols.stop, BLOCK_COLS):
            checkpoint()  # everything slow at full size goes block by block
            bottom, right = top + BLOCK_ROWS, left + BLOCK_COLS
            yield slice(top, min(bottom, rows.stop)), slice(left, min(right, cols.stop))


def grid_around(part: Block, *, photo: tuple[int, int]) -> Block:
    """Widen a rectangle to whole blocks of the photo's own grid.

    OpenCV rounds places to 1/32 pixel, counted from a block's corner: only equal blocks give
    equal values.
    """
    rows, cols = part
    top, left = rows.start // BLOCK_ROWS * BLOCK_ROWS, cols.start // BLOCK_COLS * BLOCK_COLS
    bottom, right = (
        -(-rows.stop // BLOCK_ROWS) * BLOCK_ROWS,
        -(-cols.stop // BLOCK_COLS) * BLOCK_COLS,
    )
    return slice(top, min(bottom, photo[0])), slice(left, min(right, photo[1]))


def under(block: Block, *, small: tuple[int, int], photo: tuple[int, int]) -> Block:
    """Rows and columns of a map of shape `small` that decide a block of a photo's pixels."""
    return (
        _under(block[0], small=small[0], photo=photo[0]),
        _under(block[1], small=small[1], photo=photo[1]),
    )


def _under(span: slice, *, small: int, photo: int) -> slice:
    first = int((span.start + 0.5) * small / photo - 0.5)
    last = int((span.stop - 0.5) * small / photo - 0.5) + 1
    return slice(max(0, first - 1), min(small, last + 2))


def over(part: Block, *, small: tuple[int, int], photo: tuple[int, int]) -> Block:
    """Rows and columns of the photo on which some pixel of a part of the small map has a say."""
    return (
        _over(part[0], small=small[0], photo=photo[0]),
        _over(part[1], small=small[1], photo=photo[1]),
    )


def _over(span: slice, *, small: int, photo: int) -> slice:
    factor = photo / small
    first = int(np.floor((span.start - 1) * factor))
    last = int(np.ceil((span.stop + 1) * factor))
    return slice(max(0, first), min(photo, last))


def enlarged(
    values: NDArray[np.float32], block: Block, *, photo: tuple[int, int], smooth: bool = False
) -> Any:
    """Values of a (h, w) or (h, w, C) float32 map in a block of a photo's pixels.

    Bilinear, bicubic where `smooth`.
    Pixel centres coincide as in `cv2.resize`. The weights depend on the place alone: maps that
    sum to one do so after enlarging.
    """
    part = under(block, small=(values.shape[0], values.shape[1]), photo=photo)
    rows, cols = block
    down, across = values.shape[0] / photo[0], values.shape[1] / photo[1]
    matrix = np.array(
        [
            [across, 0, (cols.start + 0.5) * across - 0.5 - part[1].start],
            [0, down, (rows.start + 0.5) * down - 0.5 - part[0].start],
        ]
    )
    return cv2.warpAffine(
        np.ascontiguousarray(values[part]),
        matrix,
        (cols.stop - cols.start, rows.stop - rows.start),
        flags=(cv2.INTER_CUBIC if smooth else cv2.INTER_LINEAR) | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
