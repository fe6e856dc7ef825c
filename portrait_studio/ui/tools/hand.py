"""The hand on the canvas: takes a tool, and turns the mouse into its gestures."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from portrait_studio.ui.canvas.pointer import Button, Pointer
from portrait_studio.ui.tools.choose import Choose
from portrait_studio.ui.tools.desk import Desk
from portrait_studio.ui.tools.gesture import Gesture
from portrait_studio.ui.tools.tool import TOOLS, TOOLS_BY_ID, Tool


class ToolHand(QObject):
    """Holds one tool at a time; at most one gesture goes on.

    Parameters
    ----------
    desk
        What gestures work with.
    """

    taken = Signal(object)
    """The `Tool` that was taken."""
    begun = Signal()
    """A gesture has begun."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tool = TOOLS[0]
        self._gesture: Gesture | None = None
        self._last: Pointer | None = None
        desk.sizes_changed.connect(self._show_size)
        desk.chosen_changed.connect(self._try_again)

    @property
    def tool(self) -> Tool:
        """The tool in the hand."""
        return self._tool

    @property
    def busy(self) -> bool:
        """Whether a gesture is going on."""
        return self._gesture is not None

    def take(self, tool: str) -> None:
        """Take the tool of an id; a gesture that is going on is broken off."""
        self.cancel()
        self._tool = TOOLS_BY_ID[tool]
        self.taken.emit(self._tool)
        self._show_size()
        self._try_again()

    def press(self, pointer: Pointer, button: Button) -> bool:
        """Begin the gesture of a button; False if the photo is to be panned instead."""
        kind = self._kind(pointer, button)
        if kind is None or (self._desk.editor is None and not self._tool.early):
            return False
        self._desk.try_out(None)
        self._gesture = kind(self._desk)
        self._gesture.begin(pointer)
        self.begun.emit()
        return True

    def move(self, pointer: Pointer) -> None:
        """Go on with the gesture."""
        self._last = pointer
        self._show_size()
        if self._gesture is not None:
            self._gesture.move(pointer)

    def release(self, pointer: Pointer) -> None:
        """Finish the gesture."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.finish(pointer)

    def cancel(self) -> None:
        """Break the gesture off; nothing has happened."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.cancel()

    def hover(self, pointer: Pointer) -> None:
        """Show what a click would do here."""
        self._last = pointer
        self._show_size()
        self._try_again()

    def leave(self) -> None:
        """Forget the mouse."""
        self._last = None
        self._desk.try_out(None)
        if self._desk.marks is not None:
            self._desk.marks.clear_circle()

    def resize(self, steps: int) -> None:
        """Make the brush or the piece of a click larger or smaller."""
        if self._tool.size == "brush":
            self._desk.resize_brush(steps)
        elif self._tool.size == "piece":
            self._desk.resize_piece(steps)

    def _kind(self, pointer: Pointer, button: Button) -> type[Gesture] | None:
        if button == Button.LEFT and pointer.alt and self._desk.editor is not None:
            return Choose
        second = button == Button.RIGHT or pointer.shift
        return self._tool.right if second else self._tool.left

    def _show_size(self) -> None:
        marks = self._desk.marks
        if marks is None:
            return
        sizes = {"brush": self._desk.brush_radius, "piece": self._desk.piece_radius}
        radius = sizes.get(self._tool.size, 0.0)
        if self._last is None or radius == 0:
            marks.clear_circle()
        else:
            marks.show_circle(self._last.place, radius)

    def _try_again(self) -> None:
        if self._gesture is not None:
            return
        seeds = self._tool.size == "piece" and self._desk.chosen is not None
        self._desk.try_out([self._last.place] if seeds and self._last is not None else None)
