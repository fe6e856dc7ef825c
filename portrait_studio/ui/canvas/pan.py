"""The gesture that moves the photo in the window."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QGraphicsView


class Pan:
    """Moves what a view shows along with the mouse.

    Parameters
    ----------
    view
        The canvas.
    """

    def __init__(self, view: QGraphicsView) -> None:
        self._bars = view.horizontalScrollBar(), view.verticalScrollBar()
        self._before = tuple(bar.value() for bar in self._bars)
        self._last = QPoint()

    def begin(self, at: QPoint) -> None:
        """Take hold of the photo at a point of the window."""
        self._last = at

    def move(self, at: QPoint) -> None:
        """Bring the point that is held here."""
        step = at - self._last
        self._last = at
        for bar, by in zip(self._bars, (step.x(), step.y()), strict=True):
            bar.setValue(bar.value() - by)

    def finish(self, at: QPoint) -> None:
        """Let go."""
        self.move(at)

    def cancel(self) -> None:
        """Go back to where it began."""
        for bar, value in zip(self._bars, self._before, strict=True):
            bar.setValue(value)
