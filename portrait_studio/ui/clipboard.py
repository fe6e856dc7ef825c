"""A person on the clipboard: the layer, as other programs paste it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage


def layer_image(bgra: NDArray[np.uint8 | np.uint16]) -> QImage:
    """Return a layer (H, W, 4; blue, green, red, alpha), trimmed to what can be seen.

    Null where nothing can be seen.
    """
    left, top, width, height = cv2.boundingRect((bgra[:, :, 3] > 0).view(np.uint8))
    if not width:
        return QImage()
    part = bgra[top : top + height, left : left + width]
    if part.dtype == np.uint16:
        part = (part >> 8).astype(np.uint8)
    part = np.ascontiguousarray(part)
    # The copy owns its memory; the first image only borrows the array's.
    return QImage(part.data, width, height, 4 * width, QImage.Format.Format_ARGB32).copy()


def layer_data(image: QImage) -> QMimeData:
    """Return what is put on the clipboard: the picture, and a PNG, which keeps the alpha.

    Several programs take the alpha from PNG only.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, b"PNG")
    data = QMimeData()
    data.setImageData(image)
    data.setData("image/png", content)
    return data
