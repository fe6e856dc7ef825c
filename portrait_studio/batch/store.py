"""Where a batch writes: a folder on a disk, or anything fsspec reaches, through one small door.

Every file of a batch appears under its name complete or not at all.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from portrait_studio.batch.addresses import is_remote, local_path

HIDDEN = ".portrait-batch"
"""Folder of what a batch remembers of itself, inside the one it writes to."""


class Store(Protocol):
    """A folder to write to; names are relative to it, with "/".

    Every method but the first raises ExportError where the disk or the network refuses.
    """

    def where(self, name: str) -> str:
        """Return the path or address of a file, for people to read."""

    def has(self, name: str) -> bool:
        """Whether there is a file of that name that is not empty."""

    def read(self, name: str) -> bytes | None:
        """Return a file's content, None where there is none."""

    def digest(self, name: str) -> str | None:
        """Return the sha256 of a file, None where there is none."""

    def write(self, name: str, content: bytes) -> None:
        """Write a small file."""

    def names(self, folder: str) -> list[str]:
        """Return the sorted names of all files below a folder; none where there is no folder."""

    def put(self, name: str, file: Path) -> None:
        """Move a file of `scratch` to its name, replacing what is there."""

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""

    def scratch(self) -> AbstractContextManager[Path]:
        """Give an empty folder on a disk, which is gone afterwards with all that is in it."""


def open_store(address: str) -> Store:
    """Return the store of a path or address.

    Raises
    ------
    StudioError
        If an address needs something that is not installed.
    """
    if is_remote(address):
        from portrait_studio.batch.remote_store import RemoteStore

        return RemoteStore(address)
    from portrait_studio.batch.local_store import LocalStore

    return LocalStore(local_path(address))
