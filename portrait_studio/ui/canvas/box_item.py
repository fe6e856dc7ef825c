"""The boxes of people over the photo, each with a tag."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTransform

from portrait_studio.ui.canvas.over_photo import OnScreenItem

_WIDTH = 1.6
_PADDING = 5.0
_DARK_TEXT_FROM = 128


@dataclass(frozen=True)
class TaggedBox:
    """A box in pixels of the photo: (row0, col0, row1, col1), the last two outside."""

    box: tuple[float, float, float, float]
    colour: QColor
    text: str


class BoxItem(OnScreenItem):
    """Paints boxes with lines and tags that keep their size on the screen.

    Parameters
    ----------
    rect
        The photo's rectangle.
    """

    def __init__(self, rect: QRectF) -> None:
        super().__init__(rect)
        self._boxes: tuple[TaggedBox, ...] = ()

    def set_boxes(self, boxes: Iterable[TaggedBox]) -> None:
        """Show these boxes."""
        self._boxes = tuple(boxes)
        self.update()

    def paint_on_screen(self, painter: QPainter, place: QTransform) -> None:
        """Paint the boxes."""
        for tagged in self._boxes:
            row0, col0, row1, col1 = tagged.box
            corners = QRectF(QPointF(col0, row0), QPointF(col1, row1))
            _paint_box(painter, place.mapRect(corners), tagged)


def _paint_box(painter: QPainter, on_screen: QRectF, tagged: TaggedBox) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(tagged.colour, _WIDTH))
    painter.drawRect(on_screen)
    if not tagged.text:
        return
    metrics = QFontMetricsF(painter.font())
    tag = QRectF(0, 0, metrics.horizontalAdvance(tagged.text) + 2 * _PADDING, metrics.height() + 2)
    tag.moveTopLeft(on_screen.topLeft())
    painter.fillRect(tag, tagged.colour)
    dark = tagged.colour.lightness() >= _DARK_TEXT_FROM
    painter.setPen(QColor("#101010" if dark else "#ffffff"))
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, tagged.text)
