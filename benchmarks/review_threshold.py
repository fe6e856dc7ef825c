"""Which doubt makes a photo worth a look: how many photos are set aside, how many wrong ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from portrait_studio.core.photo import Photo
from portrait_studio.core.photo_doubt import photo_doubt
from portrait_studio.inference.analyse import analyse
from portrait_studio.inference.portrait import Predictor
from training.evaluation.photos import val_samples
from training.packed import IGNORE

WRONG = 0.1
"""A split is wrong when more than this share of the people's pixels is somebody else's."""


@dataclass(frozen=True)
class Judged:
    """A photo's doubt, and how wrong its split is: the share of pixels with the wrong person."""

    doubt: float
    error: float


@dataclass(frozen=True)
class Threshold:
    """What reviewing all photos with more doubt gives: shares of all photos, of the wrong ones."""

    doubt: float
    reviewed: float
    caught: float


def judge(root: Path, predictor: Predictor) -> tuple[Judged, ...]:
    """Return the doubt and the error of every held-out photo that is labelled person by person."""
    judged = []
    for sample in val_samples(root, sources=("coco",)):
        analysis = analyse(Photo.from_array(sample.rgb), predictor)
        height, width = analysis.owner.shape
        truth = cv2.resize(sample.truth, (width, height), interpolation=cv2.INTER_NEAREST)
        error = split_error(analysis.owner, np.asarray(truth, np.uint8))
        judged.append(Judged(photo_doubt(analysis), error))
    return tuple(judged)


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


def thresholds(judged: Sequence[Judged], doubts: Sequence[float]) -> list[Threshold]:
    """Return what each threshold gives; without wrong splits none can be caught."""
    doubt = np.array([one.doubt for one in judged])
    wrong = np.array([one.error > WRONG for one in judged])
    return [
        Threshold(
            limit,
            reviewed=float((doubt > limit).mean()),
            caught=float((doubt[wrong] > limit).mean()) if wrong.any() else float("nan"),
        )
        for limit in doubts
    ]
