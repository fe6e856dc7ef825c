"""The photo of a job: brought to this machine, and known again by the next run."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

from portrait_studio.batch.addresses import file_system, is_remote, local_path
from portrait_studio.errors import PhotoError

# What tells two states of a file apart besides its size; each store has one of these.
_MARKS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "created")


@dataclass(frozen=True)
class Source:
    """A photo by its path or address."""

    address: str

    def stamp(self) -> str:
        """Return what changes when the photo changes, without reading it.

        Raises
        ------
        PhotoError
            If there is no such photo, or its store refuses.
        """
        if not is_remote(self.address):
            try:
                state = local_path(self.address).stat()
            except (OSError, ValueError):
                return ""  # reading it will say what is wrong
            return f"{state.st_size}:{state.st_mtime_ns}"
        files, path = file_system(self.address)
        try:
            info: dict[str, Any] = files.info(path)
        except Exception as error:  # every store raises errors of its own
            raise self._unreachable(error) from error
        mark = next((str(info[key]) for key in _MARKS if info.get(key)), "")
        return f"{info.get('size')}:{mark}"

    def fetch(self, folder: Path) -> Path:
        """Return a path from which the photo can be read; copied into `folder` where it is remote.

        Raises
        ------
        PhotoError
            If there is no such photo, or its store refuses.
        """
        if not is_remote(self.address):
            return local_path(self.address)
        files, path = file_system(self.address)
        local = folder / path.rpartition("/")[2]
        try:
            with files.open(path, "rb") as distant, local.open("wb") as near:
                shutil.copyfileobj(distant, near, 1 << 20)
        except Exception as error:  # every store raises errors of its own
            raise self._unreachable(error) from error
        return local

    def _unreachable(self, error: Exception) -> PhotoError:
        if isinstance(error, FileNotFoundError):
            return PhotoError(f"{self.address}: there is no such file; check its address.")
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        return PhotoError(f"{self.address}: cannot be reached ({reason}).")


def digest_of(file: Path) -> str:
    """Return the sha256 of a file, "" where it cannot be read."""
    try:
        with file.open("rb") as content:
            return file_digest(content, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
