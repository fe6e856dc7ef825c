"""The seeds over the photo: dots that keep their size on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from portrait_studio.ui.canvas.over_photo import OnScreenItem

RADIUS = 5.0
"""Of a dot, in screen pixels."""
_CROSS = 0.7


@dataclass(frozen=True)
class SeedDot:
    """One seed: its place in pixels of the photo, its colour, and whether it forbids."""

    row: float
    col: float
    colour: QColor
    forbids: bool = False


class SeedItem(OnScreenItem):
    """Paints seeds: a dot where a place was given, a cross where it was forbidden.

    Parameters
    ----------
    rect
        The photo's rectangle.
    """

    def __init__(self, rect: QRectF) -> None:
        super().__init__(rect)
        self._dots: tuple[SeedDot, ...] = ()

    def set_seeds(self, dots: Iterable[SeedDot]) -> None:
        """Show these seeds."""
        self._dots = tuple(dots)
        self.update()

    def paint_on_screen(self, painter: QPainter, place: QTransform) -> None:
        """Paint the seeds."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for dot in self._dots:
            _paint_dot(painter, place.map(QPointF(dot.col, dot.row)), dot)


def _paint_dot(painter: QPainter, at: QPointF, dot: SeedDot) -> None:
    if not dot.forbids:
        painter.setPen(QPen(QColor("white"), 2))
        painter.setBrush(dot.colour)
        painter.drawEllipse(at, RADIUS, RADIUS)
        return
    arm = RADIUS * _CROSS
    for colour, width in ((QColor("white"), 5), (dot.colour, 2.5)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(at + QPointF(-arm, -arm), at + QPointF(arm, arm))
        painter.drawLine(at + QPointF(-arm, arm), at + QPointF(arm, -arm))
