"""A file that appears complete or not at all, and survives a power cut once it is there."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from portrait_studio.errors import ProjectError


@contextmanager
def atomic_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file beside `path`; when the block ends well, it takes the place of `path`.

    Raises
    ------
    ProjectError
        The disk refuses; what was at `path` is untouched then.
    """
    target = path.resolve()  # through a link, not over it
    part = target.with_name(f".{uuid.uuid4().hex}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ProjectError(
            "{path}: cannot be written ({reason}); check the folder, its permissions and free"
            " space, or save under another name.",
            path=path,
            reason=reason,
        ) from error
    finally:
        with suppress(OSError):  # it has moved to its place, or was never written
            part.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the new name as lasting as the content, where the system can."""
    with suppress(OSError):  # Windows opens no folder
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
