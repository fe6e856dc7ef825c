"""Looking at the canvas as a user does."""

import numpy as np
from PySide6.QtCore import QPointF

from portrait_studio.workers.pictures import pyramid


def show_grey(canvas, rows, cols, value=128):
    """Show a photo of one grey."""
    canvas.show_photo(pyramid(np.full((rows, cols, 3), value, np.uint8)), shape=(rows, cols))


def colour_at(canvas, row, col):
    """Colour on the screen where the photo's pixel (row, col) is."""
    where = canvas.mapFromScene(QPointF(col + 0.5, row + 0.5))
    return canvas.viewport().grab().toImage().pixelColor(where)


def screen(canvas):
    """(H, W, 4) uint8 blue, green, red, alpha: all that the canvas shows."""
    image = canvas.viewport().grab().toImage()
    values = np.frombuffer(image.constBits(), np.uint8)
    return values.reshape(image.height(), image.bytesPerLine() // 4, 4).copy()
