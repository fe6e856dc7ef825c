"""Peaks of the centre map become people with the boxes voted there."""

import numpy as np

from portrait_studio.inference.decode_centres import decode_centres, peaks, votes_in_fractions
from portrait_studio.inference.preprocess import Geometry


def two_people() -> tuple[np.ndarray, np.ndarray]:
    """Two blobs; the left one has a second, weaker peak that votes for nearly the same box."""
    centre = np.full((12, 20), 0.01, np.float32)
    centre[3:6, 4:7], centre[4, 5] = 0.5, 0.9
    centre[8, 5] = 0.6
    centre[3:6, 13:16], centre[4, 14] = 0.3, 0.7
    votes = np.zeros((4, 12, 20), np.float32)
    votes[:, :, :10] = np.array([0.1, 0.05, 0.9, 0.45])[:, None, None]
    votes[:, 8, 5] = 0.1, 0.05, 0.92, 0.45
    votes[:, :, 10:] = np.array([0.2, 0.5, 0.8, 0.95])[:, None, None]
    return centre, votes


def test_every_person_is_found_once_best_first() -> None:
    centre, votes = two_people()
    found = decode_centres(centre, votes, threshold=0.3, nms_iou=0.6)
    assert [round(d.score, 3) for d in found] == [0.9, 0.7]
    np.testing.assert_allclose(found[0].box, (0.1, 0.05, 0.9, 0.45), atol=1e-6)
    np.testing.assert_allclose(found[1].box, (0.2, 0.5, 0.8, 0.95), atol=1e-6)


def test_the_threshold_and_the_overlap_decide() -> None:
    centre, votes = two_people()
    assert len(decode_centres(centre, votes, threshold=0.8, nms_iou=0.6)) == 1
    assert len(decode_centres(centre, votes, threshold=0.3, nms_iou=0.99)) == 3
    assert decode_centres(centre, votes, threshold=0.95, nms_iou=0.6) == ()


def test_an_empty_map_has_no_peaks_even_without_a_threshold() -> None:
    rows, columns = peaks(np.zeros((5, 7), np.float32), threshold=0)
    assert rows.size == columns.size == 0


def test_peaks_are_local_maxima() -> None:
    centre = np.random.default_rng(1).random((9, 11), np.float32)
    padded = np.pad(centre, 1, constant_values=-1)
    expected = {
        (row, column)
        for row in range(9)
        for column in range(11)
        if centre[row, column] == padded[row : row + 3, column : column + 3].max()
    }
    rows, columns = peaks(centre, threshold=0)
    assert set(zip(rows.tolist(), columns.tolist(), strict=True)) == expected
    assert (np.diff(centre[rows, columns]) <= 0).all()


def test_votes_become_fractions_of_the_photo() -> None:
    votes = np.zeros((4, 8, 8), np.float32)
    votes[:] = np.array([8, 16, 32, 64])[:, None, None]
    at = Geometry(input_shape=(64, 64), content=(32, 64))
    found = votes_in_fractions(votes, at)
    assert found.shape == (4, 4, 8)
    np.testing.assert_allclose(found[:, 0, 0], [0.25, 0.25, 1, 1])
