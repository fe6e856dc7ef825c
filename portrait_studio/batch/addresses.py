"""Paths and addresses: what lies on this machine's disks, and what fsspec reaches."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from portrait_studio.errors import StudioError

_LOCAL = ("file://", "local://")


def is_remote(address: str) -> bool:
    """Whether something is an address like ``s3://bucket/folder`` rather than a path.

    Examples
    --------
    >>> [is_remote(wish) for wish in ("s3://b/a.jpg", "C:/a.jpg", "file:///a.jpg")]
    [True, False, False]
    """
    return "://" in address and not address.startswith(_LOCAL)


def local_path(address: str) -> Path:
    """Return the path of what lies on a disk, absolute: workers may run in another folder."""
    for prefix in _LOCAL:
        if address.startswith(prefix):
            address = address.removeprefix(prefix)
    return Path(address).absolute()


def file_system(address: str) -> tuple[Any, str]:
    """Return the fsspec file system of an address, and the path inside it.

    Raises
    ------
    StudioError
        If fsspec, or what it needs for such an address, is not installed or refuses.
    """
    try:
        fsspec = importlib.import_module("fsspec.core")
    except ImportError as error:
        raise StudioError(
            f"{address}: addresses need fsspec; install it with"
            ' `pip install "portrait-studio[cluster]"`.'
        ) from error
    try:
        found: tuple[Any, str] = fsspec.url_to_fs(address)
    except (ImportError, ValueError, OSError) as error:
        reason = " ".join(str(error).split())
        raise StudioError(f"{address}: this address cannot be used ({reason}).") from error
    return found
