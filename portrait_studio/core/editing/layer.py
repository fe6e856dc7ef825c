"""One layer: what is kept of a person besides the pixels."""

from __future__ import annotations

from dataclasses import dataclass

from portrait_studio.core.editing.patches import Patch
from portrait_studio.errors import Phrase


@dataclass(frozen=True, eq=False)
class Layer:
    """What is kept of one person besides the pixels.

    Attributes
    ----------
    id : int
    name : str
        Empty where the user gave none.
    colour : str or None
        "#rrggbb", None for the palette's.
    visible : bool
    locked : Patch or None
        The pixels that are frozen; None while the person is not locked.
    score : float
        The analysis' score, 1 for a person whom the user added.
    detected : bool
        Whether a detection, or the user, says that this is a person.
    """

    id: int
    name: str = ""
    colour: str | None = None
    visible: bool = True
    locked: Patch | None = None
    score: float = 1.0
    detected: bool = True

    @property
    def title(self) -> str:
        """The name, or "person 3"."""
        return self.name or Phrase("person {number}", number=self.id)
