"""What the people panel asks of the document, and what it sees of a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class PersonLayer(Protocol):
    """One person as the panel shows it; the editor's own people are such."""

    @property
    def id(self) -> int:
        """Number, from 1; never changes."""

    @property
    def name(self) -> str | None:
        """What the user calls them; empty for "Person 3"."""

    @property
    def colour(self) -> str | None:
        """``#rrggbb``; None for the palette's."""

    @property
    def visible(self) -> bool:
        """Whether the layer is shown."""

    @property
    def locked(self) -> bool:
        """Whether the pixels are kept, whatever is edited elsewhere."""

    @property
    def share(self) -> float:
        """Part of the photo, 0..1."""

    @property
    def doubt(self) -> float:
        """How doubtful the person's pixels are on the whole, 0..1."""

    @property
    def score(self) -> float:
        """How sure the analysis was, 0..1."""


class LayerEdits(Protocol):
    """Takes the edits of the panel; each can be undone."""

    def set_name(self, person: int, name: str) -> object:
        """Call a person something; "" takes the name away."""

    def set_colour(self, person: int, colour: str | None) -> object:
        """Give a person a colour; None for the palette's."""

    def set_visible(self, people: Sequence[int], visible: bool) -> object:
        """Show or hide people."""

    def set_locked(self, people: Sequence[int], locked: bool) -> object:
        """Keep the pixels of people, or let them go."""

    def reorder(self, people: Sequence[int]) -> object:
        """Put the layers of all people in this order."""

    def merge(self, people: Sequence[int], *, into: int) -> object:
        """Make one person of several."""

    def delete(self, people: Sequence[int]) -> object:
        """Take people away."""
