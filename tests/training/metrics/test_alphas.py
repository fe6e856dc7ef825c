from dataclasses import astuple

import numpy as np
import pytest

from training.metrics.alphas import AlphaScores, alpha_scores, gradient, mean_scores


def _disc(radius):
    rows, cols = np.mgrid[:120, :160]
    distance = np.hypot(rows - 60, cols - 80)
    return np.clip(radius - distance + 0.5, 0, 1).astype(np.float32)


def test_the_true_alpha_makes_no_error():
    scores = alpha_scores(_disc(30), _disc(30))
    assert scores == AlphaScores(0, 0, 0, 1, 1)


def test_sad_and_mse_count_what_differs():
    truth, alpha = np.zeros((100, 100), np.float32), np.zeros((100, 100), np.float32)
    alpha[10:20, 10:30] = 0.5
    scores = alpha_scores(alpha, truth)
    assert scores.sad == pytest.approx(200 * 0.5 / 1000)
    assert scores.mse == pytest.approx(200 * 0.25 / 1e4 * 1000)


def test_the_gradient_of_a_ramp_is_its_slope():
    ramp = np.tile(np.arange(100, dtype=np.float32) * 0.01, (60, 1))
    assert gradient(ramp)[:, 20:-20] == pytest.approx(0.01, rel=1e-4)
    assert gradient(ramp.T.copy())[20:-20] == pytest.approx(0.01, rel=1e-4)


def test_a_thin_band_sees_what_a_wide_one_forgives():
    scores = alpha_scores(_disc(32), _disc(30))
    assert scores.thin_boundary_iou < scores.boundary_iou < 1


def test_a_blurred_edge_costs_gradient_but_no_boundary():
    soft = np.clip((_disc(30) * 0.5 + 0.5 * _disc(34)), 0, 1)
    assert alpha_scores(soft, _disc(30)).gradient > 0.01


def test_shapes_must_agree():
    with pytest.raises(ValueError, match="shapes differ"):
        alpha_scores(np.zeros((2, 3), np.float32), np.zeros((3, 2), np.float32))


def test_means_are_taken_measure_by_measure():
    mean = mean_scores([AlphaScores(1, 2, 3, 0.4, 0.2), AlphaScores(3, 4, 5, 0.6, 0.4)])
    assert astuple(mean) == pytest.approx((2, 3, 4, 0.5, 0.3))
