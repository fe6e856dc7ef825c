"""How well the boundary maps find the borders between people and the outlines."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from tqdm import tqdm

from training.evaluation.person_masks import resized
from training.evaluation.photos import Sample, is_group
from training.evaluation.store import Record, Shelf
from training.evaluation.subjects import Subject
from training.metrics.borders import BorderCounts, border_counts

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
KINDS = ("between people", "outline")


@dataclass(frozen=True)
class BorderRow:
    """The counts of one kind of border at the threshold of the best F over all photos."""

    name: str
    ours: bool
    kind: str
    threshold: float
    counts: BorderCounts


def measure(subject: Subject, sample: Sample) -> Record:
    """Return the counts of one photo: for each kind, four numbers at each threshold.

    A network without a boundary map has the outline of its person mask instead.
    """
    boundary = resized(subject.predictor.predict(sample.rgb).boundary, sample.row.shape)
    pairs = [border_counts(boundary, sample.truth, threshold=cut) for cut in THRESHOLDS]
    return {kind: [astuple(pair[i]) for pair in pairs] for i, kind in enumerate(KINDS)}


def border_rows(
    subjects: Iterable[Subject], samples: Sequence[Sample], *, cache: Path, code: str
) -> tuple[BorderRow, ...]:
    """Return two rows for each network with a mask, measured on the group photos."""
    groups = [sample for sample in samples if is_group(sample)]
    rows: list[BorderRow] = []
    for subject in subjects:
        if subject.gives_mask and groups:
            records = _records(subject, groups, cache, code)
            rows += [_best(subject, kind, records) for kind in KINDS]
    return tuple(rows)


def _records(subject: Subject, samples: Sequence[Sample], cache: Path, code: str) -> list[Record]:
    key = ("borders", str(THRESHOLDS), subject.key, code)
    shelf = Shelf(cache, label=f"borders {subject.name}", key=key)
    for sample in tqdm(samples, desc=f"borders of {subject.name}", disable=None):
        if sample.row.name not in shelf:
            shelf.put(sample.row.name, measure(subject, sample))
    shelf.flush()
    return [shelf[sample.row.name] for sample in samples]


def _best(subject: Subject, kind: str, records: Sequence[Record]) -> BorderRow:
    totals = [
        sum((BorderCounts(*record[kind][place]) for record in records), BorderCounts())
        for place in range(len(THRESHOLDS))
    ]
    place = max(range(len(totals)), key=lambda index: totals[index].f_score)
    return BorderRow(subject.name, subject.ours, kind, THRESHOLDS[place], totals[place])
