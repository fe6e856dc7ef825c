"""Give what is clicked or dragged over to the chosen person."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from portrait_studio.core.editing.edits import AddSeeds
from portrait_studio.ui.tools.gesture import Stroke


class Give(Stroke):
    """Regions under the mouse become the chosen person's: one edit, however long the drag."""

    def show(self) -> None:
        """Draw the stroke and what it would move."""
        super().show()
        self.desk.try_out(self.places)

    def done(self) -> None:
        """Give the places; with nobody chosen, choose who is there instead."""
        person = self.desk.chosen
        if person is not None:
            radius = self.desk.piece_radius
            self.desk.edit(AddSeeds(tuple(self.places), person=person, radius=radius))
            return
        there = self.desk.owner_at(self.places[0])
        if there:
            self.desk.choose(there)
        else:
            self.desk.say(
                QCoreApplication.translate(
                    "tools", "Choose a person first: with a number key, or by clicking on one."
                )
            )
