"""Background work: read a photo and prepare it for the screen."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from portrait_studio.assets import resources_folder
from portrait_studio.core.photo import Photo
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.workers.pictures import pyramid
from portrait_studio.workers.task import Report

SAMPLE = Path("sample") / "group.jpg"


@dataclass(frozen=True, eq=False)
class OpenedPhoto:
    """A photo and its levels for the canvas, largest first."""

    photo: Photo
    levels: tuple[QImage, ...]


@dataclass(frozen=True)
class OpenPhoto:
    """Read the photo at a path; without one, the bundled sample."""

    path: Path | None = None

    def __call__(self, report: Report, cancel: CancelToken) -> OpenedPhoto:
        """Do the work; see `Task`. Raises PhotoError, Cancelled."""
        report("Reading the photo", 0.0)
        photo = Photo.open(self.path or sample_photo())
        cancel.raise_if_cancelled()
        report("Reading the photo", 0.7)
        return OpenedPhoto(photo, pyramid(photo.rgb8()))


@dataclass(frozen=True, eq=False)
class TakePicture:
    """Take a picture that was pasted or dropped as the photo; it has no file."""

    picture: QImage

    def __call__(self, report: Report, cancel: CancelToken) -> OpenedPhoto:
        """Do the work; see `Task`. Raises Cancelled."""
        report("Taking the picture", 0.0)
        photo = Photo.from_array(_pixels(self.picture))
        cancel.raise_if_cancelled()
        return OpenedPhoto(photo, pyramid(photo.rgb8()))


def sample_photo() -> Path:
    """Return where the bundled group photo is."""
    return resources_folder() / SAMPLE


def _pixels(picture: QImage) -> NDArray[np.uint8]:
    """(H, W, 3 or 4) uint8 values of a picture."""
    image = picture.convertToFormat(QImage.Format.Format_RGBA8888)
    values = np.frombuffer(image.constBits(), np.uint8)
    pixels = values.reshape(image.height(), image.bytesPerLine())[:, : 4 * image.width()]
    rgba = pixels.reshape(image.height(), image.width(), 4)
    if picture.hasAlphaChannel():
        return rgba.copy()
    return np.asarray(cv2.cvtColor(rgba, cv2.COLOR_RGBA2RGB), np.uint8)
