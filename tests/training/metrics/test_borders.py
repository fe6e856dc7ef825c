"""Borders between people and outlines, within two pixels."""

import numpy as np
import pytest

from training.metrics.borders import BorderCounts, border_counts, true_borders


@pytest.fixture
def couple() -> np.ndarray:
    truth = np.zeros((40, 60), np.uint8)
    truth[8:, 10:30], truth[8:, 30:50] = 1, 2
    return truth


def drawn(truth: np.ndarray, *, shift: int = 0) -> np.ndarray:
    between, outline = true_borders(truth)
    return np.roll(between | outline, shift, axis=1).astype(np.float32)


def test_a_border_pixel_touches_another_person_or_the_background(couple: np.ndarray) -> None:
    between, outline = true_borders(couple)
    expected = np.zeros_like(between)
    expected[8:, 29:31] = True
    np.testing.assert_array_equal(between, expected)
    assert outline[8, 20] and outline[20, 10] and outline[20, 49]
    assert not outline[0].any() and not (between & outline).any()


def test_the_truth_itself_is_found_completely(couple: np.ndarray) -> None:
    for kind in border_counts(drawn(couple), couple, threshold=0.5):
        assert (kind.precision, kind.recall) == (1.0, 1.0)


def test_two_pixels_are_near_and_five_are_not(couple: np.ndarray) -> None:
    between, _ = border_counts(drawn(couple, shift=1), couple, threshold=0.5)
    assert between.f_score == 1.0
    between, outline = border_counts(drawn(couple, shift=6), couple, threshold=0.5)
    assert between.precision < 0.2 and outline.recall < 0.6


def test_outlines_alone_do_not_find_the_border_between_people(couple: np.ndarray) -> None:
    merged = (couple > 0).astype(np.uint8)
    between, outline = border_counts(drawn(merged), couple, threshold=0.5)
    assert between.recall < 0.15 and outline.recall == 1.0 and outline.precision == 1.0


def test_a_line_across_a_person_is_wrong_between_people(couple: np.ndarray) -> None:
    boundary = drawn(couple)
    boundary[12:, 20] = 1.0
    between, outline = border_counts(boundary, couple, threshold=0.5)
    assert 0.4 < between.precision < 0.7 and outline.precision == 1.0


def test_ignored_pixels_have_no_borders(couple: np.ndarray) -> None:
    truth = couple.copy()
    truth[:, 26:34] = 255
    between, _ = border_counts(drawn(couple), truth, threshold=0.5)
    assert (between.true, between.predicted) == (0, 0)


def test_an_empty_map_finds_nothing(couple: np.ndarray) -> None:
    for kind in border_counts(np.zeros(couple.shape, np.float32), couple, threshold=0.5):
        assert (kind.precision, kind.recall, kind.f_score) == (0.0, 0.0, 0.0)


def test_counts_add_up() -> None:
    total = sum([BorderCounts(4, 2, 10, 5), BorderCounts(4, 4, 10, 10)], BorderCounts())
    assert total == BorderCounts(8, 6, 20, 15) and total.f_score == pytest.approx(0.75)
