"""Say that what is clicked or dragged over is not the chosen person, or nobody at all."""

from portrait_studio.core.editing.edits import NotAPerson, NotThisPerson
from portrait_studio.core.editing.marks import Kind
from portrait_studio.ui.tools.gesture import Stroke


class Forbid(Stroke):
    """Takes regions from the chosen person; with nobody chosen, from everybody."""

    def show(self) -> None:
        """Draw the stroke and what it would move."""
        super().show()
        self.desk.try_out(self.places, self.kind)

    @property
    def kind(self) -> Kind:
        """The kind of this edit for the what-if."""
        return "nobody" if self.desk.chosen is None else "not"

    def done(self) -> None:
        """Take the places away."""
        places, radius = tuple(self.places), self.desk.piece_radius
        if self.desk.chosen is None:
            self.desk.edit(NotAPerson(places, radius=radius))
        else:
            self.desk.edit(NotThisPerson(places, person=self.desk.chosen, radius=radius))
