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
from training.metrics.matching import Precision, average_precision

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
    if not groups:
        return ()
    return tuple(
        PeopleRow(way.name, way.group, way.network, way.default, _measure(way, groups, cache, code))
        for way in ways
    )


def way_shelf(way: Way, *, cache: Path, code: str) -> Shelf:
    """Return where the records of a way are kept."""
    return Shelf(cache, label=f"people {way.name}", key=("people", way.key, code))


def _measure(way: Way, samples: Sequence[Sample], cache: Path, code: str) -> Precision:
    shelf = way_shelf(way, cache=cache, code=code)
    for sample in tqdm(samples, desc=f"people by {way.name}", disable=None):
        if sample.row.name not in shelf:
            labels, scores = way.split(sample, way.predict(sample))
            matched = match_people(labels, scores, truth=sample.truth)
            shelf.put(sample.row.name, as_record(matched))
    shelf.flush()
    return average_precision([from_record(shelf[sample.row.name]) for sample in samples])
