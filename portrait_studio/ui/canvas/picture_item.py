"""A smooth picture over the photo: the boundary map."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget


class PictureItem(QGraphicsItem):
    """Stretches a picture of any size over the whole photo.

    Parameters
    ----------
    rect
        The photo's rectangle.
    """

    def __init__(self, rect: QRectF) -> None:
        super().__init__()
        self._rect = rect
        self._picture = QImage()

    def set_picture(self, picture: QImage) -> None:
        """Show a picture, in a format that is painted without conversion."""
        self._picture = picture.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Return the photo's rectangle."""
        return self._rect

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint the picture."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._rect, self._picture)


def tinted(picture: QImage, colour: QColor) -> QImage:
    """Give an opacity (`workers.pictures.boundary_picture`) a colour."""
    coloured = QImage(picture.size(), QImage.Format.Format_ARGB32_Premultiplied)
    coloured.fill(colour)
    painter = QPainter(coloured)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(0, 0, picture)
    painter.end()
    return coloured
