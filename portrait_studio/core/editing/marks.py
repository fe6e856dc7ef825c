"""The places a user clicked, and what follows when two of them contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from portrait_studio.core.editing.claims import Spread

Kind = Literal["seed", "not", "nobody"]


@dataclass(frozen=True)
class Mark:
    """One place a user clicked.

    Attributes
    ----------
    row, col : float
        In pixels of the photo.
    kind : "seed", "not" or "nobody"
        Belongs to a person, does not, belongs to nobody.
    rows : tuple of int
        Rows of the solver that it speaks of.
    inside, outside : frozenset of int
        Regions whose part inside, and outside, the person mask it speaks of.
    spread : Spread
        How far it speaks to the claims to single pixels.
    """

    row: float
    col: float
    kind: Kind
    rows: tuple[int, ...]
    inside: frozenset[int]
    outside: frozenset[int]
    spread: Spread = field(compare=False)

    def gives(self, person: int, ids: Sequence[int]) -> bool | None:
        """Return whether it gives its place to a person or denies it to them; None for neither.

        Parameters
        ----------
        person : int
        ids : sequence of int
            The person that each row speaks for, 0 nobody.
        """
        spoken = any(ids[row] == person for row in self.rows)
        if self.kind == "not":
            return False if spoken else None
        return self.kind == "seed" and spoken


def with_marks(marks: Sequence[Mark], new: Iterable[Mark], ids: Sequence[int]) -> tuple[Mark, ...]:
    """Add marks; what they contradict or repeat is taken from those before them.

    Parameters
    ----------
    marks, new : Mark
    ids : sequence of int
        The person that each row speaks for, 0 nobody.
    """
    kept = list(marks)
    for mark in new:
        kept = [left for old in kept if (left := _less(old, mark, ids)) is not None]
        kept.append(mark)
    return tuple(kept)


def _less(old: Mark, new: Mark, ids: Sequence[int]) -> Mark | None:
    """Return what is left of `old` beside `new`: None if nothing."""
    if old.inside.isdisjoint(new.inside) and old.outside.isdisjoint(new.outside):
        return old
    if not _exclude(old, new, ids):
        return old
    left = replace(old, inside=old.inside - new.inside, outside=old.outside - new.outside)
    return left if left.inside or left.outside else None


def _exclude(old: Mark, new: Mark, ids: Sequence[int]) -> bool:
    if old.kind != "not" and new.kind != "not":
        return True  # a region is the seed of one person at most
    return ids[old.rows[0]] == ids[new.rows[0]]
