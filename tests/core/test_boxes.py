import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_studio.core.boxes import cores, intersection_over_union, outside

fraction = st.integers(0, 10).map(lambda tenth: tenth / 10)


@given(*[st.tuples(fraction, fraction, fraction, fraction)] * 2)
def test_iou_equals_counting_cells(one, other):
    cells = (np.arange(10) + 0.5) / 10

    def covered(box):
        rows = (cells >= box[0]) & (cells < box[2])
        return rows[:, None] & (cells >= box[1]) & (cells < box[3])

    a, b = covered(one), covered(other)
    expected = (a & b).sum() / (a | b).sum() if (a | b).any() else 0
    iou = intersection_over_union(np.array([one]), np.array([other]))
    assert iou.shape == (1, 1)
    assert iou[0, 0] == pytest.approx(expected)


def test_outside_is_measured_in_sides_of_the_box():
    box = np.array([[0.2, 0.2, 0.4, 0.6]])
    points = np.array([[0.3, 0.3], [0.3, 0.8], [0.1, 0.8], [0.5, 0.6]])
    assert outside(box, points)[0] == pytest.approx([0, 0.5, 0.5, 0.5])


def test_a_core_lies_inside_its_box():
    boxes = np.array([[0.1, 0.2, 0.9, 0.4], [0, 0, 1, 1]])
    inner = cores(boxes)
    assert (inner[:, :2] > boxes[:, :2]).all() and (inner[:, 2:] < boxes[:, 2:]).all()


def test_no_boxes_are_no_trouble():
    none = np.zeros((0, 4))
    assert outside(none, np.zeros((3, 2))).shape == (0, 3)
    assert intersection_over_union(none, np.zeros((3, 4))).shape == (0, 3)
    assert cores(none).shape == (0, 4)
