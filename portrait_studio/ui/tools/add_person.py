"""Add a person who was missed, by dragging a box around them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from portrait_studio.core.editing.edits import AddPerson
from portrait_studio.ui.canvas.mark_item import Place
from portrait_studio.ui.canvas.pointer import Pointer
from portrait_studio.ui.tools.desk import Desk
from portrait_studio.ui.tools.gesture import Gesture

_LEAST_SIDE = 6.0  # screen pixels; less is a click, not a box


class AddByBox(Gesture):
    """Drags a box. While people are still looked for, the box is kept for later."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._corner: Place = (0.0, 0.0)

    def begin(self, pointer: Pointer) -> None:
        """Set the first corner."""
        self._corner = self._inside(pointer.place)

    def move(self, pointer: Pointer) -> None:
        """Draw the box."""
        if self.desk.marks is not None:
            self.desk.marks.show_box(self._corner, self._inside(pointer.place))

    def finish(self, pointer: Pointer) -> None:
        """Add who is in the box."""
        self.cancel()
        (row0, col0), (row1, col1) = self._corner, self._inside(pointer.place)
        if min(abs(row1 - row0), abs(col1 - col0)) < _LEAST_SIDE * pointer.screen_pixel:
            self.desk.say(
                QCoreApplication.translate("tools", "Drag a box around the person to be added.")
            )
            return
        box = min(row0, row1), min(col0, col1), max(row0, row1), max(col0, col1)
        if self.desk.editor is None:
            self.desk.box_wanted.emit(box)
            return
        change = self.desk.edit(AddPerson(box))
        if change is not None:
            self.desk.choose(change.person)

    def cancel(self) -> None:
        """Take the box away."""
        if self.desk.marks is not None:
            self.desk.marks.clear_stroke()

    def _inside(self, place: Place) -> Place:
        if self.desk.marks is None:
            return place
        rows, cols = self.desk.marks.photo
        return min(max(place[0], 0.0), float(rows)), min(max(place[1], 0.0), float(cols))
