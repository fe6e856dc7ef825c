"""Part of a photo's map brought to another size: where its pixels lie is known to fractions."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray


def resampled(
    values: NDArray[np.float32], place: NDArray[np.float64], span: tuple[int, int, int, int]
) -> NDArray[np.float32]:
    """Return what a map says of the whole pixels of a box, linear between its own pixels.

    Parameters
    ----------
    values : (h, w) float32
        Any map.
    place : (4,) float64
        row0, col0, row1, col1 of what it shows; repeated at its rim beyond that.
    span : (row0, col0, row1, col1)
        The wanted box, in the same pixels.

    Returns
    -------
    (row1 - row0, col1 - col0) float32
    """
    height, width = values.shape
    row0, col0, row1, col1 = place.tolist()
    across, down = width / (col1 - col0), height / (row1 - row0)
    back = np.array(
        [
            [across, 0, (span[1] + 0.5 - col0) * across - 0.5],
            [0, down, (span[0] + 0.5 - row0) * down - 0.5],
        ]
    )
    size = span[3] - span[1], span[2] - span[0]
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    found: Any = cv2.warpAffine(values, back, size, flags=how, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, np.float32).reshape(size[::-1])
