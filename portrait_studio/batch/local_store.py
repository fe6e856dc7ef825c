"""A batch's files in a folder on a disk, which several machines may share."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest
from pathlib import Path

from portrait_studio.batch.store import HIDDEN
from portrait_studio.errors import ExportError


class LocalStore:
    """See `Store`.

    Parameters
    ----------
    folder
        Absolute; made when first written to.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def where(self, name: str) -> str:
        """Return the path."""
        return str(self._folder / name)

    def has(self, name: str) -> bool:
        """Whether the file is there and not empty, as a power cut may leave it."""
        path = self._folder / name
        try:
            return path.is_dir() or path.stat().st_size > 0
        except OSError:
            return False

    def read(self, name: str) -> bytes | None:
        """Return the content."""
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._refused(name, "read", error) from error

    def digest(self, name: str) -> str | None:
        """Return the sha256."""
        try:
            with (self._folder / name).open("rb") as file:
                return file_digest(file, "sha256").hexdigest()
        except (FileNotFoundError, IsADirectoryError):
            return None
        except OSError as error:
            raise self._refused(name, "read", error) from error

    def write(self, name: str, content: bytes) -> None:
        """Write beside and rename."""
        target = self._folder / name
        part = target.with_name(f".{uuid.uuid4().hex}.part")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(content)
            part.replace(target)
        except OSError as error:
            with suppress(OSError):
                part.unlink()
            raise self._refused(name, "written", error) from error

    def names(self, folder: str) -> list[str]:
        """Return the names, without those of files that are being written."""
        found = (self._folder / folder).rglob("*")
        files = [path for path in found if path.suffix != ".part" and path.is_file()]
        return sorted(path.relative_to(self._folder).as_posix() for path in files)

    def put(self, name: str, file: Path) -> None:
        """Rename: the scratch folder lies on the same disk."""
        target = self._folder / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, target)  # noqa: PTH105 - tests make this very call fail
        except OSError as error:
            raise self._refused(name, "written", error) from error

    def remove(self, name: str) -> None:
        """Unlink."""
        try:
            (self._folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise self._refused(name, "removed", error) from error

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Give a folder inside the hidden one."""
        folder = self._folder / HIDDEN / "scratch" / uuid.uuid4().hex
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            raise self._refused(str(folder), "made", error) from error
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def sweep(self) -> None:
        """Remove what killed processes left in scratch; only while nobody else writes here."""
        shutil.rmtree(self._folder / HIDDEN / "scratch", ignore_errors=True)

    def _refused(self, name: str, what: str, error: OSError) -> ExportError:
        return ExportError(
            f"{self._folder / name}: cannot be {what} ({error.strerror or error}); check the"
            " folder, its permissions and free space."
        )
