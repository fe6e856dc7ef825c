"""People masks of several ways from a photo to its people, on the same group photos."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from portrait_studio.core.predictions import Predictions
from training.evaluation.matched_records import as_record, from_record
from training.evaluation.photos import Sample, is_group
from training.evaluation.store import Shelf
from training.metrics.instances import match_people
from training.metrics.matching import Matched, Precision, average_precision

LabelMap = tuple[NDArray[np.uint8], NDArray[np.float64]]
"""A label map (H, W) at the photo's size, 0 background, and the score of each person (n,)."""


@dataclass(frozen=True, eq=False)
class Way:
    """One way from a photo to its people.

    Attributes
    ----------
    name
        For the table.
    group
        Which table: "way", "edge cost" or "true parts".
    key
        Everything the outcome depends on besides the photo and the code.
    predict
        Gives the predictions for a photo.
    split
        Makes the label map from photo and predictions.
    network
        Name of the network of this project that it uses, None for peers.
    default
        Whether this is what the program does by default with that network.
    """

    name: str
    group: str
    key: str
    predict: Callable[[Sample], Predictions]
    split: Callable[[Sample, Predictions], LabelMap]
    network: str | None = None
    default: bool = False


@dataclass(frozen=True)
class PeopleRow:
    """Average precision of one way."""

    name: str
    group: str
    network: str | None
    default: bool
    precision: Precision


def people_rows(
    ways: Iterable[Way], samples: Sequence[Sample], *, cache: Path, code: str
) -> tuple[PeopleRow, ...]:
    """Return a row for each way, measured on the group photos among ``samples``."""
    groups = [sample for sample in samples if is_group(sample)]
    shelves = [(way, way_shelf(way, cache=cache, code=code)) for way in ways]
    # Photo by photo, so that ways that share a network share its one run.
    for sample in tqdm(groups, desc="people", disable=None):
        for way, shelf in shelves:
            if sample.row.name not in shelf:
                shelf.put(sample.row.name, as_record(match_way(way, sample)))
    for _, shelf in shelves:
        shelf.flush()
    return tuple(_row(way, shelf, groups) for way, shelf in shelves if groups)


def match_way(way: Way, sample: Sample) -> Matched:
    """Go one way from a photo to its people and match them."""
    labels, scores = way.split(sample, way.predict(sample))
    return match_people(labels, scores, truth=sample.truth)


def way_shelf(way: Way, *, cache: Path, code: str) -> Shelf:
    """Return where the records of a way are kept."""
    return Shelf(cache, label=f"people {way.name}", key=("people", way.key, code))


def _row(way: Way, shelf: Shelf, samples: Sequence[Sample]) -> PeopleRow:
    photos = [from_record(shelf[sample.row.name]) for sample in samples]
    return PeopleRow(way.name, way.group, way.network, way.default, average_precision(photos))
