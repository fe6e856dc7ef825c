"""Boxes of every detector on the photos that are labelled person by person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

from training.evaluation.matched_records import as_record, from_record
from training.evaluation.photos import Sample, subsets_of
from training.evaluation.store import Shelf
from training.evaluation.subjects import LOWEST_SCORE, Subject
from training.metrics.boxes import match_boxes
from training.metrics.matching import Matched, Precision, average_precision


@dataclass(frozen=True)
class BoxRow:
    """Average precision of one detector by subset."""

    name: str
    ours: bool
    precision: Mapping[str, Precision]


def match_photo(subject: Subject, sample: Sample) -> Matched:
    """Run a detector on a photo and match its boxes to the true ones."""
    detections = subject.boxes(sample.rgb)
    height, width = sample.row.shape
    boxes = np.array([detection.box for detection in detections], np.float64).reshape(-1, 4)
    return match_boxes(
        boxes * [height, width, height, width],
        np.array([detection.score for detection in detections], np.float64),
        people=np.array(sample.row.boxes, np.float64).reshape(-1, 4),
        person_areas=sample.person_areas,
        valid=sample.valid,
    )


def box_rows(
    subjects: Iterable[Subject], samples: Sequence[Sample], *, cache: Path, code: str
) -> tuple[BoxRow, ...]:
    """Return a row for each network that detects people; only instance photos are used."""
    labelled = [sample for sample in samples if sample.row.kind == "instance"]
    return tuple(
        BoxRow(subject.name, subject.ours, _precision(subject, labelled, cache, code))
        for subject in subjects
        if subject.gives_boxes and labelled
    )


def _precision(
    subject: Subject, samples: Sequence[Sample], cache: Path, code: str
) -> dict[str, Precision]:
    key = ("boxes", str(LOWEST_SCORE), subject.key, code)
    shelf = Shelf(cache, label=f"boxes {subject.name}", key=key)
    by_subset: dict[str, list[Matched]] = {}
    for sample in tqdm(samples, desc=f"boxes of {subject.name}", disable=None):
        name = sample.row.name
        if name not in shelf:
            shelf.put(name, as_record(match_photo(subject, sample)))
        for subset in subsets_of(sample):
            by_subset.setdefault(subset, []).append(from_record(shelf[name]))
    shelf.flush()
    return {subset: average_precision(photos) for subset, photos in by_subset.items()}
