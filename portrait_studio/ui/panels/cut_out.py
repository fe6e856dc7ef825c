"""The small picture of one person, cut out of the photo."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

_MARGIN = 0.04


def cut_out(photo: QImage, owner: NDArray[np.int32], person: int, *, side: int) -> QImage:
    """Return a person on a clear ground, filling a square as far as its shape allows.

    Parameters
    ----------
    photo
        The whole photo, of any size.
    owner : (h, w) int32
        Whose a pixel is, of any size.
    person
        Who is cut out.
    side
        Of the square, in pixels.

    Returns
    -------
    QImage
        Premultiplied, at most `side` wide and high; empty where the person has no pixel.
    """
    mask = (owner == person).view(np.uint8)
    left, top, width, height = cv2.boundingRect(mask)
    if not width or photo.isNull():
        return QImage()
    margin = round(_MARGIN * max(width, height))
    rows = slice(max(0, top - margin), top + height + margin)
    cols = slice(max(0, left - margin), left + width + margin)
    part = np.ascontiguousarray(mask[rows, cols]) * np.uint8(255)
    picture = _part_of(photo, rows, cols, shape=owner.shape)
    picture = picture.scaled(
        QSize(side, side),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    ).convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    return _with_opacity(picture, part)


def _part_of(photo: QImage, rows: slice, cols: slice, *, shape: tuple[int, ...]) -> QImage:
    down, across = photo.height() / shape[0], photo.width() / shape[1]
    top, left = round(rows.start * down), round(cols.start * across)
    height = round((min(rows.stop, shape[0]) - rows.start) * down)
    width = round((min(cols.stop, shape[1]) - cols.start) * across)
    return photo.copy(QRect(left, top, max(1, width), max(1, height)))


def _with_opacity(picture: QImage, mask: NDArray[np.uint8]) -> QImage:
    size = (picture.width(), picture.height())
    opacity = np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.uint8)
    opacity = np.ascontiguousarray(opacity.reshape(size[1], size[0]))
    kind = QImage.Format.Format_Alpha8
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(0, 0, QImage(opacity.data, size[0], size[1], size[0], kind))
    painter.end()
    return picture
