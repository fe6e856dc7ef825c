import numpy as np
import pytest

from training.data.labelled import IGNORE, Labelled
from training.data.targets import CONTACT, OUTLINE, make_targets


def labelled(labels, **known):
    photo = np.zeros((*labels.shape, 3), np.uint8)
    settings = {"borders_known": True, "people_known": True, **known}
    return Labelled(photo, labels, **settings)


@pytest.fixture
def two_touching():
    labels = np.zeros((64, 64), np.uint8)
    labels[16:56, 8:32] = 1
    labels[16:56, 32:56] = 2
    return labels


def test_people_become_one_category_and_unknown_stays_unknown(two_touching):
    two_touching[:8] = IGNORE
    categories = make_targets(labelled(two_touching)).categories
    assert set(np.unique(categories)) == {0, 1, IGNORE}
    assert categories[20, 8] == categories[20, 20] == 1


def test_borders_between_people_differ_from_outlines(two_touching):
    boundary = make_targets(labelled(two_touching)).boundary
    assert (boundary[10:26, 15:17] == CONTACT).all()
    assert (boundary[10:26, 4] == OUTLINE).all()
    assert boundary[18, 10] == boundary[2, 2] == 0


def test_inside_a_mask_without_instances_borders_are_unknown(two_touching):
    one_mask = (two_touching > 0).astype(np.uint8)
    boundary = make_targets(labelled(one_mask, borders_known=False, people_known=False)).boundary
    assert boundary[18, 16] == IGNORE
    assert boundary[2, 2] == 0
    assert (boundary == OUTLINE).any() and not (boundary == CONTACT).any()


def test_centres_lie_on_the_person_and_cells_vote_for_their_own_box(two_touching):
    targets = make_targets(labelled(two_touching))
    assert (targets.centre > 0.99).sum() == 2
    left = targets.boxes[:, 4, 2]
    np.testing.assert_array_equal(left, [16, 8, 56, 32])
    np.testing.assert_array_equal(targets.boxes[:, 4, 5], [16, 32, 56, 56])
    assert targets.box_weight[0, 0] == 0
    assert targets.box_weight[4, 2] > 0


def test_the_centre_of_a_ring_is_on_the_ring():
    rows, cols = np.mgrid[:64, :64] - 31.5
    radius = np.hypot(rows, cols)
    labels = ((radius < 30) & (radius > 20)).astype(np.uint8)
    targets = make_targets(labelled(labels))
    row, col = np.argwhere(targets.centre > 0.99)[0]
    assert labels[row * 8 : row * 8 + 8, col * 8 : col * 8 + 8].any()


def test_a_speck_is_neither_asked_for_nor_forbidden():
    labels = np.zeros((64, 64), np.uint8)
    labels[28:33, 28:33] = 1
    targets = make_targets(labelled(labels))
    assert targets.centre.max() == 0
    assert not targets.centre_known[3, 3]
    assert targets.centre_known[0, 0]


def test_unknown_people_forbid_centres_on_the_background_only(two_touching):
    targets = make_targets(labelled((two_touching > 0).astype(np.uint8), people_known=False))
    assert targets.centre.max() == 0 and targets.box_weight.max() == 0
    assert targets.centre_known[0, 0] and not targets.centre_known[4, 4]


def test_boxes_alone_give_centres_and_votes_in_their_middle():
    labels = np.full((64, 64), IGNORE, np.uint8)
    boxes = np.array([[0, 0, 64, 32], [0, 32, 64, 32]], np.float32)  # the second one is empty
    targets = make_targets(labelled(labels, borders_known=False, boxes=boxes))
    assert (targets.centre > 0.99).sum() == 1
    np.testing.assert_array_equal(targets.boxes[:, 4, 2], [0, 0, 64, 32])
    assert targets.box_weight[4, 6] == 0
