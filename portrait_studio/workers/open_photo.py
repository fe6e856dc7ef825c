"""Background work: read a photo and prepare it for the screen."""

from dataclasses import dataclass
from pathlib import Path

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
        photo = Photo.open(self.path or resources_folder() / SAMPLE)
        cancel.raise_if_cancelled()
        report("Reading the photo", 0.7)
        return OpenedPhoto(photo, pyramid(photo.rgb8()))
