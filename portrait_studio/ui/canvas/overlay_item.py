"""What lies over the photo: the people in their colours, or the boundary map."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from portrait_studio.workers.pictures import OUTLINE, PEOPLE_SLOTS

FILL = 105
FILL_SELECTED = 150
_CLEAR = QColor(0, 0, 0, 0)


class OverlayItem(QGraphicsItem):
    """Paints a picture of working size over the whole photo.

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


def coloured_people(
    picture: QImage, colours: Mapping[int, QColor], *, selected: int | None = None
) -> QImage:
    """Give the picture of the people (`workers.pictures.people_picture`) its colours.

    Parameters
    ----------
    picture
        Numbers of people.
    colours
        Of every person to show, by number; the others stay clear.
    selected
        Number of a person to show stronger.
    """
    table = [_CLEAR] * 256
    for person, colour in colours.items():
        slot = (person - 1) % PEOPLE_SLOTS + 1
        fill = QColor(colour)
        fill.setAlpha(FILL_SELECTED if person == selected else FILL)
        table[slot] = fill
        table[slot + OUTLINE] = QColor(colour)
    coloured = QImage(picture)
    coloured.setColorTable([colour.rgba() for colour in table])
    return coloured


def tinted_boundary(picture: QImage, colour: QColor) -> QImage:
    """Give the boundary map (`workers.pictures.boundary_picture`) a colour."""
    tinted = QImage(picture.size(), QImage.Format.Format_ARGB32_Premultiplied)
    tinted.fill(colour)
    painter = QPainter(tinted)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(0, 0, picture)
    painter.end()
    return tinted
