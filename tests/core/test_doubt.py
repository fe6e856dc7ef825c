from dataclasses import replace

import numpy as np
import pytest

from portrait_studio.core.analysis import DEFAULT, split
from portrait_studio.core.doubt import (
    DOUBT_LEAD,
    SURELY_THERE,
    UNSEEN,
    beliefs_of,
    doubt,
    looks_of,
)
from portrait_studio.core.predictions import Detection, Predictions
from portrait_studio.core.seeds import own_shares

NOWHERE = np.inf


def sure(*shape):
    return np.ones(shape)


def test_without_people_all_is_in_doubt():
    assert doubt(np.zeros((0, 3)), np.zeros((0, 3))).tolist() == [1] * 3


def test_doubt_falls_with_the_lead_whatever_both_distances_are():
    near = doubt(np.array([[0, 0, 0], [0, 0.1, 5]]), sure(2, 3))
    far = doubt(np.array([[7, 7, 7], [7, 7.1, 12]]), sure(2, 3))
    assert near[0] == 1 and near[0] > near[1] > near[2] > 0
    assert far == pytest.approx(near)
    lead = np.array([[0, 0], [DOUBT_LEAD, 2 * DOUBT_LEAD]])
    assert doubt(lead, sure(2, 2)) == pytest.approx(np.exp([-1, -2]))


def test_one_person_alone_leaves_no_doubt_but_what_the_closer_look_leaves():
    assert doubt(np.array([[3.0, NOWHERE]]), sure(1, 2)).tolist() == [0, 1]
    assert doubt(np.array([[3.0, 3.0]]), np.array([[0.75, 0]])).tolist() == [0.25, 1]


def test_only_the_belief_in_the_owner_counts():
    distances = np.array([[1.0, 0.0], [0.0, 90.0]])
    beliefs = np.array([[0.0, 0.9], [0.5, 0.0]])
    expected = 1 - beliefs[[1, 0], [0, 1]] * (1 - np.exp(-np.array([1, 90]) / DOUBT_LEAD))
    assert doubt(distances, beliefs) == pytest.approx(expected)


@pytest.fixture
def seen():
    """A person of whom a closer look sees the left half, and a part without a detection."""
    person = np.zeros((40, 80), np.float32)
    person[8:32, 8:28] = person[8:32, 52:72] = 1
    own = np.zeros((1, 40, 80), np.float32)
    own[0, 8:32, 8:18] = 0.9
    own[0, 8:32, 18:28] = 0.2
    box = Detection((0.2, 0.1, 0.8, 0.35), 0.9)
    photo = np.where(person[..., None] > 0, 200, 50).astype(np.uint8).repeat(3, axis=2)
    return split(photo, Predictions(person, np.zeros_like(person), (box,), own=own))


def test_beliefs_are_the_own_probabilities_and_less_where_nobody_looked(seen):
    found = beliefs_of(seen)
    assert [person.detected for person in seen.people] == [True, False]
    own = own_shares(seen.predictions.own, seen.labels, seen.graph, mask=seen.mask)
    assert found[0] == pytest.approx(own[0])
    assert (found[1] == UNSEEN).all()


def with_score(analysis, score):
    found = replace(analysis.predictions.detections[0], score=score)
    return replace(analysis, predictions=replace(analysis.predictions, detections=(found,)))


def test_who_is_hardly_detected_is_in_doubt_whatever_the_closer_look_sees(seen):
    looks = looks_of(seen)[0]
    assert looks.max() == pytest.approx(0.9)
    assert beliefs_of(with_score(seen, SURELY_THERE))[0] == pytest.approx(looks)
    assert beliefs_of(with_score(seen, SURELY_THERE / 2))[0] == pytest.approx(looks / 2)
    assert (beliefs_of(with_score(seen, 0.01))[1] == UNSEEN).all()


def test_a_person_whose_detection_is_not_known_is_believed_as_the_closer_look_says(seen):
    old = [replace(who, detection=-1) for who in seen.people]
    assert (beliefs_of(replace(seen, people=tuple(old)))[0] == looks_of(seen)[0]).all()


def test_without_a_closer_look_the_lead_alone_decides(seen):
    seen = with_score(seen, 0.01)
    plain = replace(seen, predictions=replace(seen.predictions, own=None))
    assert (beliefs_of(plain)[0] == 1).all()
    unweighed = replace(seen, settings=replace(DEFAULT, own_weight=0.0))
    assert (beliefs_of(unweighed)[0] == 1).all()
