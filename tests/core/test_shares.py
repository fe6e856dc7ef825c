from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from portrait_studio.core.enlarge import blocks
from portrait_studio.core.photo import Photo
from portrait_studio.core.shares import shares_of

SHAPE = (300, 700)
# Grain everywhere: along borders the photo says something, and never the same.
PHOTO = Photo(np.random.default_rng(0).integers(0, 256, (*SHAPE, 3), np.uint8))


def crowd(count):
    rng = np.random.default_rng(count)
    owner = np.zeros((90, 210), np.int32)
    for person in range(1, count + 1):
        row, col = rng.integers(0, 60), rng.integers(0, 180)
        owner[row : row + 30, col : col + 40] = person
    return owner


@pytest.mark.parametrize("count", [1, 2, 7, 40])
def test_sums_grow_from_nothing_to_one(count):
    owner = crowd(count)
    shares = shares_of((owner > 0).astype(np.float32), owner, count=count, photo=PHOTO)
    for block in blocks(slice(0, SHAPE[0]), slice(0, SHAPE[1])):
        present = shares.present(block)
        sums = [shares.up_to(person, block, present) for person in range(count + 2)]
        for before, after in pairwise(sums):
            assert np.all(before <= after)
        assert np.all(sums[0] == 0) and np.all(sums[-1] == 1)


def test_outside_a_persons_reach_the_share_is_nothing():
    owner = crowd(7)
    shares = shares_of((owner > 0).astype(np.float32), owner, count=7, photo=PHOTO)
    block = slice(0, SHAPE[0]), slice(0, SHAPE[1])
    present = shares.present(block)
    for person in range(1, 8):
        reach = shares.reach(person)
        share = np.broadcast_to(
            shares.up_to(person, block, present) - shares.up_to(person - 1, block, present), SHAPE
        ).copy()
        if reach is not None:
            share[reach] = 0
        assert not share.any()
