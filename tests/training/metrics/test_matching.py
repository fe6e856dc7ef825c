"""Matching and average precision on cases small enough to work out by hand."""

import numpy as np
import pytest

from training.metrics.matching import THRESHOLDS, average_precision, match


def matched(overlaps, scores, *, ignored=(), crowd=(), small=()):
    table = np.asarray(overlaps, float)
    people = np.zeros(table.shape[1], bool)
    ignore, many, tiny = people.copy(), people.copy(), np.zeros(len(scores), bool)
    ignore[list(ignored)], many[list(crowd)], tiny[list(small)] = True, True, True
    return match(
        table,
        np.array(scores, float),
        person_ignored=ignore,
        person_crowd=many,
        detection_small=tiny,
    )


def test_thresholds_are_those_of_coco() -> None:
    np.testing.assert_allclose(THRESHOLDS, [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95])


def test_the_higher_score_takes_the_person() -> None:
    found = matched([[0.9], [0.95]], [0.2, 0.8])
    assert found.scores.tolist() == [0.8, 0.2]
    assert found.hit[0].tolist() == [True, False]


def test_one_right_one_missed_is_half_of_the_recall() -> None:
    precision = average_precision([matched([[0.72, 0.0]], [0.9])])
    assert precision.at(0.5) == pytest.approx(51 / 101)
    assert precision.at(0.75) == 0.0
    assert precision.mean == pytest.approx(51 / 101 * 5 / 10)


def test_a_false_alarm_of_low_score_costs_nothing_after_full_recall() -> None:
    assert average_precision([matched([[1.0], [0.0]], [0.9, 0.1])]).mean == 1.0
    assert average_precision([matched([[1.0], [0.0]], [0.1, 0.9])]).mean == pytest.approx(0.5)


def test_ignored_people_and_small_detections_cost_nothing() -> None:
    free = matched([[0.0, 1.0], [0.0, 0.0], [1.0, 0.0]], [0.9, 0.8, 0.7], ignored=[1], small=[1])
    assert free.people == 1
    assert average_precision([free]).mean == 1.0


def test_a_crowd_takes_any_number_of_detections() -> None:
    overlaps = [[0.0, 1.0], [0.0, 1.0], [1.0, 0.0]]
    crowd = matched(overlaps, [0.9, 0.8, 0.7], ignored=[1], crowd=[1])
    single = matched(overlaps, [0.9, 0.8, 0.7], ignored=[1])
    assert average_precision([crowd]).mean == 1.0
    assert average_precision([single]).mean == pytest.approx(0.5)


def test_without_people_there_is_no_figure() -> None:
    empty = match(
        np.zeros((2, 0)),
        np.array([0.5, 0.4]),
        person_ignored=np.zeros(0, bool),
        person_crowd=np.zeros(0, bool),
        detection_small=np.zeros(2, bool),
    )
    assert np.isnan(average_precision([empty]).mean)


def test_nothing_detected_is_zero() -> None:
    assert average_precision([matched(np.zeros((0, 2)), [])]).mean == 0.0


def test_only_the_best_hundred_count() -> None:
    overlaps = np.zeros((101, 1))
    overlaps[100] = 1.0
    scores = np.linspace(0.9, 0.1, 101)
    assert average_precision([matched(overlaps, scores)]).mean == 0.0
