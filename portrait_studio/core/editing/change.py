"""What an edit changed, or would change: enough to repaint and to say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.editing.patches import Patch
from portrait_studio.core.editing.spans import Span, extent, overlap, window
from portrait_studio.core.editing.state import EditState

NOWHERE: Span = (0, 0, 0, 0)

# A region is said to have another owner if this share of its pixels has: its rim alone is no move.
_MOST = 0.3


@dataclass(frozen=True, eq=False)
class Change:
    """What an edit changed.

    Attributes
    ----------
    regions : (n,) intp
        Regions that have another owner, inside the person mask or outside it; where single pixels
        are claimed, those of which a good part has.
    box : (row0, col0, row1, col1)
        Working pixels outside of which nobody's pixels changed; all 0 where none did.
    moved : mapping of int to float
        By how much a person's share of the photo changed, -1..1; only who gained or lost.
    text : str
        What was done, as a menu would say it: "Give to Anna".
    person : int or None
        Id of the person that the edit added or was about.
    """

    regions: NDArray[np.intp]
    box: Span
    moved: Mapping[int, float]
    text: str
    person: int | None = None

    @property
    def empty(self) -> bool:
        """Whether no pixel changed its owner."""
        return self.box == NOWHERE


def change_between(
    old: EditState,
    new: EditState,
    cells: NDArray[np.int32],
    *,
    text: str,
    person: int | None,
) -> tuple[Change, NDArray[np.int32]]:
    """Compare two states.

    Parameters
    ----------
    old, new : EditState
        Of the same base.
    cells : (h, w) int32
        Whose the pixels of `old` are.
    text, person
        As of `Change`.

    Returns
    -------
    change : Change
    found : (row1 - row0, col1 - col0) int32
        The cells of `new` in the box of the change.
    """
    base = old.base
    moved = (old.owners != new.owners) | (old.untouched != new.untouched)
    parts = np.flatnonzero(moved & (base.pixels > 0))
    regions = np.unique(parts // 2)
    span = base.span(regions)
    for patch in _different((*old.patches, *old.locks), (*new.patches, *new.locks)):
        span = _around(span, patch.span)
    for other in (*_disputed(old, new), *_renamed(old, new)):
        span = _around(span, other)
    if span is None:
        return Change(regions, NOWHERE, MappingProxyType({}), text, person), cells[:0, :0]
    after = new.cells(span)
    box = extent(cells[window(span)] != after, origin=span[:2])
    if box is None:
        return Change(regions, NOWHERE, MappingProxyType({}), text, person), after[:0, :0]
    here, _ = overlap(span, box)
    assert here is not None  # the box lies in the span
    before, after = cells[window(box)], after[here]
    if old.claims or new.claims:  # pixels of a region may go different ways
        counts = np.bincount(base.part[window(box)][before != after] // 2, minlength=base.regions)
        regions = np.flatnonzero(counts >= _MOST * base.analysis.graph.size)
    return Change(regions, box, _moved(before, after, total=cells.size), text, person), after


def _different(old: tuple[Patch, ...], new: tuple[Patch, ...]) -> Iterable[Patch]:
    """Patches of either that the other has not."""
    before, after = {id(patch) for patch in old}, {id(patch) for patch in new}
    return (patch for patch in (*old, *new) if id(patch) not in before & after)


def _disputed(old: EditState, new: EditState) -> Iterator[Span]:
    """Boxes in which claims to pixels differ, or count for more in one state than in the other."""
    for person in old.claimants.keys() & new.claimants.keys():
        if old.claimants[person] is not new.claimants[person]:
            yield old.claimants[person].difference(new.claimants[person])
    for before, after in ((old.asserted, new.asserted), (old.silent, new.silent)):
        for person in before.keys() ^ after.keys():
            yield (before.get(person) or after[person]).span
            for owners in (old.owners, new.owners):  # who asserts has nothing far from it
                mine = old.base.span(np.unique(np.flatnonzero(owners == person) // 2))
                if mine is not None:
                    yield mine


def _renamed(old: EditState, new: EditState) -> Iterator[Span]:
    """A box around the pixels that strayed to somebody whose row speaks for another now."""
    numbers = slice(1, len(old.base.analysis.people) + 1)
    renamed = 1 + np.flatnonzero(old.open_ids[numbers] != new.open_ids[numbers])
    found = old.base.strays.around(renamed)
    if found is not None:
        yield found


def _around(span: Span | None, other: Span) -> Span | None:
    if other[0] >= other[2] or other[1] >= other[3]:
        return span
    if span is None:
        return other
    return (
        min(span[0], other[0]),
        min(span[1], other[1]),
        max(span[2], other[2]),
        max(span[3], other[3]),
    )


def _moved(
    before: NDArray[np.int32], after: NDArray[np.int32], *, total: int
) -> Mapping[int, float]:
    differ = before != after
    before, after = before[differ], after[differ]
    most = int(max(before.max(), after.max())) + 1
    # Nobody's pixels are -1 or 0; neither is a person.
    pixels = np.bincount(after.clip(min=0), minlength=most)
    pixels = pixels - np.bincount(before.clip(min=0), minlength=most)
    people = np.flatnonzero(pixels)
    return MappingProxyType({int(p): float(pixels[p] / total) for p in people if p})
