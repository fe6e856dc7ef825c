"""Files that appear together and complete, or not at all."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from portrait_studio.errors import ExportError


class Staging:
    """Write files beside their places; when the `with` block ends well, move them there.

    Parameters
    ----------
    targets : iterable of Path
        The places; all in one existing or new folder each.
    overwrite : bool
        Whether files that are there may be replaced.

    Raises
    ------
    ExportError
        On entering, if a target exists and may not be replaced; on `write` or on leaving, if the
        disk refuses. No file of the block is left behind then, and what was there is untouched
        unless the very renaming failed midway.
    """

    def __init__(self, targets: Iterable[Path], *, overwrite: bool) -> None:
        self._targets = tuple(targets)
        self._overwrite = overwrite
        self._parts: dict[Path, Path] = {}

    def __enter__(self) -> Self:
        for target in self._targets:
            if target.is_dir():
                raise ExportError(f"{target}: a folder of that name is in the way; remove it.")
            if target.exists() and not self._overwrite:
                raise ExportError(
                    f"{target}: exists already; choose another folder or give --overwrite."
                )
        return self

    def write(self, target: Path, content: bytes) -> None:
        """Write one of the targets, under a temporary name for now."""
        part = target.with_name(f".{uuid.uuid4().hex}.part")  # short: long names stay possible
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
                self._move()
        finally:
            for part in self._parts.values():
                with suppress(OSError):  # not written at all, or its folder is none
                    part.unlink()

    def _move(self) -> None:
        for target, part in self._parts.items():
            try:
                os.replace(part, target)  # noqa: PTH105 - tests make this very call fail
            except OSError as error:
                raise _export_error(target, error) from error


def _export_error(target: Path, error: OSError) -> ExportError:
    reason = error.strerror or str(error)
    return ExportError(
        f"{target}: cannot be written ({reason}); check the folder, its permissions and free space."
    )
