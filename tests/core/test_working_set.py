"""What the way to alphas keeps at a time does not grow with the photo."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import cv2
import numpy as np
import pytest

from portrait_studio.core.enlarge import BLOCK_COLS, BLOCK_ROWS, Block, blocks
from portrait_studio.core.matting import matted_alpha
from portrait_studio.core.photo import Photo
from portrait_studio.core.shares import shares_of

SIZES = (1200, 4800)
SMALL = 300


def halves():
    """A disc of two people at a small size."""
    rows, cols = np.mgrid[:SMALL, :SMALL]
    person = (np.hypot(rows - 150, cols - 150) < 100).astype(np.float32)
    owner = np.where(person > 0, np.where(cols < 150, 1, 2), 0).astype(np.int32)
    return cv2.GaussianBlur(person, (0, 0), 1.5), owner


def photo_of(side):
    noise = np.random.default_rng(0).integers(0, 256, (side // 4, side // 4, 3), np.uint8)
    return Photo(np.kron(noise, np.ones((4, 4, 1), np.uint8)))


def alphas(photo: Photo) -> Callable[[Block], object]:
    person, _ = halves()
    return matted_alpha(person, photo).at


def sums_of_shares(photo: Photo) -> Callable[[Block], object]:
    person, owner = halves()
    shares = shares_of(person, owner, count=2, photo=photo)
    return lambda block: shares.up_to(1, block, shares.present(block))


def peak_bytes(way, side):
    photo = photo_of(side)
    tracemalloc.start()
    try:
        at = way(photo)
        for block in blocks(slice(0, side), slice(0, side)):
            at(block)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("way", [alphas, sums_of_shares])
def test_a_photo_sixteen_times_as_large_needs_no_more(way):
    small, large = (peak_bytes(way, side) for side in SIZES)
    assert large < 1.5 * small + 16 * BLOCK_ROWS * BLOCK_COLS * 4
    assert large < SIZES[1] ** 2 * 3 / 2  # far below the photo itself
