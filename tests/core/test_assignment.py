import numpy as np

from portrait_studio.core.assignment import nearest_person

NOWHERE = np.inf


def test_the_nearest_person_owns_and_the_lower_row_wins_ties():
    distances = np.array([[1, 2, 3, NOWHERE], [2, 2, 1, NOWHERE], [2, 2, 1, NOWHERE]])
    assert nearest_person(distances).tolist() == [0, 0, 1, -1]


def test_without_people_nothing_is_owned():
    assert nearest_person(np.zeros((0, 3))).tolist() == [-1] * 3
