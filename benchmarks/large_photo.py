"""A photo of many megapixels, made from one that is at hand."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
from skimage import data

from portrait_studio.errors import PhotoError

SIZE = (3000, 4000)
_JPEG_QUALITY = 92
_GRAIN = 4.0  # standard deviation in grey values: an enlarged photo is smoother than a real one


def write_large_photo(path: Path, *, source: Path | None, size: tuple[int, int] = SIZE) -> None:
    """Write a JPEG of (rows, cols) with the grain of a camera.

    Parameters
    ----------
    path
        The file to write.
    source
        A photo to enlarge; without one, or where it is not there, a photo of scikit-image.
    size
        Rows and columns; by default twelve megapixels.

    Raises
    ------
    PhotoError
        If the source cannot be read or the file cannot be written.
    """
    small = _read(source)
    large = cv2.resize(small, (size[1], size[0]), interpolation=cv2.INTER_CUBIC)
    grain = np.random.default_rng(0).normal(0, _GRAIN, (*size, 1)).astype(np.float32)
    noisy = np.clip(large.astype(np.float32) + grain, 0, 255).astype(np.uint8)
    if not cv2.imwrite(str(path), noisy, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY]):
        raise PhotoError(f"{path} cannot be written; is its folder there?")


def _read(source: Path | None) -> np.ndarray:
    if source is None or not source.is_file():
        pictures: Any = data  # scikit-image publishes no types
        return np.ascontiguousarray(pictures.astronaut()[..., ::-1])
    photo = cv2.imread(str(source), cv2.IMREAD_COLOR)
    if photo is None:
        raise PhotoError(f"{source} is not a photo; give another one with --photo.")
    return np.asarray(photo)
