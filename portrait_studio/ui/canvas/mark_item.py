"""What a gesture draws while it goes on: a stroke, a box, a circle."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from portrait_studio.ui.canvas.over_photo import OverPhotoItem

Place = tuple[float, float]
"""(row, col) in pixels of the photo."""

_STROKE_OPACITY = 0.55
_THIN = 2.0


class MarkItem(OverPhotoItem):
    """Paints one mark at most of each kind.

    Parameters
    ----------
    rect
        The photo's rectangle.
    """

    def __init__(self, rect: QRectF) -> None:
        super().__init__(rect)
        self._path: QPainterPath | None = None
        self._radius = 0.0
        self._colour = QColor("white")
        self._box: QRectF | None = None
        self._circle: tuple[QPointF, float] | None = None

    @property
    def photo(self) -> tuple[int, int]:
        """Rows and columns of the photo."""
        return int(self._rect.height()), int(self._rect.width())

    def show_stroke(
        self, places: Sequence[Place], *, radius: float = 0.0, colour: QColor | None = None
    ) -> None:
        """Draw a line through places; `radius` in photo pixels, 0 for a thin line."""
        path = QPainterPath(_point(places[0]))
        for place in places[1:]:
            path.lineTo(_point(place))
        if len(places) == 1:
            path.lineTo(_point(places[0]) + QPointF(1e-3, 0))
        self._path, self._radius = path, radius
        self._colour = colour or QColor("white")
        self.update()

    def show_box(self, one: Place, other: Place, *, colour: QColor | None = None) -> None:
        """Draw a box between two corners."""
        self._box = QRectF(_point(one), _point(other)).normalized()
        self._colour = colour or QColor("white")
        self.update()

    def show_circle(self, middle: Place, radius: float) -> None:
        """Draw the reach of a brush; `radius` in photo pixels."""
        self._circle = _point(middle), radius
        self.update()

    def clear_circle(self) -> None:
        """Draw no circle."""
        if self._circle is not None:
            self._circle = None
            self.update()

    def clear_stroke(self) -> None:
        """Draw no stroke and no box."""
        if self._path is not None or self._box is not None:
            self._path = self._box = None
            self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint the marks."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._path is not None:
            self._paint_stroke(painter, self._path)
        box = self._box
        if box is not None:
            _paint_twice(painter, self._colour, lambda: painter.drawRect(box))
        if self._circle is not None:
            middle, radius = self._circle
            _paint_twice(
                painter, QColor("white"), lambda: painter.drawEllipse(middle, radius, radius)
            )

    def _paint_stroke(self, painter: QPainter, path: QPainterPath) -> None:
        if self._radius == 0:
            _paint_twice(painter, self._colour, lambda: painter.drawPath(path))
            return
        colour = QColor(self._colour)
        colour.setAlphaF(_STROKE_OPACITY)
        pen = QPen(colour, 2 * self._radius)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(path)


def _paint_twice(painter: QPainter, colour: QColor, draw: Callable[[], object]) -> None:
    """Draw a dark line and a light one on it, that is seen on any photo."""
    for shade, width in ((QColor(0, 0, 0, 160), _THIN + 2), (colour, _THIN)):
        pen = QPen(shade, width)
        pen.setCosmetic(True)
        painter.setPen(pen)
        draw()


def _point(place: Place) -> QPointF:
    return QPointF(place[1], place[0])
