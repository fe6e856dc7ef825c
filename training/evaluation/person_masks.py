"""Person masks of every network on the same photos."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from training.evaluation.photos import Sample, subsets_of
from training.evaluation.store import Record, Shelf
from training.evaluation.subjects import Subject
from training.metrics.masks import MaskScores, mask_scores

THRESHOLD = 0.5


@dataclass(frozen=True)
class MaskRow:
    """Mean scores of one network by subset; a subset without photos is absent."""

    name: str
    ours: bool
    scores: Mapping[str, MaskScores]


def resized(probability: NDArray[np.float32], shape: tuple[int, int]) -> NDArray[np.float32]:
    """Return a map (h, w) at the photo's ``shape``, linear between its cells."""
    size = (shape[1], shape[0])
    return np.asarray(cv2.resize(probability, size, interpolation=cv2.INTER_LINEAR), np.float32)


def score_mask(subject: Subject, sample: Sample) -> MaskScores:
    """Run a network on a photo and score its person mask at the photo's size."""
    person = subject.mask(sample.rgb)
    if person is None:
        raise ValueError(f"{subject.name} gives no person mask")
    predicted = resized(person, sample.row.shape) >= THRESHOLD
    return mask_scores(np.asarray(predicted), sample.person, valid=sample.valid)


def mask_rows(
    subjects: Iterable[Subject], samples: Sequence[Sample], *, cache: Path, code: str
) -> tuple[MaskRow, ...]:
    """Return a row for each network that gives a person mask.

    ``code`` identifies the code that the figures depend on.
    """
    return tuple(
        MaskRow(subject.name, subject.ours, _means(_records(subject, samples, cache, code)))
        for subject in subjects
        if subject.gives_mask
    )


def mask_shelf(subject: Subject, *, cache: Path, code: str) -> Shelf:
    """Return where the records of a network's masks are kept."""
    return Shelf(cache, label=f"masks {subject.name}", key=("masks", subject.key, code))


def _records(
    subject: Subject, samples: Sequence[Sample], cache: Path, code: str
) -> list[tuple[tuple[str, ...], Record]]:
    shelf = mask_shelf(subject, cache=cache, code=code)
    records = []
    for sample in tqdm(samples, desc=f"masks of {subject.name}", disable=None):
        if sample.row.name not in shelf:
            scores = asdict(score_mask(subject, sample))
            shelf.put(sample.row.name, {**scores, "subsets": subsets_of(sample)})
        record = shelf[sample.row.name]
        records.append((tuple(record["subsets"]), record))
    shelf.flush()
    return records


def _means(records: Sequence[tuple[tuple[str, ...], Record]]) -> dict[str, MaskScores]:
    names = {name for subsets, _ in records for name in subsets}
    return {name: _mean([r for subsets, r in records if name in subsets]) for name in names}


def _mean(records: Sequence[Record]) -> MaskScores:
    fields = ("person_iou", "mean_iou", "boundary_iou")
    return MaskScores(*(float(np.mean([record[field] for record in records])) for field in fields))
