"""The photos that are measured: the `val` rows, and the subsets that the tables speak of."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.packed import IGNORE, PackedRow, load_mask, load_photo, read_index, select

GROUP_SHARE = 0.02
"""A group photo has two or more people of at least this share of the photo each."""

SUBSETS = ("coco", "coco groups", "portraits", "selfie", "fashion", "people", "teacher")
"""Columns of the tables; *portraits* are `selfie` and `teacher` together."""

_PORTRAITS = ("selfie", "teacher")


@dataclass(frozen=True, eq=False)
class Sample:
    """One photo with its truth, read from the packed data set when first asked for."""

    root: Path
    row: PackedRow

    @cached_property
    def rgb(self) -> NDArray[np.uint8]:
        """The photo, (H, W, 3) uint8."""
        return load_photo(self.root, self.row)

    @cached_property
    def truth(self) -> NDArray[np.uint8]:
        """The mask, (H, W) uint8: 0 background, 1…n, 255 ignored."""
        return load_mask(self.root, self.row)

    @property
    def valid(self) -> NDArray[np.bool_]:
        """Where the truth says something, (H, W)."""
        return np.asarray(self.truth != IGNORE)

    @property
    def person(self) -> NDArray[np.bool_]:
        """The true person mask, (H, W)."""
        return np.asarray((self.truth > 0) & self.valid)

    @property
    def person_areas(self) -> NDArray[np.float64]:
        """Area of each labelled person in pixels, (n,)."""
        counts = np.bincount(self.truth[self.valid], minlength=1)
        return counts[1:].astype(np.float64)


def is_group(sample: Sample) -> bool:
    """Whether the photo is labelled person by person and shows a group."""
    if sample.row.kind != "instance":
        return False
    large = sample.person_areas >= GROUP_SHARE * sample.truth.size
    return int(np.count_nonzero(large)) >= 2


def subsets_of(sample: Sample) -> tuple[str, ...]:
    """Return the names of the subsets that the photo counts in."""
    source = sample.row.source
    names = [source]
    if source in _PORTRAITS:
        names.append("portraits")
    if is_group(sample):
        names.append(f"{source} groups")
    return tuple(names)


def val_samples(
    root: Path, *, sources: Collection[str] | None = None, limit: int | None = None
) -> tuple[Sample, ...]:
    """Return the `val` photos with masks, at most ``limit`` of each source, in index order."""
    rows = select(read_index(root), split="val", sources=sources, kinds=("instance", "semantic"))
    return tuple(Sample(root, row) for row in _limited(rows, limit))


def _limited(rows: Iterable[PackedRow], limit: int | None) -> Iterable[PackedRow]:
    seen: dict[str, int] = {}
    for row in rows:
        seen[row.source] = seen.get(row.source, 0) + 1
        if limit is None or seen[row.source] <= limit:
            yield row
