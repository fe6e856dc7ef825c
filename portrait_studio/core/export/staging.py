"""Files that appear together and complete, or not at all."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable
from contextlib import suppress
from functools import reduce
from pathlib import Path
from types import TracebackType
from typing import Self

from portrait_studio.errors import ExportError, Phrase, StudioError


class Staging:
    """Write files beside their places; when the `with` block ends well, move them there.

    What they replace is kept under another name until all are in place, and put back if moving
    fails midway.

    Parameters
    ----------
    targets : iterable of Path
        The places; all in one existing or new folder each.
    overwrite : bool
        Whether files that are there may be replaced.
    obsolete : iterable of Path
        Files that go when the new ones come.

    Raises
    ------
    ExportError
        On entering, if a target exists and may not be replaced; on `write` or on leaving, if the
        disk refuses. No file of the block is left behind then, and what was there is untouched;
        where not even that could be done, the error names what stands.
    """

    def __init__(
        self, targets: Iterable[Path], *, overwrite: bool, obsolete: Iterable[Path] = ()
    ) -> None:
        self._targets = tuple(targets)
        self._obsolete = tuple(obsolete)
        self._overwrite = overwrite
        self._parts: dict[Path, Path] = {}
        self._kept: dict[Path, Path] = {}
        self._moved: list[Path] = []

    def __enter__(self) -> Self:
        for target in self._targets:
            self._check_free(target)
        return self

    def write(self, target: Path, content: bytes | memoryview) -> None:
        """Write one of the targets, under a temporary name for now."""
        part = _beside(target, "part")
        self._parts[target] = part
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(content)
        except OSError as error:
            raise _export_error(target, error) from error

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._swap()
        finally:
            # Not written at all, or its folder is none; an old file that was put back.
            for path in (*self._parts.values(), *self._kept.values()):
                with suppress(OSError):
                    path.unlink()

    def _check_free(self, target: Path) -> None:
        if target.is_dir():
            raise ExportError(
                "{target}: a folder of that name is in the way; remove it.", target=target
            )
        if not self._overwrite and target.exists():
            raise ExportError(
                "{target}: exists already; choose another folder or give --overwrite.",
                target=target,
            )

    def _swap(self) -> None:
        try:
            for target, part in self._parts.items():
                self._check_free(target)  # it may have come since
                self._keep(target)
                self._rename(part, target, named=target)
                self._moved.append(target)
            for path in self._obsolete:
                self._keep(path)
                self._remove(path)
        except BaseException as error:
            self._put_back(error)
            raise

    def _keep(self, target: Path) -> None:
        """Give what is there a second name, or move it where the disk knows no second names."""
        if not target.exists():
            return
        kept = _beside(target, "old")
        try:
            kept.hardlink_to(target)
        except OSError:
            self._rename(target, kept, named=target)
        self._kept[target] = kept

    def _remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise _export_error(path, error) from error

    def _put_back(self, cause: BaseException) -> None:
        stuck: list[Phrase] = []
        for target in self._moved:
            if target not in self._kept:
                try:
                    target.unlink()
                except OSError:
                    stuck.append(Phrase("{file} is new", file=target))
        for target, kept in tuple(self._kept.items()):
            try:
                self._rename(kept, target, named=target)
            except ExportError:
                if target in self._moved or not target.exists():
                    del self._kept[target]  # the only copy: it stays
                    stuck.append(Phrase("{file} as it was is {kept} now", file=target, kept=kept))
        if stuck:
            raise ExportError(
                "{cause} Not all could be put back: {files}.",
                cause=cause.phrase if isinstance(cause, StudioError) else cause,
                files=reduce(lambda one, more: Phrase("{one}; {more}", one=one, more=more), stuck),
            ) from cause

    def _rename(self, source: Path, place: Path, *, named: Path) -> None:
        try:
            os.replace(source, place)  # noqa: PTH105 - tests make this very call fail
        except OSError as error:
            raise _export_error(named, error) from error


def _beside(target: Path, ending: str) -> Path:
    """Temporary name; short, so that long names stay possible."""
    return target.with_name(f".{uuid.uuid4().hex}.{ending}")


def _export_error(target: Path, error: OSError) -> ExportError:
    reason = error.strerror or str(error)
    return ExportError(
        "{target}: cannot be written ({reason}); check the folder, its permissions and free space.",
        target=target,
        reason=reason,
    )
