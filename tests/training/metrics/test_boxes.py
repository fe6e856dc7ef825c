"""Overlap of boxes and the share of a box that is ignored."""

import numpy as np
import pytest

from training.metrics.boxes import box_iou, ignored_share, match_boxes
from training.metrics.matching import average_precision


def test_iou_of_integer_boxes_equals_counted_pixels() -> None:
    rng = np.random.default_rng(3)
    corners = np.sort(rng.integers(0, 20, (2, 6, 2, 2)), axis=2)
    first, second = (side.reshape(6, 4).astype(float) for side in corners)

    def filled(box: np.ndarray) -> np.ndarray:
        grid = np.zeros((20, 20), bool)
        row0, col0, row1, col1 = box.astype(int)
        grid[row0:row1, col0:col1] = True
        return grid

    for i, a in enumerate(first):
        for j, b in enumerate(second):
            union = (filled(a) | filled(b)).sum()
            expected = (filled(a) & filled(b)).sum() / union if union else 0.0
            assert box_iou(first, second)[i, j] == pytest.approx(expected)


def test_ignored_share_is_counted_in_the_box() -> None:
    valid = np.ones((10, 10), bool)
    valid[:5] = False
    boxes = np.array([[0, 0, 10, 10], [0, 0, 5, 5], [6, 6, 6, 9], [-3, 0, 5, 4]], float)
    assert ignored_share(boxes, valid).tolist() == [0.5, 1.0, 0.0, 1.0]


def test_a_box_in_the_ignored_area_costs_nothing() -> None:
    valid = np.ones((20, 20), bool)
    valid[:, 10:] = False
    people = np.array([[0.0, 0.0, 20.0, 8.0]])
    found = match_boxes(
        np.array([[0.0, 0.0, 20.0, 8.0], [0.0, 11.0, 20.0, 20.0]]),
        np.array([0.4, 0.9]),
        people=people,
        person_areas=np.array([160.0]),
        valid=valid,
    )
    assert average_precision([found]).mean == 1.0
