"""What the canvas paints, prepared outside the window's thread.

A picture of the people holds numbers, not colours: hiding a person or changing a colour replaces
the colour table and touches no pixel.
"""

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

PEOPLE_SLOTS = 127
"""How many people have a number of their own in the picture; more of them share, in turn."""

OUTLINE = 128
"""Added to a person's number where its outline runs."""

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


def people_picture(owner: NDArray[np.int32]) -> QImage:
    """Return the picture of who owns a pixel: 0 nobody, n a person, n + `OUTLINE` its outline.

    Parameters
    ----------
    owner : (h, w) int32
        0 for the background, 1... for people.
    """
    numbers = np.where(owner > 0, (owner - 1) % PEOPLE_SLOTS + 1, 0).astype(np.uint8)
    framed = np.pad(owner, 1)
    middle = framed[1:-1, 1:-1]
    neighbours = (framed[:-2, 1:-1], framed[2:, 1:-1], framed[1:-1, :-2], framed[1:-1, 2:])
    edge = np.logical_or.reduce([middle != neighbour for neighbour in neighbours])
    numbers[edge & (numbers > 0)] += OUTLINE
    return _bytes_image(numbers, QImage.Format.Format_Indexed8)


def boundary_picture(boundary: NDArray[np.float32]) -> QImage:
    """Return the boundary map (h, w), 0..1, as an opacity."""
    opacity = np.clip(boundary * 255, 0, 255).astype(np.uint8)
    return _bytes_image(opacity, QImage.Format.Format_Alpha8)


def _screen_image(rgb8: NDArray[np.uint8]) -> QImage:
    bgra = cv2.cvtColor(np.ascontiguousarray(rgb8), cv2.COLOR_RGB2BGRA)
    rows, cols = bgra.shape[:2]
    return QImage(bgra.data, cols, rows, 4 * cols, QImage.Format.Format_RGB32).copy()


def _bytes_image(values: NDArray[np.uint8], kind: QImage.Format) -> QImage:
    rows, cols = values.shape
    # The copy owns its memory; the first image only borrows the array's.
    return QImage(np.ascontiguousarray(values).data, cols, rows, cols, kind).copy()
