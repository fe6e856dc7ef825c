"""Many photos written one by one in one format."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from portrait_studio.core.export.clean_name import clean_part, same_file
from portrait_studio.core.export.file_names import tells_photos_apart
from portrait_studio.core.export.format_spec import FormatSpec
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.result import PhotoResult
from portrait_studio.core.export.staging import Staging
from portrait_studio.errors import ExportError


class ExportRun:
    """Writes photos into one folder; what belongs to all of them comes at the end.

    Parameters
    ----------
    spec : FormatSpec
    folder : Path
    options : ExportOptions
    overwrite : bool
        Whether files of an earlier run may be replaced; all of a photo's are then, also those of
        people who are not found any more.

    Raises
    ------
    ExportError
        The options do not fit the format.
    """

    def __init__(
        self, spec: FormatSpec, folder: Path, *, options: ExportOptions, overwrite: bool
    ) -> None:
        spec.check(options)
        self._spec = spec
        self._folder = folder
        self._options = options
        self._overwrite = overwrite
        self._parts: list[dict[str, Any]] = []

    def check_free(self, photos: Iterable[Path]) -> None:
        """Refuse, before anything slow, what would end in files that replace each other.

        Raises
        ------
        ExportError
            Two photos would be written to files of the same name, a file would be one of the
            photos, or files of an earlier run are there and may not be replaced.
        """
        photos = tuple(photos)
        if self._spec.collecting is None:
            self._check_stems(photos)
        earlier = self._earlier(photos)
        self._spare(photos, earlier)
        if earlier and not self._overwrite:
            raise _exist_already(earlier)

    def write(self, result: PhotoResult) -> tuple[Path, ...]:
        """Write a photo, or keep what it adds to the file of all; return its files."""
        if self._spec.collecting is not None:
            self._parts.append(self._spec.collecting.part(result, self._options))
            return ()
        return self._spec.write(
            result, self._folder, options=self._options, overwrite=self._overwrite
        )

    def finish(self) -> tuple[Path, ...]:
        """Write what belongs to all photos, unless none could be used; return the files."""
        collecting = self._spec.collecting
        if collecting is None or not self._parts:
            return ()
        path = self._folder / collecting.name
        with Staging([path], overwrite=self._overwrite) as staging:
            staging.write(path, b"".join(collecting.join(self._parts)))
        return (path,)

    @staticmethod
    def _spare(photos: Iterable[Path], files: Iterable[Path]) -> None:
        own = {photo.resolve() for photo in photos}
        for file in files:
            if file.resolve() in own:
                raise ExportError(
                    "{file}: this is one of the photos, which are never written to; choose another"
                    " folder or other names.",
                    file=file,
                )

    def _check_stems(self, photos: tuple[Path, ...]) -> None:
        if len(photos) > 1 and not tells_photos_apart(self._spec.namings(self._options)):
            raise ExportError(
                "The template “{template}” gives the files of all photos the same"
                " names; put {{stem}} into it.",
                template=self._options.template,
            )
        seen: dict[str, Path] = {}
        for photo in photos:
            other = seen.setdefault(same_file(clean_part(photo.stem)), photo)
            if other is not photo:
                raise ExportError(
                    "{other} and {photo} would be written to files of the same name; rename one,"
                    " or give them in separate runs with different folders for --out.",
                    other=other,
                    photo=photo,
                )

    def _earlier(self, photos: tuple[Path, ...]) -> list[Path]:
        present = (
            sorted(path.name for path in self._folder.iterdir()) if self._folder.is_dir() else []
        )
        names = dict.fromkeys(
            name
            for photo in photos
            for name in self._spec.earlier(photo.stem, present, self._options)
        )
        return [self._folder / name for name in names]


def _exist_already(files: list[Path]) -> ExportError:
    if len(files) == 1:
        return ExportError(
            "{file} exists already; choose another folder or give --overwrite.", file=files[0]
        )
    return ExportError(
        "{file} and {count} more exist already; choose another folder or give --overwrite.",
        file=files[0],
        count=len(files) - 1,
    )
