"""What the portrait network says about a photo, checked once so that nobody checks again."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Detection:
    """One person the network found.

    Attributes
    ----------
    box : (row0, col0, row1, col1)
        In fractions of the photo, 0..1; row1 and col1 lie outside the box.
    score : float
        Confidence, 0..1.

    Raises
    ------
    ValueError
        A box that is empty, inside out or outside the photo; a score outside 0..1.
    """

    box: tuple[float, float, float, float]
    score: float

    def __post_init__(self) -> None:
        row0, col0, row1, col1 = self.box
        if not (0 <= row0 < row1 <= 1 and 0 <= col0 < col1 <= 1):
            raise ValueError(f"a box must be 0 <= row0 < row1 <= 1, likewise columns: {self.box}")
        if not 0 <= self.score <= 1:
            raise ValueError(f"a score must lie in 0..1: {self.score}")


@dataclass(frozen=True, eq=False)
class Predictions:
    """Everything the network says about one photo.

    Attributes
    ----------
    person : (h, w) float32, 0..1
        Probability that a pixel belongs to any person.
    boundary : (h, w) float32, 0..1
        High on the outlines of people and on the borders between them.
    detections : tuple of Detection
        Best first.
    votes : (4, h8, w8) float32 or None
        For each cell the box (row0, col0, row1, col1, fractions of the photo) of the person it
        belongs to, as the network sees it; only meaningful where `person` is high.
    own : (P, h, w) float32, 0..1, or None
        For each of the P detections, the probability that a pixel is that person's, as a closer
        look at the person sees it.

    Raises
    ------
    ValueError
        Wrong shape, dtype or range.
    """

    person: NDArray[np.float32]
    boundary: NDArray[np.float32]
    detections: tuple[Detection, ...] = ()
    votes: NDArray[np.float32] | None = None
    own: NDArray[np.float32] | None = None

    def __post_init__(self) -> None:
        check_probability(self.person, name="person")
        check_probability(self.boundary, name="boundary")
        if self.person.shape != self.boundary.shape:
            raise ValueError(
                f"person {self.person.shape} and boundary {self.boundary.shape} differ in shape"
            )
        if self.votes is not None:
            _check_votes(self.votes)
        if self.own is not None:
            self._check_own(self.own)

    def _check_own(self, own: NDArray[np.float32]) -> None:
        expected = (len(self.detections), *self.person.shape)
        if own.shape != expected:
            raise ValueError(f"own must be (P, h, w) = {expected}, got {own.shape}")
        for plane in own:
            check_probability(plane, name="own")


def check_probability(values: NDArray[np.float32], *, name: str) -> None:
    """Raise ValueError unless `values` is a non-empty (h, w) float32 map within 0..1."""
    if values.ndim != 2 or values.size == 0 or values.dtype != np.float32:
        raise ValueError(f"{name} must be (h, w) float32, got {values.shape} {values.dtype}")
    low, high = float(values.min()), float(values.max())
    if not (math.isfinite(low) and math.isfinite(high) and low >= 0 and high <= 1):
        raise ValueError(f"{name} must lie in 0..1, got {low}..{high}")


def _check_votes(votes: NDArray[np.float32]) -> None:
    if votes.ndim != 3 or votes.shape[0] != 4 or votes.dtype != np.float32:
        raise ValueError(f"votes must be (4, h8, w8) float32, got {votes.shape} {votes.dtype}")
    if not np.isfinite(votes).all():
        raise ValueError("votes must be finite")
