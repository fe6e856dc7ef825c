"""The photo on the canvas."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

PIXELS_SHOW = 3
"""From this many screen pixels a pixel of the photo on, the pixels are not blurred together."""


class PhotoItem(QGraphicsItem):
    """Paints a photo from the level that fits the zoom.

    Parameters
    ----------
    rect
        The photo's rectangle in its own pixels.
    """

    def __init__(self, rect: QRectF) -> None:
        super().__init__()
        self._levels: tuple[QImage, ...] = ()
        self._rect = rect

    @property
    def levels(self) -> tuple[QImage, ...]:
        """The photo and its halves, largest first."""
        return self._levels

    def set_levels(self, levels: tuple[QImage, ...]) -> None:
        """Show a photo and its halves, largest first (`workers.pictures.pyramid`).

        The largest may be smaller than the photo: a draft.
        """
        self._levels = levels
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Return the photo's rectangle in its own pixels."""
        return self._rect

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint the photo; the view has clipped the painter to what is exposed."""
        if not self._levels:
            return
        zoom = painter.deviceTransform().m11()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, zoom < PIXELS_SHOW)
        painter.drawImage(self._rect, self._level(zoom))

    def _level(self, zoom: float) -> QImage:
        enough = [level for level in self._levels if level.width() >= self._rect.width() * zoom]
        return enough[-1] if enough else self._levels[0]
