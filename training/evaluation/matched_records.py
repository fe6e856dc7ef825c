"""Matched detections of a photo as a record that can be kept in a file."""

import numpy as np

from training.evaluation.store import Record
from training.metrics.matching import THRESHOLDS, Matched


def as_record(matched: Matched) -> Record:
    """Return the record of one photo's matched detections."""
    return {
        "scores": matched.scores.tolist(),
        "hit": matched.hit.astype(int).tolist(),
        "ignored": matched.ignored.astype(int).tolist(),
        "people": matched.people,
    }


def from_record(record: Record) -> Matched:
    """Return the matched detections that `as_record` kept."""
    shape = (len(THRESHOLDS), len(record["scores"]))
    return Matched(
        scores=np.array(record["scores"], np.float64),
        hit=np.array(record["hit"], bool).reshape(shape),
        ignored=np.array(record["ignored"], bool).reshape(shape),
        people=int(record["people"]),
    )
