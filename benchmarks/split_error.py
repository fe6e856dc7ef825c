"""How wrong the split of a photo is as a whole: the share of pixels with the wrong person."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from training.packed import IGNORE

WRONG = 0.1
"""A split is wrong when more than this share of the people's pixels is somebody else's."""


def split_error(owner: NDArray[np.int32], truth: NDArray[np.uint8]) -> float:
    """Share of the pixels that are a person's in both maps, but not of matching people.

    Parameters
    ----------
    owner : (h, w) int32
        0 background, 1…P the person found.
    truth : (h, w) uint8
        0 background, 1…n the true person, 255 ignored.
    """
    both = (owner > 0) & (truth > 0) & (truth != IGNORE)
    if not both.any():
        return 0.0
    shared = np.zeros((int(truth[both].max()), int(owner[both].max())), int)
    np.add.at(shared, (truth[both].astype(int) - 1, owner[both] - 1), 1)
    rows, cols = linear_sum_assignment(-shared)
    return float(1 - shared[rows, cols].sum() / shared.sum())
