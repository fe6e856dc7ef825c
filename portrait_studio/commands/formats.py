"""What a run of photos is written as: one class a format, all with the same three methods."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from portrait_studio.core.export.coco import FILE_NAME, CocoFile
from portrait_studio.core.export.labels import write_labels
from portrait_studio.core.export.layers import write_layers
from portrait_studio.core.export.result import PhotoResult


class Format(Protocol):
    """A way of writing many photos into one folder."""

    def present(self, stem: str) -> Iterator[Path]:
        """Files in the folder that a photo of that stem would replace."""

    def write(self, result: PhotoResult) -> None:
        """Write a photo; raises ExportError."""

    def finish(self) -> None:
        """Write what belongs to all photos; raises ExportError."""


class Layers:
    """STEM.PERSON.png, one a person.

    Parameters
    ----------
    folder
        Where to write.
    overwrite
        Whether the layers of an earlier run may be replaced; all of them are, also those of
        people who are not found any more.
    """

    def __init__(self, folder: Path, *, overwrite: bool) -> None:
        self._folder = folder
        self._overwrite = overwrite

    def present(self, stem: str) -> Iterator[Path]:
        """Layers of an earlier run."""
        if self._folder.is_dir():
            for path in sorted(self._folder.iterdir()):
                middle = path.name.removeprefix(f"{stem}.").removesuffix(".png")
                if path.name == f"{stem}.{middle}.png" and middle.isdecimal():
                    yield path

    def write(self, result: PhotoResult) -> None:
        """Write the layers of a photo."""
        earlier = set(self.present(result.stem)) if self._overwrite else set()
        written = write_layers(result, self._folder, overwrite=self._overwrite)
        for path in earlier - set(written):
            path.unlink(missing_ok=True)

    def finish(self) -> None:
        """Nothing belongs to all photos."""


class Labels:
    """STEM.labels.png, STEM.person.png, STEM.boundary.png and STEM.json."""

    def __init__(self, folder: Path, *, overwrite: bool) -> None:
        self._folder = folder
        self._overwrite = overwrite

    def present(self, stem: str) -> Iterator[Path]:
        """Files of an earlier run."""
        for ending in ("labels.png", "person.png", "boundary.png", "json"):
            path = self._folder / f"{stem}.{ending}"
            if path.exists():
                yield path

    def write(self, result: PhotoResult) -> None:
        """Write the files of a photo."""
        write_labels(result, self._folder, overwrite=self._overwrite)

    def finish(self) -> None:
        """Nothing belongs to all photos."""


class Coco:
    """One COCO file for all photos, written at the end."""

    def __init__(self, folder: Path, *, overwrite: bool) -> None:
        self._path = folder / FILE_NAME
        self._overwrite = overwrite
        self._file = CocoFile()
        self._empty = True

    def present(self, stem: str) -> Iterator[Path]:
        """The file of an earlier run."""
        if self._path.exists():
            yield self._path

    def write(self, result: PhotoResult) -> None:
        """Keep the annotations of a photo."""
        self._file.add(result)
        self._empty = False

    def finish(self) -> None:
        """Write the file, unless no photo could be used."""
        if not self._empty:
            self._file.write(self._path, overwrite=self._overwrite)


FORMATS: dict[str, type[Layers] | type[Labels] | type[Coco]] = {
    "layers": Layers,
    "labels": Labels,
    "coco": Coco,
}
