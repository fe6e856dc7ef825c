"""The zip of a project, read without trust in anything it says.

Nothing is ever unpacked to a disk, only the names that the format knows are touched, and no more
is read than the limits here, whatever the sizes in the file promise.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO

MANIFEST = "project.json"
ARRAYS = "arrays/"
PHOTO = "photo/"

_NAME = re.compile(r"project\.json|arrays/[\w.-]{1,200}\.npy|photo/photo(\.[a-z0-9]{1,8})?", re.A)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1

MOST_ENTRIES = 1000
LONGEST_MANIFEST = 64 << 20
LARGEST_ARRAYS = 512 << 20
LARGEST_PHOTO = 1 << 30


def write_archive(file: IO[bytes], entries: Mapping[str, bytes]) -> None:
    """Write the entries, equal ones always to equal bytes; a photo is stored as it is."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name)  # of 1980: a project holds no clock
            stored = name.startswith(PHOTO)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=None if stored else 1)


def read_archive(path: Path) -> dict[str, bytes]:
    """Return the content of every entry.

    Raises
    ------
    ValueError
        Entries that a project does not have, that come twice, or that are too large.
    OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError
        As Python's zipfile raises them.
    """
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        _check(infos)
        return {info.filename: _read(archive, info) for info in infos}


def _check(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_ENTRIES:
        raise ValueError("it has too many entries")
    names = [info.filename for info in infos]
    if len(set(names)) < len(names):
        raise ValueError("an entry is there twice")
    for info in infos:
        if not _NAME.fullmatch(info.orig_filename):
            raise ValueError(f"an entry has the name {info.orig_filename[:60]!r}")
        # A photo is never packed: it cannot unfold into more than the file is long.
        methods = _METHODS[:1] if info.filename.startswith(PHOTO) else _METHODS
        if info.compress_type not in methods or info.flag_bits & _ENCRYPTED:
            raise ValueError(f"{info.filename} is packed in an unusual way")
    if MANIFEST not in names:
        raise ValueError(f"{MANIFEST} is missing")
    _check_sizes(infos)


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    for start, limit in (
        (MANIFEST, LONGEST_MANIFEST),
        (ARRAYS, LARGEST_ARRAYS),
        (PHOTO, LARGEST_PHOTO),
    ):
        sizes = [info.file_size for info in infos if info.filename.startswith(start)]
        if sum(sizes) > limit:
            raise ValueError("it claims to be larger than any project is")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    content = archive.read(info)  # never more than it declares, and its checksum is compared
    if len(content) != info.file_size:
        raise ValueError(f"{info.filename} is cut short")
    return content
