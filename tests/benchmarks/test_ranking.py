import numpy as np
import pytest

from benchmarks.ranking import area_under_curve, average_precision


def test_equal_values_say_nothing() -> None:
    wrong = np.array([True, False, False, False])
    flat = np.zeros(4)
    assert area_under_curve(flat, wrong, np.ones(4)) == 0.5
    assert average_precision(flat, wrong, np.ones(4)) == 0.25


def test_the_area_is_the_share_of_pairs_in_the_right_order() -> None:
    random = np.random.default_rng(0)
    value, wrong = random.random(60).round(1), random.random(60) < 0.3
    weight = random.integers(0, 5, 60).astype(float)
    one, other = value[wrong][:, None], value[~wrong][None]
    pairs = weight[wrong][:, None] * weight[~wrong]
    expected = (pairs * ((one > other) + 0.5 * (one == other))).sum() / pairs.sum()
    assert area_under_curve(value, wrong, weight) == pytest.approx(expected)


def test_precision_is_weighed() -> None:
    value = np.array([0.9, 0.8, 0.7, 0.6])
    wrong = np.array([True, False, True, True])
    weight = np.array([1.0, 2.0, 1.0, 0.0])
    assert average_precision(value, wrong, weight) == pytest.approx(0.5 * 1 + 0.5 * 2 / 4)
