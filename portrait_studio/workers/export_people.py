"""Background work: write people of a photo in one of the formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from portrait_studio.core.checkpoint import asking
from portrait_studio.core.export.file_names import FileNames
from portrait_studio.core.export.format_spec import Contents, FormatSpec
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.result import PhotoResult
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.workers.task import Report


@dataclass(frozen=True)
class ExportWish:
    """What a user asked to be exported.

    Attributes
    ----------
    format
        One of `core.export.formats.FORMATS`.
    folder
        Where the files go.
    options
        As the format understands them.
    people
        Ids of who is exported, None for everybody.
    overwrite
        Whether files of the same names may be replaced.
    """

    format: FormatSpec
    folder: Path
    options: ExportOptions
    people: frozenset[int] | None = None
    overwrite: bool = False


@dataclass(frozen=True, eq=False)
class ExportPeople:
    """Write what was wished of the people of a photo; no file is left behind when cancelled.

    Attributes
    ----------
    source
        Gives the people, as they were when the user asked.
    wish
        What is written.
    """

    source: Callable[[], PhotoResult]
    wish: ExportWish

    def __call__(self, report: Report, cancel: CancelToken) -> tuple[Path, ...]:
        """Do the work and return the files; see `Task`. Raises ExportError, Cancelled."""
        wish = self.wish
        cancel.raise_if_cancelled()
        report("Refining the edges", 0.0)
        watched = replace(wish.format, contents=self._watched(report, cancel))
        with asking(cancel.raise_if_cancelled):
            return watched.write(
                wanted_part(self.source(), wish.people),
                wish.folder,
                options=wish.options,
                overwrite=wish.overwrite,
            )

    def _watched(self, report: Report, cancel: CancelToken) -> _Watched:
        return _Watched(self.wish.format, report, cancel)


@dataclass(frozen=True)
class _Watched:
    """The contents of a format, told of after every file."""

    format: FormatSpec
    report: Report
    cancel: CancelToken

    def __call__(self, result: PhotoResult, names: FileNames, options: ExportOptions) -> Contents:
        count = max(1, len(tuple(names)))
        for done, file in enumerate(self.format.contents(result, names, options), 1):
            self.cancel.raise_if_cancelled()
            yield file
            self.report("Writing the files", min(1.0, done / count))
        # Before the files are moved to their places; from then on it is done.
        self.cancel.raise_if_cancelled()


def wanted_part(result: PhotoResult, people: frozenset[int] | None) -> PhotoResult:
    """Return a result with some of its people only; the pixels stay whose they are.

    Nobody gets what belongs to those who are left out, so a border between two people looks the
    same whoever is exported.
    """
    if people is None:
        return result
    return replace(result, people=tuple(who for who in result.people if who.id in people))
