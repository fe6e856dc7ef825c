"""What a user can do to the people of a photo, as plain frozen records.

Positions are (row, col) in pixels of the photo at full size, and so are radii; people are named
by their id. Records hold what the user did and nothing that follows from it, but for the closer
looks that an edit asked for (`looks`): they depend on which network is at hand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from portrait_studio.core.editing.looks import Look

Point = tuple[float, float]
Points = tuple[Point, ...]
Box = tuple[float, float, float, float]
Looks = tuple[Look, ...]


@dataclass(frozen=True)
class AddSeeds:
    """These places belong to a person; with all regions under a disc of `radius` around them."""

    points: Points
    person: int
    radius: float = 0.0
    looks: Looks = ()


@dataclass(frozen=True)
class NotThisPerson:
    """These places do not belong to a person."""

    points: Points
    person: int
    radius: float = 0.0
    looks: Looks = ()


@dataclass(frozen=True)
class NotAPerson:
    """These places belong to nobody."""

    points: Points
    radius: float = 0.0
    looks: Looks = ()


@dataclass(frozen=True)
class RemoveSeed:
    """Take back the seed, "not this person" or "not a person" nearest to a place."""

    row: float
    col: float
    looks: Looks = ()


@dataclass(frozen=True)
class MoveSeed:
    """Take the seed nearest to a place to another."""

    origin: Point
    to: Point
    looks: Looks = ()


@dataclass(frozen=True)
class Paint:
    """Give the pixels under a stroke to a person."""

    points: Points
    person: int
    radius: float


@dataclass(frozen=True)
class Erase:
    """Give the pixels under a stroke to nobody."""

    points: Points
    radius: float


@dataclass(frozen=True)
class AddPerson:
    """There is one more person, in this box (row0, col0, row1, col1)."""

    box: Box
    looks: Looks = ()


@dataclass(frozen=True)
class DeletePerson:
    """Somebody is no person: what they had is background."""

    person: int


@dataclass(frozen=True)
class MergePeople:
    """These people are one, who keeps the id, name and colour of `into`."""

    people: tuple[int, ...]
    into: int


@dataclass(frozen=True)
class SplitPerson:
    """A person is two; the stroke lies on the new one."""

    person: int
    points: Points
    looks: Looks = ()


@dataclass(frozen=True)
class SetName:
    """Name a person; an empty name takes the name away."""

    person: int
    name: str


@dataclass(frozen=True)
class SetColour:
    """Give a person a colour of their own, "#rrggbb"; None goes back to the palette."""

    person: int
    colour: str | None


@dataclass(frozen=True)
class SetVisible:
    """Show or hide a person's layer."""

    person: int
    visible: bool


@dataclass(frozen=True)
class SetLocked:
    """Freeze a person's pixels as they are, or let them go."""

    person: int
    locked: bool


@dataclass(frozen=True)
class Reorder:
    """Put the layers of all people in this order."""

    people: tuple[int, ...]


Edit = (
    AddSeeds
    | NotThisPerson
    | NotAPerson
    | RemoveSeed
    | MoveSeed
    | Paint
    | Erase
    | AddPerson
    | DeletePerson
    | MergePeople
    | SplitPerson
    | SetName
    | SetColour
    | SetVisible
    | SetLocked
    | Reorder
)

Looking = AddSeeds | NotThisPerson | NotAPerson | RemoveSeed | MoveSeed | AddPerson | SplitPerson
"""The edits that ask for closer looks."""


def with_looks(edit: Edit, looks: Looks) -> Edit:
    """Return an edit with the closer looks that it asked for."""
    return replace(edit, looks=looks) if isinstance(edit, Looking) and looks else edit
