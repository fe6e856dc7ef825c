"""Parts replaced by the truth."""

from pathlib import Path

import numpy as np

from portrait_studio.core.predictions import Detection, Predictions
from training.evaluation.photos import val_samples
from training.evaluation.true_parts import (
    nothing_predicted,
    true_boundary,
    true_boxes,
    true_mask,
)


def test_each_part_is_the_truth_and_the_others_stay(packed: Path) -> None:
    sample = val_samples(packed)[0]
    noise = np.full((48, 64), 0.3, np.float32)
    votes = np.zeros((4, 6, 8), np.float32)
    predicted = Predictions(noise, noise, (Detection((0, 0, 1, 1), 0.5),), votes)
    masked = true_mask(sample, predicted)
    np.testing.assert_array_equal(masked.person > 0.5, sample.person)
    assert masked.boundary.shape == sample.row.shape and masked.detections == predicted.detections
    boxed = true_boxes(sample, predicted)
    assert [found.box for found in boxed.detections] == [
        (18 / 96, (column - 14) / 128, 78 / 96, (column + 14) / 128) for column in (36, 92)
    ]
    assert boxed.votes is None and boxed.person is predicted.person
    bordered = true_boundary(sample, masked)
    assert bordered.boundary[18, 40] == 1.0 and bordered.boundary[40, 40] == 0.0


def test_nothing_predicted_is_empty(packed: Path) -> None:
    empty = nothing_predicted(val_samples(packed)[0])
    assert not empty.person.any() and not empty.boundary.any() and empty.detections == ()
