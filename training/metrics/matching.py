"""Matching of detections to people, and average precision, by the rules of COCO.

The rules are those of the COCO detection challenge (Lin et al., *Microsoft COCO: Common Objects in
Context*, 2014, and its evaluation page): detections in order of score, each takes the free person
it overlaps most; precision is read at 101 levels of recall; ignored people cost nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

THRESHOLDS: NDArray[np.float64] = np.linspace(0.5, 0.95, 10)
"""The IoU thresholds .50, .55 … .95."""

RECALLS: NDArray[np.float64] = np.linspace(0.0, 1.0, 101)
MOST_DETECTIONS = 100


@dataclass(frozen=True)
class Matched:
    """The detections of one photo after matching, in order of falling score.

    ``scores`` (D,) float64; ``hit`` and ``ignored`` (T, D) bool, a row for each IoU threshold;
    ``people`` the number of people that count.
    """

    scores: NDArray[np.float64]
    hit: NDArray[np.bool_]
    ignored: NDArray[np.bool_]
    people: int


@dataclass(frozen=True)
class Precision:
    """Average precision at each of `THRESHOLDS`, (T,) float64; NaN where nobody counts."""

    at_threshold: NDArray[np.float64]

    @property
    def mean(self) -> float:
        """AP: the mean over all thresholds."""
        return float(self.at_threshold.mean())

    def at(self, threshold: float) -> float:
        """Return AP at one of the ten thresholds, for example 0.5."""
        return float(self.at_threshold[int(np.abs(THRESHOLDS - threshold).argmin())])


def match(
    overlaps: NDArray[np.float64],
    scores: NDArray[np.float64],
    *,
    person_ignored: NDArray[np.bool_],
    person_crowd: NDArray[np.bool_],
    detection_small: NDArray[np.bool_],
) -> Matched:
    """Match the detections of one photo to its people.

    Parameters
    ----------
    overlaps : (D, P) float64
        IoU of each detection with each person; with a crowd, the share of the detection in it.
    scores : (D,) float64
    person_ignored : (P,) bool
        People who need not be found (too small), and crowds.
    person_crowd : (P,) bool
        Areas that any number of detections may match.
    detection_small : (D,) bool
        Detections that cost nothing when they match nobody.
    """
    order = np.argsort(-scores, kind="stable")[:MOST_DETECTIONS]
    shape = (len(THRESHOLDS), len(order))
    hit, ignored = np.zeros(shape, bool), np.zeros(shape, bool)
    free = np.ones((len(THRESHOLDS), overlaps.shape[1]), bool)
    for place, detection in enumerate(order):
        row = overlaps[detection]
        enough = free & (row >= THRESHOLDS[:, None] - 1e-12)
        wanted = enough & ~person_ignored
        # A person who counts is taken before one who is ignored, however large the overlap.
        choice = np.where(wanted.any(axis=1, keepdims=True), wanted, enough)
        found, person = choice.any(axis=1), _best(row, choice)
        hit[:, place] = found & ~_take(person_ignored, person)
        missed = ~found & detection_small[detection]
        ignored[:, place] = (found & _take(person_ignored, person)) | missed
        taken = np.flatnonzero(found & ~_take(person_crowd, person))
        free[taken, person[taken]] = False
    counted = int(np.count_nonzero(~person_ignored))
    return Matched(scores[order].astype(np.float64), hit, ignored, counted)


def _best(row: NDArray[np.float64], choice: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return for each threshold the index of the largest overlap allowed; of equals, the last."""
    if row.size == 0:
        return np.zeros(len(choice), np.intp)
    reversed_best = np.where(choice, row, -1.0)[:, ::-1].argmax(axis=1)
    return np.asarray(row.size - 1 - reversed_best, np.intp)


def _take(flags: NDArray[np.bool_], index: NDArray[np.intp]) -> NDArray[np.bool_]:
    return flags[index] if flags.size else np.zeros(len(index), bool)


def average_precision(photos: Sequence[Matched]) -> Precision:
    """Return AP at every threshold over all ``photos`` together."""
    people = sum(photo.people for photo in photos)
    if people == 0:
        return Precision(np.full(len(THRESHOLDS), np.nan))
    scores = np.concatenate([photo.scores for photo in photos])
    order = np.argsort(-scores, kind="stable")
    hit = np.concatenate([photo.hit for photo in photos], axis=1)[:, order]
    ignored = np.concatenate([photo.ignored for photo in photos], axis=1)[:, order]
    rows = zip(hit, ignored, strict=True)
    return Precision(np.array([_curve_mean(row[~skip], people) for row, skip in rows]))


def _curve_mean(hit: NDArray[np.bool_], people: int) -> float:
    """Return the mean precision at 101 levels of recall of one ranked list of hits."""
    true = np.cumsum(hit)
    recall = true / people
    precision = true / np.arange(1, len(hit) + 1)
    # Precision at a recall is the best that any longer list still reaches.
    envelope = np.append(np.maximum.accumulate(precision[::-1])[::-1], 0.0)
    return float(envelope[np.searchsorted(recall, RECALLS, side="left")].mean())
