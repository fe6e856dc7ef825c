"""Background work: write the layers of a photo's people."""

from dataclasses import dataclass
from pathlib import Path

from portrait_studio.core.analysis import Analysis
from portrait_studio.core.export.from_analysis import result_of
from portrait_studio.core.export.layers import LAYERS
from portrait_studio.core.export.result import PhotoResult
from portrait_studio.core.photo import Photo
from portrait_studio.errors import ExportError
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.workers.task import Report


class LayersExistError(ExportError):
    """Layers of the same names are in the folder; the user decides whether to replace them."""

    def __init__(self, folder: Path, names: list[str]) -> None:
        more = f" and {len(names) - 1} more are" if len(names) > 1 else " is"
        super().__init__(f"{names[0]}{more} already in {folder}.")
        self.folder = folder


@dataclass(frozen=True, eq=False)
class ExportLayers:
    """Write a layer a person into a folder."""

    photo: Photo
    analysis: Analysis
    folder: Path
    overwrite: bool = False

    def __call__(self, report: Report, cancel: CancelToken) -> tuple[Path, ...]:
        """Do the work and return the files; see `Task`. Raises ExportError, Cancelled."""
        cancel.raise_if_cancelled()
        report("Writing the layers", 0.3)
        result = result_of(self.photo, self.analysis)
        if not self.overwrite:
            self._check_free(result)
        return LAYERS.write(result, self.folder, overwrite=self.overwrite)

    def _check_free(self, result: PhotoResult) -> None:
        names = LAYERS.file_names(result.stem, result.people)
        present = [name for name in names if (self.folder / name).exists()]
        if present:
            raise LayersExistError(self.folder, present)
