"""What every export format has in common: its choices, its file names, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portrait_studio.core.export.file_names import FileNames, Naming, earlier_names, file_names
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.result import ExportedPerson, PhotoResult
from portrait_studio.core.export.staging import Staging
from portrait_studio.errors import ExportError

Contents = Iterator[tuple[str, bytes | memoryview]]
"""Files one after the other: name and content."""


@dataclass(frozen=True)
class Collecting:
    """How many photos become one file.

    Attributes
    ----------
    name : str
        Of the file.
    part : callable
        What one photo adds, ready for JSON, so that it can be kept or sent: (result, options).
    join : callable
        The content of the file, bit by bit, from the parts in their order.
    """

    name: str
    part: Callable[[PhotoResult, ExportOptions], dict[str, Any]]
    join: Callable[[Iterable[dict[str, Any]]], Iterator[bytes]]


@dataclass(frozen=True)
class FormatSpec:
    """One format, as the command line, the window and the Python interface use it.

    Attributes
    ----------
    name : str
        What it is called on the command line.
    title : str
        What it is called in the window.
    text : str
        One sentence saying what is written.
    ending : str
        Of its main file, without the dot.
    template : str or None
        Pattern of the file names, None where the name is fixed.
    namings : callable
        Which files there are with the given options.
    contents : callable
        The files of one photo: (result, names, options) to names and bytes.
    options : frozenset of str
        The fields of `ExportOptions` that it understands.
    collecting : Collecting or None
        How many photos become one file; None where every photo has files of its own.
    """

    name: str
    title: str
    text: str
    ending: str
    template: str | None
    namings: Callable[[ExportOptions], tuple[Naming, ...]]
    contents: Callable[[PhotoResult, FileNames, ExportOptions], Contents]
    options: frozenset[str] = field(default_factory=frozenset)
    collecting: Collecting | None = None

    def check(self, options: ExportOptions) -> None:
        """Raise ExportError where options cannot be met, before anything slow is begun."""
        foreign = sorted(options.chosen() - self.options)
        if foreign:
            raise ExportError(
                "The format {name} has no choice of {option}; leave it out.",
                name=self.name,
                option=foreign[0],
            )
        for naming in self.namings(options):
            naming.pieces()

    def file_names(
        self,
        stem: str,
        people: Sequence[ExportedPerson],
        options: ExportOptions = ExportOptions(),  # noqa: B008 - frozen
    ) -> FileNames:
        """Names of the files that `write` makes, for showing them before; raises TemplateError."""
        return file_names(self.namings(options), stem=stem, people=people)

    def earlier(
        self,
        stem: str,
        present: Sequence[str],
        options: ExportOptions = ExportOptions(),  # noqa: B008
    ) -> tuple[str, ...]:
        """Which of the sorted names `present` an export of a photo of that stem would replace."""
        return earlier_names(self.namings(options), stem=stem, present=present)

    def write(
        self,
        result: PhotoResult,
        folder: Path,
        *,
        options: ExportOptions = ExportOptions(),  # noqa: B008
        overwrite: bool = False,
    ) -> tuple[Path, ...]:
        """Write one photo; return the files in the order of the people.

        Files of people of an earlier export who are gone are removed where `overwrite`.

        Raises
        ------
        ExportError
            The options do not fit, a file exists and `overwrite` is false, a file would be the
            photo itself, or the disk refuses; then nothing has changed.
        """
        self.check(options)
        names = self.file_names(result.stem, result.people, options)
        files = tuple(folder / name for name in names)
        gone = self._gone(result.stem, names, folder, options) if overwrite else ()
        _spare_the_photo(result, (*files, *gone))
        with Staging(files, overwrite=overwrite, obsolete=gone) as staging:
            for name, content in self.contents(result, names, options):
                staging.write(folder / name, content)
        return files

    def _gone(
        self, stem: str, names: FileNames, folder: Path, options: ExportOptions
    ) -> tuple[Path, ...]:
        present = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
        written = set(names)
        return tuple(
            folder / name for name in self.earlier(stem, present, options) if name not in written
        )


def _spare_the_photo(result: PhotoResult, files: Iterable[Path]) -> None:
    own = result.photo.path
    for file in files:
        if own is not None and file.exists() and own.exists() and file.samefile(own):
            raise ExportError(
                "{file}: this is the photo itself, which is never written to; choose another"
                " folder or other names.",
                file=file,
            )
