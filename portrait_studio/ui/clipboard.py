"""A person on the clipboard: the layer, as other programs paste it."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter


def layer_data(image: QImage) -> QMimeData:
    """Return what is put on the clipboard: the picture, and a PNG, which keeps the alpha.

    Several programs take the alpha from PNG only.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    data = QMimeData()
    data.setImageData(image)
    data.setData("image/png", content)
    return data
