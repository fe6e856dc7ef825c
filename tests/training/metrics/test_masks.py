"""Person IoU, mean IoU and boundary IoU against counts done by hand and a slow definition."""

import numpy as np
import pytest

from training.metrics.masks import band_width, boundary_iou, inner_band, iou, mask_scores, mean_iou


def blob(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    rows, cols = np.ogrid[: shape[0], : shape[1]]
    row, col = rng.uniform(0, shape[0]), rng.uniform(0, shape[1])
    return (rows - row) ** 2 + (cols - col) ** 2 < rng.uniform(3, 15) ** 2


def slow_band(mask: np.ndarray, width: int) -> np.ndarray:
    """Pixels with a pixel outside the mask, or outside the photo, at most `width` away."""
    padded = np.pad(mask, width)
    band = np.zeros_like(mask)
    for row, col in np.argwhere(mask):
        window = padded[row : row + 2 * width + 1, col : col + 2 * width + 1]
        band[row, col] = not window.all()
    return band


def test_iou_by_hand() -> None:
    predicted = np.array([[1, 1, 0, 0]], bool)
    truth = np.array([[0, 1, 1, 0]], bool)
    valid = np.ones((1, 4), bool)
    assert iou(predicted, truth, valid=valid) == pytest.approx(1 / 3)
    assert mean_iou(predicted, truth, valid=valid) == pytest.approx(1 / 3)
    valid[0, 0] = False
    assert iou(predicted, truth, valid=valid) == pytest.approx(1 / 2)
    assert mean_iou(predicted, truth, valid=valid) == pytest.approx(1 / 2)


def test_nothing_found_where_nobody_is_agrees() -> None:
    empty, valid = np.zeros((5, 7), bool), np.ones((5, 7), bool)
    assert mask_scores(empty, empty, valid=valid).person_iou == 1.0
    full = mask_scores(~empty, empty, valid=valid)
    assert (full.person_iou, full.mean_iou, full.boundary_iou) == (0.0, 0.0, 0.0)


def test_the_band_is_two_percent_of_the_diagonal() -> None:
    assert band_width((600, 800)) == 20
    assert band_width((10, 10)) == 1


@pytest.mark.parametrize("seed", range(4))
def test_band_equals_its_definition(seed: int) -> None:
    rng = np.random.default_rng(seed)
    mask = blob(rng, (30, 40)) | blob(rng, (30, 40))
    band = inner_band(mask, width=3, valid=np.ones(mask.shape, bool))
    np.testing.assert_array_equal(band, slow_band(mask, 3))


def test_boundary_iou_punishes_a_shift_more_than_iou() -> None:
    truth = np.zeros((200, 200), bool)
    truth[40:160, 40:160] = True
    shifted = np.roll(truth, 3, axis=0)
    scores = mask_scores(shifted, truth, valid=np.ones(truth.shape, bool))
    assert scores.boundary_iou < 0.75 < 0.95 < scores.person_iou
    assert mask_scores(truth, truth, valid=np.ones(truth.shape, bool)).boundary_iou == 1.0


def test_what_lies_in_ignored_pixels_changes_nothing() -> None:
    rng = np.random.default_rng(0)
    truth, predicted = np.zeros((60, 60), bool), np.zeros((60, 60), bool)
    truth[10:50, 10:30], predicted[12:50, 10:30] = True, True
    valid = np.ones((60, 60), bool)
    valid[:, 30:] = False
    noisy = np.where(valid, predicted, rng.random((60, 60)) < 0.5)
    assert mask_scores(noisy, truth, valid=valid) == mask_scores(predicted, truth, valid=valid)


def test_the_rim_of_ignored_pixels_is_no_outline() -> None:
    truth = np.zeros((100, 100), bool)
    truth[:, :50] = True
    valid = np.ones((100, 100), bool)
    valid[:, 50:] = False
    band = inner_band(truth, width=3, valid=valid)
    assert not band[20:80, 40:50].any()
    assert boundary_iou(truth, truth, valid=valid) == 1.0


def test_shapes_must_agree() -> None:
    with pytest.raises(ValueError, match="shapes differ"):
        mask_scores(np.ones((2, 3), bool), np.ones((3, 2), bool), valid=np.ones((3, 2), bool))
