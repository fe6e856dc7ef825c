"""Matching label maps: joint counts, ignored pixels and small people."""

import numpy as np
import pytest

from training.metrics.instances import joint_counts, match_people
from training.metrics.matching import average_precision


def test_joint_counts_by_hand() -> None:
    labels = np.array([[0, 1, 1], [2, 2, 0]], np.uint8)
    truth = np.array([[0, 1, 0], [1, 255, 255]], np.uint8)
    counts = joint_counts(labels, truth, found=2)
    assert counts.shape == (3, 256) and counts.sum() == 6
    assert (counts[0, 0], counts[1, 1], counts[1, 0], counts[2, 1], counts[2, 255]) == (1,) * 5


def test_ignored_pixels_count_for_neither_mask() -> None:
    truth = np.zeros((20, 20), np.uint8)
    truth[:, :5], truth[:, 5:10] = 1, 255
    labels = np.zeros_like(truth)
    labels[:, :10] = 1
    assert average_precision([match_people(labels, np.array([0.9]), truth=truth)]).mean == 1.0


def test_a_person_found_in_the_ignored_area_costs_nothing() -> None:
    truth = np.zeros((20, 20), np.uint8)
    truth[:, :5], truth[:, 10:] = 1, 255
    labels = np.zeros_like(truth)
    labels[:, :5], labels[:, 10:] = 1, 2
    assert average_precision([match_people(labels, np.array([0.1, 0.9]), truth=truth)]).mean == 1.0


def test_people_under_one_percent_are_ignored() -> None:
    truth = np.zeros((20, 20), np.uint8)
    truth[:, :5], truth[0, 10:13] = 1, 2
    labels = np.where(truth == 1, 1, 0).astype(np.uint8)
    missed = match_people(labels, np.array([0.9]), truth=truth)
    assert missed.people == 1 and average_precision([missed]).mean == 1.0
    found = match_people(truth, np.array([0.1, 0.9]), truth=truth)
    assert average_precision([found]).mean == 1.0


def test_a_label_without_a_score_is_an_error() -> None:
    labels = np.full((2, 2), 3, np.uint8)
    with pytest.raises(ValueError, match="no score"):
        joint_counts(labels, labels, found=2)
    with pytest.raises(ValueError, match="differ in shape"):
        joint_counts(labels, labels[:1], found=3)
