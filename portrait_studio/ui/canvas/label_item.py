"""A picture of numbers over the photo, each number in a colour of its own.

The colours are looked up while painting, once for every pixel of the screen: borders are equally
fine at every zoom, and hiding or colouring a number touches no pixel.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from portrait_studio.ui.canvas.device_grid import device_grid

Colours = NDArray[np.uint32]
Box = tuple[int, int, int, int]
"""row0, col0, row1, col1 of a picture; the last two lie outside."""


def premultiplied(colour: QColor, opacity: float = 1.0) -> int:
    """Return the colour as the screen takes it, `opacity` 0..1 times its own."""
    alpha = round(255 * colour.alphaF() * opacity)
    red, green, blue = (
        round(value * alpha / 255) for value in (colour.red(), colour.green(), colour.blue())
    )
    return alpha << 24 | red << 16 | green << 8 | blue


class LabelItem(QGraphicsItem):
    """Paints an integer picture over the whole photo.

    Parameters
    ----------
    rect
        The photo's rectangle.
    """

    def __init__(self, rect: QRectF) -> None:
        super().__init__()
        self._rect = rect
        self._labels: NDArray[Any] = np.zeros((1, 1), np.uint8)
        self._fill: Colours = np.zeros(1, np.uint32)
        self._border: Colours | None = None
        self._width = 1
        self._both = True
        self._box: Box | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def set_labels(self, labels: NDArray[Any], *, changed: Box | None = None) -> None:
        """Show a picture (h, w) of numbers, 0 or more.

        Parameters
        ----------
        labels
            Not copied. Small unsigned integers are painted fastest.
        changed
            The only part that differs from the picture before.
        """
        same = changed is not None and labels.shape == self._labels.shape
        self._labels = labels
        if same and changed is not None:
            self.update(self.area(changed))
        else:
            self.update()

    def set_colours(
        self, fill: Colours, border: Colours | None = None, *, width: int = 1, both: bool = True,
        within: Box | None = None,
    ) -> None:  # fmt: skip
        """Colour the numbers.

        Parameters
        ----------
        fill : (n,) uint32
            Colour of every number (`premultiplied`); larger ones are clear.
        border : (n,) uint32, optional
            Colour of every number along its border with others; clear leaves the fill.
        width
            Of a border, in screen pixels.
        both
            Whether each of two neighbours has a border of its own, or one serves them both.
        within
            All there is to paint; by default the whole picture.
        """
        before = self._painted()
        self._fill, self._border, self._box = fill, border, within
        self._width, self._both = width, both
        self.update(before.united(self._painted()))

    def area(self, box: Box) -> QRectF:
        """Return the part of the photo that a box of the picture covers, and a pixel around."""
        rows, cols = self._labels.shape
        across, down = self._rect.width() / cols, self._rect.height() / rows
        row0, col0, row1, col1 = box
        covered = QRectF(
            (col0 - 1) * across, (row0 - 1) * down,
            (col1 - col0 + 2) * across, (row1 - row0 + 2) * down,
        )  # fmt: skip
        return covered.intersected(self._rect)

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Return the photo's rectangle."""
        return self._rect

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint the exposed part."""
        exposed = option.exposedRect.intersected(self._painted())
        shape = self._labels.shape[0], self._labels.shape[1]
        grid = device_grid(painter, exposed, rect=self._rect, shape=shape)
        if grid is None:
            return
        numbers = grid.nearest(self._labels)
        colours = _coloured(numbers, self._fill)
        if self._border is not None:
            edge = _edges(numbers, max(1, round(self._width * grid.ratio)), both=self._both)
            lines = _coloured(numbers[edge], self._border)
            # A number with a clear border keeps its fill there.
            colours[edge] = np.where(lines > 0, lines, colours[edge])
        grid.draw(painter, colours)

    def _painted(self) -> QRectF:
        return self._rect if self._box is None else self.area(self._box)


def _coloured(numbers: NDArray[Any], colours: Colours) -> Colours:
    if int(numbers.max(initial=0)) >= len(colours):
        return np.where(numbers < len(colours), colours[np.minimum(numbers, len(colours) - 1)], 0)
    return np.take(colours, numbers)


def _edges(numbers: NDArray[Any], width: int, *, both: bool) -> NDArray[np.bool_]:
    """(m, n) bool: another number lies within `width` pixels to the right or below.

    If `both`, also to the left or above.
    """
    edge = np.zeros(numbers.shape, bool)
    for step in range(1, width + 1):
        across = numbers[:, step:] != numbers[:, :-step]
        down = numbers[step:] != numbers[:-step]
        edge[:, : across.shape[1]] |= across
        edge[: down.shape[0]] |= down
        if both:
            edge[:, step:] |= across
            edge[step:] |= down
    return edge
