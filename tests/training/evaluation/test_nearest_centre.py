"""The simplest split: nearest box centre."""

import numpy as np

from portrait_studio.core.predictions import Detection, Predictions
from training.evaluation.nearest_centre import nearest_centre


def test_overlapping_boxes_are_split_in_the_middle() -> None:
    person = np.ones((10, 20), np.float32)
    boxes = (Detection((0, 0, 1, 0.6), 0.9), Detection((0, 0.4, 1, 1), 0.4))
    predictions = Predictions(person, np.zeros_like(person), boxes)
    labels, scores = nearest_centre(predictions, (20, 40))
    assert scores.tolist() == [0.9, 0.4]
    assert (labels[10, :20] == 1).all() and (labels[10, 20:] == 2).all()


def test_no_box_no_person() -> None:
    person = np.ones((10, 20), np.float32)
    labels, scores = nearest_centre(Predictions(person, person), (10, 20))
    assert not labels.any() and scores.size == 0
    box = Detection((0, 0, 0.5, 0.5), 0.8)
    labels, _ = nearest_centre(Predictions(person, person, (box,)), (10, 20))
    assert labels[:5, :10].all() and not labels[5:].any() and not labels[:, 10:].any()
