"""Which pixels of a picture lie under the screen pixels that are about to be painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter


@dataclass(frozen=True, eq=False)
class DeviceGrid:
    """A rectangle of screen pixels and where their middles lie in a picture.

    Attributes
    ----------
    left, top
        Of the rectangle, in screen pixels from the corner of the painted widget.
    rows : (m,) float64
        Places of the screen rows in the picture: 0 at its upper edge, its number of rows at the
        lower one.
    cols : (n,) float64
        The same for columns.
    ratio
        Screen pixels a pixel of the widget.
    """

    left: int
    top: int
    rows: NDArray[np.float64]
    cols: NDArray[np.float64]
    ratio: float

    def nearest(self, picture: NDArray[Any]) -> NDArray[Any]:
        """Return the values (m, n) of a picture (h, w) at the screen pixels."""
        rows = np.clip(self.rows.astype(np.intp), 0, picture.shape[0] - 1)
        cols = np.clip(self.cols.astype(np.intp), 0, picture.shape[1] - 1)
        values: NDArray[Any] = np.take(np.take(picture, rows, axis=0), cols, axis=1)
        return values

    def draw(self, painter: QPainter, colours: NDArray[np.uint32]) -> None:
        """Draw one colour a screen pixel: (m, n) uint32, ARGB and premultiplied."""
        values = np.ascontiguousarray(colours)
        rows, cols = values.shape
        image = QImage(values.data, cols, rows, 4 * cols, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(self.ratio)
        painter.save()
        painter.resetTransform()
        painter.drawImage(QPointF(self.left / self.ratio, self.top / self.ratio), image)
        painter.restore()


def device_grid(
    painter: QPainter, exposed: QRectF, *, rect: QRectF, shape: tuple[int, int]
) -> DeviceGrid | None:
    """Return the grid for the exposed part of an item; None if no screen pixel shows it.

    Parameters
    ----------
    painter
        Set up by the view, which scales and moves but never turns.
    exposed, rect
        Exposed part and whole of the item, in its own coordinates.
    shape
        Rows and columns of the picture that is stretched over `rect`.
    """
    device: Any = painter.device()
    ratio = device.devicePixelRatioF()
    to_widget = painter.worldTransform()
    on_screen = to_widget.mapRect(exposed.intersected(rect))
    whole = to_widget.mapRect(rect)
    left, right = _pixels(on_screen.left(), on_screen.right(), ratio, device.width())
    top, bottom = _pixels(on_screen.top(), on_screen.bottom(), ratio, device.height())
    if left >= right or top >= bottom or whole.isEmpty():
        return None
    rows = (np.arange(top, bottom) + 0.5) / ratio - whole.top()
    cols = (np.arange(left, right) + 0.5) / ratio - whole.left()
    return DeviceGrid(
        left=left,
        top=top,
        rows=rows * (shape[0] / whole.height()),
        cols=cols * (shape[1] / whole.width()),
        ratio=ratio,
    )


def _pixels(low: float, high: float, ratio: float, size: int) -> tuple[int, int]:
    """First and last (outside) screen pixel whose middle lies between two places of a widget."""
    first = int(np.ceil(low * ratio - 0.5))
    last = int(np.ceil(high * ratio - 0.5))
    return max(0, first), min(last, int(np.ceil(size * ratio)))
