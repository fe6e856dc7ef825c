"""Where the mouse is, in the words of the rest of the program."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol


class Button(Enum):
    """Which mouse button began a gesture."""

    LEFT = auto()
    RIGHT = auto()


@dataclass(frozen=True)
class Pointer:
    """The mouse over the photo.

    Attributes
    ----------
    row, col
        In pixels of the photo; may lie outside.
    screen_pixel
        Pixels of the photo that one pixel of the window covers.
    shift, alt, control
        Keys that are held.
    """

    row: float
    col: float
    screen_pixel: float = 1.0
    shift: bool = False
    alt: bool = False
    control: bool = False

    @property
    def place(self) -> tuple[float, float]:
        """(row, col)."""
        return self.row, self.col


class Hand(Protocol):
    """What the canvas tells of the mouse; panning and zooming it does by itself."""

    @property
    def busy(self) -> bool:
        """Whether a gesture is going on."""

    def press(self, pointer: Pointer, button: Button) -> bool:
        """Begin a gesture; False if there is none, and the photo is to be panned."""

    def move(self, pointer: Pointer) -> None:
        """Go on with the gesture."""

    def release(self, pointer: Pointer) -> None:
        """Finish the gesture."""

    def cancel(self) -> None:
        """Break the gesture off; nothing has happened."""

    def hover(self, pointer: Pointer) -> None:
        """Follow the mouse while no button is held."""

    def leave(self) -> None:
        """Forget the mouse: it has left the photo."""
