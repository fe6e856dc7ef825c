"""Which file a photo came from, and where that file is now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from portrait_studio.errors import PhotoError

# Files of the same length beside a project that are looked into, before giving up.
_MOST_CANDIDATES = 50


@dataclass(frozen=True)
class PhotoFile:
    """The identity of a photo's file.

    Attributes
    ----------
    path : Path
        Where it was.
    size : int
        Bytes.
    sha256 : str
        Of its bytes, 64 hexadecimal digits.
    """

    path: Path
    size: int
    sha256: str

    def is_at(self, path: Path) -> bool:
        """Whether the very same bytes are at `path`."""
        try:
            return self._same_size(path) and _digest(path) == self.sha256
        except OSError:
            return False

    def find(self, places: Iterable[Path]) -> Path | None:
        """Return the first of `places` that holds the photo; a folder stands for its files."""
        seen: set[Path] = set()
        for place in places:
            for path in self._candidates(place):
                if path not in seen and self.is_at(path):
                    return path
                seen.add(path)
        return None

    def _candidates(self, place: Path) -> Iterator[Path]:
        try:
            if not place.is_dir():
                yield place
                return
            yield place / self.path.name
            alike = [path for path in place.iterdir() if self._same_size(path)]
        except OSError:  # a folder that may not be entered
            return
        yield from sorted(alike)[:_MOST_CANDIDATES]

    def _same_size(self, path: Path) -> bool:
        return path.is_file() and path.stat().st_size == self.size


def identify(path: Path) -> PhotoFile:
    """Read the file at `path` and return its identity.

    Raises
    ------
    PhotoError
        It cannot be read.
    """
    try:
        return PhotoFile(path.absolute(), path.stat().st_size, _digest(path))
    except OSError as error:
        reason = error.strerror or str(error)
        raise PhotoError(
            "{path}: cannot be read ({reason}); check that it is there.", path=path, reason=reason
        ) from error


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
