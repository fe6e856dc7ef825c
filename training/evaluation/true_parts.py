"""Predictions with a part replaced by the truth, to learn what each part costs."""

import dataclasses

import cv2
import numpy as np

from portrait_studio.core.predictions import Detection, Predictions
from training.evaluation.photos import Sample
from training.metrics.borders import true_borders


def true_mask(sample: Sample, predictions: Predictions) -> Predictions:
    """Return the predictions with the true person mask, at the photo's size."""
    height, width = sample.row.shape
    boundary = cv2.resize(predictions.boundary, (width, height), interpolation=cv2.INTER_LINEAR)
    return dataclasses.replace(
        predictions,
        person=sample.person.astype(np.float32),
        boundary=np.asarray(np.clip(boundary, 0.0, 1.0), np.float32),
    )


def true_boxes(sample: Sample, predictions: Predictions) -> Predictions:
    """Return the predictions with the true boxes, each of score 1, and without votes.

    Votes are left out because they are boxes of the network's own.
    """
    height, width = sample.row.shape
    fractions = np.clip(np.array(sample.row.boxes) / [height, width, height, width], 0.0, 1.0)
    found = tuple(
        Detection((row0, col0, row1, col1), 1.0)
        for row0, col0, row1, col1 in fractions.tolist()
        if row0 < row1 and col0 < col1
    )
    return dataclasses.replace(predictions, detections=found, votes=None)


def true_boundary(sample: Sample, predictions: Predictions) -> Predictions:
    """Return the predictions with the true borders and outlines, one pixel to each side.

    Needs a person map at the photo's size, as `true_mask` gives it.
    """
    between, outline = true_borders(sample.truth)
    return dataclasses.replace(predictions, boundary=(between | outline).astype(np.float32))


def nothing_predicted(sample: Sample) -> Predictions:
    """Return empty predictions at the photo's size, to be filled with true parts."""
    empty = np.zeros(sample.row.shape, np.float32)
    return Predictions(person=empty, boundary=empty)
