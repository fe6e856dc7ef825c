"""A batch's files wherever fsspec reaches: object stores, file servers, memory."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from portrait_studio.batch.addresses import file_system
from portrait_studio.batch.store import HIDDEN
from portrait_studio.errors import ExportError

# An object appears once its last byte is there; elsewhere a file grows under everybody's eyes.
_OBJECT_STORES = {"memory", "s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "oss"}
_CHUNK = 1 << 20


class RemoteStore:
    """See `Store`.

    Parameters
    ----------
    address
        Of the folder.

    Raises
    ------
    StudioError
        If the address needs something that is not installed.
    """

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._files, self._folder = file_system(self._address)
        protocol = self._files.protocol
        protocols = {protocol} if isinstance(protocol, str) else set(protocol)
        self._appears_whole = bool(protocols & _OBJECT_STORES)

    def where(self, name: str) -> str:
        """Return the address."""
        return f"{self._address}/{name}"

    def has(self, name: str) -> bool:
        """Whether the file is there and not empty."""
        with self._told(name, "read"):
            try:
                info: dict[str, Any] = self._files.info(self._path(name))
            except FileNotFoundError:
                return False
            return bool(info["type"] == "directory" or info["size"] != 0)

    def read(self, name: str) -> bytes | None:
        """Return the content."""
        with self._told(name, "read"):
            try:
                content: bytes = self._files.cat_file(self._path(name))
            except FileNotFoundError:
                return None
            return content

    def digest(self, name: str) -> str | None:
        """Return the sha256, reading the file bit by bit."""
        with self._told(name, "read"):
            digest = sha256()
            try:
                with self._files.open(self._path(name), "rb") as file:
                    while chunk := file.read(_CHUNK):
                        digest.update(chunk)
            except (FileNotFoundError, IsADirectoryError):
                return None
            return digest.hexdigest()

    def write(self, name: str, content: bytes) -> None:
        """Write a small file by way of a temporary one on this machine."""
        with TemporaryDirectory() as folder:
            file = Path(folder) / "content"
            file.write_bytes(content)
            self.put(name, file)

    def names(self, folder: str) -> list[str]:
        """Return the names."""
        with self._told(folder, "read"):
            try:
                found = self._files.find(self._path(folder))
            except FileNotFoundError:
                return []
            return sorted(name.removeprefix(f"{self._folder}/") for name in found)

    def put(self, name: str, file: Path) -> None:
        """Upload, and rename where a half-uploaded file would be seen."""
        target = self._path(name)
        with self._told(name, "written"):
            if self._appears_whole:
                # No folder is made before: where there are none, that makes a mistyped bucket.
                self._files.put_file(str(file), target)
                return
            self._files.makedirs(target.rpartition("/")[0], exist_ok=True)
            part = f"{self._folder}/{HIDDEN}/scratch/{uuid.uuid4().hex}"
            self._files.makedirs(part.rpartition("/")[0], exist_ok=True)
            try:
                self._files.put_file(str(file), part)
                self._files.mv(part, target)
            except BaseException:
                with suppress(Exception):
                    self._files.rm_file(part)
                raise

    def remove(self, name: str) -> None:
        """Remove the file."""
        with self._told(name, "removed"), suppress(FileNotFoundError):
            self._files.rm_file(self._path(name))

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Give a temporary folder on this machine."""
        with TemporaryDirectory(prefix="portrait-batch-") as folder:
            yield Path(folder)

    def _path(self, name: str) -> str:
        return f"{self._folder}/{name}"

    @contextmanager
    def _told(self, name: str, what: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # every store raises errors of its own
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise ExportError(f"{self.where(name)}: cannot be {what} ({reason}).") from error
