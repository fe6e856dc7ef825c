"""The photo on the canvas."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget


class PhotoItem(QGraphicsItem):
    """Paints a photo from the level that fits the zoom.

    Parameters
    ----------
    levels
        The photo and its halves, largest first (`workers.pictures.pyramid`).
    """

    def __init__(self, levels: tuple[QImage, ...]) -> None:
        super().__init__()
        self._levels = levels
        self._rect = QRectF(levels[0].rect())
        # Only then is the exposed part known, and only that is painted.
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Return the photo's rectangle in its own pixels."""
        return self._rect

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint the exposed part."""
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        level = self._level(zoom)
        target = option.exposedRect.toAlignedRect().intersected(self._rect.toRect())
        across = level.width() / self._rect.width()
        down = level.height() / self._rect.height()
        source = QRectF(
            target.x() * across, target.y() * down, target.width() * across, target.height() * down
        )
        # Enlarged, the photo shows its pixels; that is what retouching needs to see.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, zoom < 3)
        painter.drawImage(QRectF(target), level, source)

    def _level(self, zoom: float) -> QImage:
        enough = [level for level in self._levels if level.width() >= self._rect.width() * zoom]
        return enough[-1] if enough else self._levels[0]
