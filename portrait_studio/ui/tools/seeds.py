"""Move and delete the seeds that were set."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from portrait_studio.core.editing.edits import MoveSeed, RemoveSeed
from portrait_studio.ui.canvas.mark_item import Place
from portrait_studio.ui.canvas.pointer import Pointer
from portrait_studio.ui.tools.desk import Desk
from portrait_studio.ui.tools.gesture import Gesture

_NEAR = 10.0  # screen pixels


def seed_near(desk: Desk, pointer: Pointer) -> Place | None:
    """Return the place of the seed under the mouse, if there is one."""
    if desk.editor is None:
        return None
    row, col = pointer.place
    near = [
        ((seed.row - row) ** 2 + (seed.col - col) ** 2, (seed.row, seed.col))
        for seed in desk.editor.seeds
    ]
    distance, place = min(near, default=(float("inf"), (0.0, 0.0)))
    return place if distance <= (_NEAR * pointer.screen_pixel) ** 2 else None


def _say_there_is_none(desk: Desk) -> None:
    desk.say(
        QCoreApplication.translate(
            "tools", "There is no seed here. Drag a seed to move it, right-click deletes it."
        )
    )


class MoveASeed(Gesture):
    """Drags a seed elsewhere."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._seed: Place | None = None
        self._moved = False

    def begin(self, pointer: Pointer) -> None:
        """Take hold of the seed under the mouse."""
        self._seed = seed_near(self.desk, pointer)
        if self._seed is None:
            _say_there_is_none(self.desk)

    def move(self, pointer: Pointer) -> None:
        """Draw the way."""
        if self._seed is not None and self.desk.marks is not None:
            self._moved = True
            self.desk.marks.show_stroke([self._seed, pointer.place])

    def finish(self, pointer: Pointer) -> None:
        """Put the seed down."""
        self.cancel()
        if self._seed is not None and self._moved:
            self.desk.edit(MoveSeed(origin=self._seed, to=pointer.place))

    def cancel(self) -> None:
        """Let go of the seed where it was."""
        if self.desk.marks is not None:
            self.desk.marks.clear_stroke()


class DeleteASeed(Gesture):
    """Deletes the seed that is clicked."""

    def begin(self, pointer: Pointer) -> None:
        """Nothing happens before the button goes up."""

    def move(self, pointer: Pointer) -> None:
        """Nothing happens before the button goes up."""

    def finish(self, pointer: Pointer) -> None:
        """Delete the seed under the mouse."""
        seed = seed_near(self.desk, pointer)
        if seed is None:
            _say_there_is_none(self.desk)
        else:
            self.desk.edit(RemoveSeed(row=seed[0], col=seed[1]))

    def cancel(self) -> None:
        """Nothing has happened."""
