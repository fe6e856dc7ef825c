"""Background work: find the people of a photo."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray
from PySide6.QtGui import QImage

from portrait_studio.core.analysis import Analysis
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.photo import Photo
from portrait_studio.core.project.photo_file import PhotoFile, identify
from portrait_studio.core.project.project import NetworkId
from portrait_studio.errors import PhotoError
from portrait_studio.inference.analyse import analyse
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.workers.networks import NetworkSource
from portrait_studio.workers.pictures import boundary_picture, region_numbers
from portrait_studio.workers.task import Report


@dataclass(frozen=True, eq=False)
class AnalysedPhoto:
    """An analysis, its pictures for the canvas, and what ran the network.

    Attributes
    ----------
    analysis
        Everything derived from the photo.
    editor
        Of the analysis, not edited yet.
    regions : (h, w) unsigned integers
        The label image, see `region_numbers`.
    boundary
        The boundary map, see `boundary_picture`.
    provider
        What ran the network.
    fallback_reason
        Why that is not what was asked for, None if it is.
    network
        Which network found the people.
    photo_file
        The photo's file as it was when it was opened; None for a picture without one.
    """

    analysis: Analysis
    editor: Editor
    regions: NDArray[Any]
    boundary: QImage
    provider: str
    fallback_reason: str | None
    network: NetworkId | None = None
    photo_file: PhotoFile | None = None


@dataclass(frozen=True, eq=False)
class AnalysePhoto:
    """Find the people of a photo with the network of a source."""

    photo: Photo
    networks: NetworkSource

    def __call__(self, report: Report, cancel: CancelToken) -> AnalysedPhoto:
        """Do the work; see `Task`. Raises NetworkError, Cancelled."""
        report("Loading the network", 0.0)
        photo_file = _file_of(self.photo)
        predictor = self.networks.get()
        analysis = analyse(self.photo, predictor, progress=report, cancel=cancel)
        return AnalysedPhoto(
            analysis,
            Editor(analysis, patient=False),
            region_numbers(analysis.labels),
            boundary_picture(analysis.predictions.boundary),
            predictor.session.provider,
            predictor.session.fallback_reason,
            NetworkId(predictor.session.card.name, predictor.session.card.sha256),
            photo_file,
        )


def _file_of(photo: Photo) -> PhotoFile | None:
    if photo.path is None:
        return None
    with suppress(PhotoError):  # gone since it was opened: a project will hold the photo itself
        return identify(photo.path)
    return None
