"""A camera RAW file, a DNG of bare sensor values, made on the spot."""

from pathlib import Path

import numpy as np
import tifffile

RGGB = bytes([0, 1, 1, 2])
_XYZ_TO_SRGB = (3.2406, -1.5372, -0.4986, -0.9689, 1.8758, 0.0415, 0.0557, -0.2040, 1.0570)


def write_dng(path: Path, rgb: np.ndarray, *, orientation: int = 1) -> None:
    """Write (H, W, 3) linear values, 0..1, as a sensor with a Bayer pattern sees them."""
    height, width = rgb.shape[:2]
    sensor = np.empty((height, width), np.uint16)
    for at, channel in enumerate(RGGB):
        row, col = divmod(at, 2)
        sensor[row::2, col::2] = np.rint(rgb[row::2, col::2, channel] * 16383)
    matrix = [part for value in _XYZ_TO_SRGB for part in (round(value * 10000), 10000)]
    tags = [
        (274, "H", 1, orientation, True),
        (33421, "H", 2, (2, 2), True),
        (33422, "B", 4, RGGB, True),
        (50706, "B", 4, bytes([1, 4, 0, 0]), True),
        (50708, "s", 0, "A camera", True),
        (50717, "I", 1, 16383, True),
        (50721, "2i", 9, matrix, True),
        (50728, "2I", 3, [1, 1, 1, 1, 1, 1], True),
        (50778, "H", 1, 21, True),
        (271, "s", 0, "A maker", True),
        (272, "s", 0, "A camera", True),
    ]
    tifffile.imwrite(
        path, sensor, photometric=tifffile.PHOTOMETRIC.CFA, extratags=tags, metadata=None
    )
