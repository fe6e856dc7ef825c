import numpy as np

from portrait_studio.core.inner_places import inner_places


def test_a_place_lies_in_its_region_even_if_the_middle_does_not():
    labels = np.zeros((9, 9), np.int32)
    labels[1:8, 1:8] = 1
    labels[2:8, 2:7] = 0  # a bent region, open below
    ((row, col),) = inner_places(labels, [1], within=np.ones(labels.shape, bool))
    assert labels[row, col] == 1


def test_places_stay_within_the_mask():
    labels = np.repeat([[0, 1, 2]], 4, axis=0).astype(np.int32)
    within = np.zeros(labels.shape, bool)
    within[3, :2] = True
    assert inner_places(labels, np.array([2, 1, 0]), within=within) == [(3, 0), (3, 1)]
    assert inner_places(labels, [2], within=within) == []
