"""What lies over the photo and may reach beyond its rim: the frame of boxes, seeds and marks."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget


class OverPhotoItem(QGraphicsItem):
    """Something over the photo, painted in pixels of the photo.

    Parameters
    ----------
    rect
        The photo's rectangle.
    """

    def __init__(self, rect: QRectF) -> None:
        super().__init__()
        self._rect = rect

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Return the photo's rectangle with half of it around, where things on its rim reach."""
        across, down = self._rect.width() / 2, self._rect.height() / 2
        return self._rect.adjusted(-across, -down, across, down)


class OnScreenItem(OverPhotoItem):
    """Something at places of the photo that keeps its size on the screen, whatever the zoom."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint in pixels of the screen."""
        place = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        self.paint_on_screen(painter, place)
        painter.restore()

    def paint_on_screen(self, painter: QPainter, place: QTransform) -> None:
        """Paint; `place` takes pixels of the photo to pixels of the screen."""
        raise NotImplementedError
