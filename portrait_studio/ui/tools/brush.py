"""Brush and eraser: pixels, where regions are too coarse."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from portrait_studio.core.editing.edits import Erase, Paint
from portrait_studio.ui.tools.gesture import Stroke


class Brush(Stroke):
    """Paints pixels for the chosen person; they stay whatever is solved later."""

    def show(self) -> None:
        """Draw the stroke as wide as it will be."""
        if self.desk.marks is not None:
            self.desk.marks.show_stroke(
                self.places, radius=self.desk.brush_radius, colour=self.colour
            )

    @property
    def colour(self) -> QColor:
        """Colour of the stroke while it is drawn."""
        return self.desk.colour(self.desk.chosen)

    def done(self) -> None:
        """Paint."""
        person, radius = self.desk.chosen, self.desk.brush_radius
        if person is not None:
            self.desk.edit(Paint(tuple(self.places), person=person, radius=radius))
            return
        self.desk.say(
            QCoreApplication.translate(
                "tools", "Choose the person to paint for first: with a number key, or Alt-click."
            )
        )


class Eraser(Brush):
    """Gives pixels to nobody."""

    @property
    def colour(self) -> QColor:
        """Colour of the stroke while it is drawn."""
        return QColor("black")

    def done(self) -> None:
        """Erase."""
        self.desk.edit(Erase(tuple(self.places), radius=self.desk.brush_radius))
