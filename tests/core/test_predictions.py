from __future__ import annotations

import numpy as np
import pytest

from portrait_studio.core.predictions import Detection, Predictions


def probability(height=4, width=6, value=0.5):
    return np.full((height, width), value, np.float32)


def test_sound_predictions_pass():
    votes = np.zeros((4, 1, 1), np.float32)
    detection = Detection((0.0, 0.25, 1.0, 0.5), 0.9)
    predictions = Predictions(probability(), probability(), (detection,), votes)
    assert predictions.detections[0].box == (0.0, 0.25, 1.0, 0.5)


@pytest.mark.parametrize(
    "box",
    [(0.5, 0, 0.5, 1), (0.6, 0, 0.5, 1), (0, -0.1, 1, 1), (0, 0, 1, 1.01), (0, 0, float("nan"), 1)],
)
def test_impossible_boxes_are_refused(box):
    with pytest.raises(ValueError, match="box"):
        Detection(box, 0.5)


@pytest.mark.parametrize("score", [-0.1, 1.1, float("nan")])
def test_impossible_scores_are_refused(score):
    with pytest.raises(ValueError, match="score"):
        Detection((0, 0, 1, 1), score)


@pytest.mark.parametrize(
    "person",
    [
        probability(value=1.5),
        probability(value=-0.5),
        probability(value=np.nan),
        probability().astype(np.float64),
        probability()[0],
        probability()[:0],
    ],
)
def test_what_is_no_probability_is_refused(person):
    with pytest.raises(ValueError, match="person"):
        Predictions(person, probability())


def test_maps_of_different_shapes_are_refused():
    with pytest.raises(ValueError, match="differ in shape"):
        Predictions(probability(), probability(5, 6))


def test_own_maps_belong_to_the_detections():
    found = Detection((0, 0, 1, 1), 0.5)
    own = np.stack([probability(), probability(value=1)])
    assert Predictions(probability(), probability(), (found, found), own=own).own is own
    with pytest.raises(ValueError, match=r"own must be .*\(1, 4, 6\)"):
        Predictions(probability(), probability(), (found,), own=own)
    with pytest.raises(ValueError, match="own must be"):
        Predictions(probability(), probability(), (found, found), own=own[..., :3])
    with pytest.raises(ValueError, match=r"own must lie in 0\.\.1"):
        Predictions(probability(), probability(), (found, found), own=own * 2)


@pytest.mark.parametrize(
    "votes",
    [
        np.zeros((3, 1, 1), np.float32),
        np.zeros((4, 1), np.float32),
        np.zeros((4, 1, 1), np.float64),
        np.full((4, 1, 1), np.inf, np.float32),
    ],
)
def test_what_are_no_votes_is_refused(votes):
    with pytest.raises(ValueError, match="votes"):
        Predictions(probability(), probability(), votes=votes)
