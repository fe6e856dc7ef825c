"""What the canvas paints, prepared outside the window's thread."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

SMALLEST_LEVEL = 512


def pyramid(rgb8: NDArray[np.uint8]) -> tuple[QImage, ...]:
    """Return the photo and its halves down to about a thumbnail.

    A view that shows 12 million pixels on one million paints from the fitting level: quick, and
    without the shimmer of skipped pixels.

    Parameters
    ----------
    rgb8 : (H, W, 3) uint8

    Returns
    -------
    tuple of QImage
        Largest first, in the format the screen paints without conversion.
    """
    levels = [_screen_image(rgb8)]
    while max(rgb8.shape[:2]) >= 2 * SMALLEST_LEVEL and min(rgb8.shape[:2]) >= 2:
        size = (rgb8.shape[1] // 2, rgb8.shape[0] // 2)
        rgb8 = np.asarray(cv2.resize(rgb8, size, interpolation=cv2.INTER_AREA), np.uint8)
        levels.append(_screen_image(rgb8))
    return tuple(levels)


def region_numbers(labels: NDArray[np.int32]) -> NDArray[Any]:
    """Return a label image (h, w) in the smallest type that holds it, which is painted fastest."""
    return labels.astype(np.min_scalar_type(int(labels.max(initial=0))))


def boundary_picture(boundary: NDArray[np.float32]) -> QImage:
    """Return the boundary map (h, w), 0..1, as an opacity."""
    opacity = np.clip(boundary * 255, 0, 255).astype(np.uint8)
    return _bytes_image(opacity, QImage.Format.Format_Alpha8)


def layer_picture(bgra: NDArray[np.uint8 | np.uint16]) -> QImage:
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


def _screen_image(rgb8: NDArray[np.uint8]) -> QImage:
    rows, cols = rgb8.shape[:2]
    image = QImage(cols, rows, QImage.Format.Format_RGB32)
    # OpenCV writes straight into the image, and lets other threads run meanwhile; Qt's own copy of
    # 24 million pixels would hold them up.
    pixels = np.frombuffer(image.bits(), np.uint8).reshape(rows, cols, 4)
    cv2.cvtColor(np.ascontiguousarray(rgb8), cv2.COLOR_RGB2BGRA, dst=pixels)
    return image


def _bytes_image(values: NDArray[np.uint8], kind: QImage.Format) -> QImage:
    rows, cols = values.shape
    # The copy owns its memory; the first image only borrows the array's.
    return QImage(np.ascontiguousarray(values).data, cols, rows, cols, kind).copy()
