"""Matching of label maps of people: IoU of every pair from one joint count of the pixels."""

import numpy as np
from numpy.typing import NDArray

from training.metrics.boxes import SMALL_SHARE
from training.metrics.matching import Matched, match
from training.packed import IGNORE


def joint_counts(
    labels: NDArray[np.uint8], truth: NDArray[np.uint8], *, found: int
) -> NDArray[np.int64]:
    """Return how many pixels have each pair of values, (found + 1, 256) int64.

    Row i counts the pixels of person i of ``labels`` (0 background), column j those of value j
    of ``truth`` (255 ignored).

    Raises
    ------
    ValueError
        When the shapes differ or ``labels`` holds a value above ``found``.
    """
    if labels.shape != truth.shape:
        raise ValueError(f"label map {labels.shape} and truth {truth.shape} differ in shape")
    if int(labels.max(initial=0)) > found:
        raise ValueError(f"label {int(labels.max())} has no score; there are {found}")
    pairs = labels.astype(np.int64) * 256 + truth
    return np.bincount(pairs.ravel(), minlength=(found + 1) * 256).reshape(found + 1, 256)


def match_people(
    labels: NDArray[np.uint8], scores: NDArray[np.float64], *, truth: NDArray[np.uint8]
) -> Matched:
    """Match the people of a label map to the people of the truth.

    Parameters
    ----------
    labels : (H, W) uint8
        0 background, 1…n people; person i has ``scores[i - 1]``.
    scores : (n,) float64
    truth : (H, W) uint8
        0 background, 1…m people, 255 ignored: such pixels count for neither mask, and a found
        person who lies mostly there costs nothing. So do people under 1 % of the photo.
    """
    counts = joint_counts(labels, truth, found=len(scores))
    people = int(truth[truth != IGNORE].max(initial=0))
    both = counts[1:, 1 : people + 1].astype(np.float64)
    area = counts[1:].sum(axis=1).astype(np.float64)
    ignored = counts[1:, IGNORE].astype(np.float64)
    true_area = counts[:, 1 : people + 1].sum(axis=0).astype(np.float64)
    union = (area - ignored)[:, None] + true_area[None] - both
    overlaps = np.divide(both, union, out=np.zeros_like(both), where=union > 0)
    crowd = np.divide(ignored, area, out=np.zeros_like(area), where=area > 0)
    smallest = SMALL_SHARE * truth.size
    return match(
        np.concatenate([overlaps, crowd[:, None]], axis=1),
        scores,
        person_ignored=np.append(true_area < smallest, True),
        person_crowd=np.append(np.zeros(people, bool), True),
        detection_small=area < smallest,
    )
