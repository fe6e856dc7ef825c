import numpy as np
import pytest

from portrait_studio.core.assignment import doubt, nearest_person

NOWHERE = np.inf


def test_the_nearest_person_owns_and_the_lower_row_wins_ties():
    distances = np.array([[1, 2, 3, NOWHERE], [2, 2, 1, NOWHERE], [2, 2, 1, NOWHERE]])
    assert nearest_person(distances).tolist() == [0, 0, 1, -1]


def test_without_people_nothing_is_owned_and_all_is_in_doubt():
    assert nearest_person(np.zeros((0, 3))).tolist() == [-1] * 3
    assert doubt(np.zeros((0, 3))).tolist() == [1] * 3


def test_doubt_falls_with_the_lead_whatever_both_distances_are():
    near = doubt(np.array([[0, 0, 0], [0, 0.1, 5]]))
    far = doubt(np.array([[7, 7, 7], [7, 7.1, 12]]))
    assert near[0] == 1 and near[0] > near[1] > near[2] > 0
    assert far == pytest.approx(near)


def test_one_person_alone_leaves_no_doubt():
    assert doubt(np.array([[3.0, NOWHERE]])).tolist() == [0, 1]
