"""Split one person who is two, by a stroke over the second."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from portrait_studio.core.editing.edits import SplitPerson
from portrait_studio.ui.tools.gesture import Stroke


class Split(Stroke):
    """The stroke lies on the new person; it begins on the one to be split."""

    def done(self) -> None:
        """Split whoever is under the beginning of the stroke, else the chosen person."""
        person = self.desk.owner_at(self.places[0]) or self.desk.chosen
        if person is None:
            self.desk.say(
                QCoreApplication.translate(
                    "tools", "Begin the stroke on the person who is to be split."
                )
            )
            return
        change = self.desk.edit(SplitPerson(person=person, points=tuple(self.places)))
        if change is not None:
            self.desk.choose(change.person)
