"""What a gesture is: begun with a button, moved, then finished or cancelled."""

from __future__ import annotations

from abc import ABC, abstractmethod

from portrait_studio.ui.canvas.mark_item import Place
from portrait_studio.ui.canvas.pointer import Pointer
from portrait_studio.ui.tools.desk import Desk

_STEP = 3.0  # screen pixels between two remembered places of a drag


class Gesture(ABC):
    """One press of a button, from down to up.

    Parameters
    ----------
    desk
        What it works with.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @abstractmethod
    def begin(self, pointer: Pointer) -> None:
        """Start where the button went down."""

    @abstractmethod
    def move(self, pointer: Pointer) -> None:
        """Follow the mouse."""

    @abstractmethod
    def finish(self, pointer: Pointer) -> None:
        """Do it: the button went up."""

    @abstractmethod
    def cancel(self) -> None:
        """Forget it: nothing has happened."""


class Stroke(Gesture):
    """A gesture that collects the places it passes; those who inherit say what becomes of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.places: list[Place] = []

    def begin(self, pointer: Pointer) -> None:
        """Take the first place."""
        self.places = [pointer.place]
        self.show()

    def move(self, pointer: Pointer) -> None:
        """Take a place a few screen pixels further."""
        row, col = self.places[-1]
        if max(abs(pointer.row - row), abs(pointer.col - col)) >= _STEP * pointer.screen_pixel:
            self.places.append(pointer.place)
            self.show()

    def finish(self, pointer: Pointer) -> None:
        """Take the last place and do it."""
        self.move(pointer)
        self.clear()
        self.done()

    def cancel(self) -> None:
        """Take the marks away."""
        self.clear()

    def clear(self) -> None:
        """Take the marks away."""
        if self.desk.marks is not None:
            self.desk.marks.clear_stroke()
        self.desk.try_out(None)

    def show(self) -> None:
        """Draw the stroke so far."""
        if self.desk.marks is not None:
            self.desk.marks.show_stroke(self.places, colour=self.desk.colour(self.desk.chosen))

    @abstractmethod
    def done(self) -> None:
        """Make an edit of the places."""
