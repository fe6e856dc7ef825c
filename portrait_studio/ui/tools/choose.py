"""Choose the person under the mouse."""

from portrait_studio.ui.canvas.pointer import Pointer
from portrait_studio.ui.tools.gesture import Gesture


class Choose(Gesture):
    """Alt-click: whoever is there is chosen; nobody where nobody is."""

    def begin(self, pointer: Pointer) -> None:
        """Choose."""
        self.desk.choose(self.desk.owner_at(pointer.place) or None)

    def move(self, pointer: Pointer) -> None:
        """Choose whoever is here now."""
        self.begin(pointer)

    def finish(self, pointer: Pointer) -> None:
        """Keep the choice."""

    def cancel(self) -> None:
        """Keep the choice: no edit has been made."""
