"""Writing a project file."""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from portrait_studio import __version__
from portrait_studio.core.export.png import encode_png
from portrait_studio.core.photo import Photo
from portrait_studio.core.project import manifest
from portrait_studio.core.project.archive import ARRAYS, MANIFEST, PHOTO, write_archive
from portrait_studio.core.project.atomic_file import atomic_file
from portrait_studio.core.project.npy import encode_array
from portrait_studio.core.project.photo_file import PhotoFile, identify
from portrait_studio.core.project.project import Project
from portrait_studio.core.project.records import Arrays, encode
from portrait_studio.errors import PhotoError

NOT_STORED = ("photo", "closer")
"""Fields of an analysis that have a place of their own in the project."""

_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}", re.A)


def write_project(
    project: Project, path: str | Path, *, embed_photo: bool = False, home: Path | None = None
) -> None:
    """Write a project to a file, complete or not at all.

    Parameters
    ----------
    project : Project
    path : str or Path
        What is there is replaced.
    embed_photo : bool
        Whether the photo's file goes into the project. It does in any case if it was embedded
        before, or if the file is gone or no longer the one that was opened.
    home : Path or None
        The folder that the file is moved to afterwards; None: it stays where it is.

    Raises
    ------
    ProjectError
        The disk refuses.
    """
    path = Path(path)
    photo, content = _photo_entry(project, home or path.absolute().parent, embed=embed_photo)
    head = manifest.Head(
        manifest.FORMAT, manifest.VERSION, __version__, photo, project.network, project.look_at
    )
    arrays: Arrays = {}
    description: dict[str, Any] = encode(head, arrays, place="")
    description["analysis"] = encode(project.analysis, arrays, place="analysis", without=NOT_STORED)
    description["edits"] = list(project.edits)
    description["undone"] = list(project.undone)
    entries = {MANIFEST: manifest.dump(description)}
    entries |= {f"{ARRAYS}{name}.npy": encode_array(values) for name, values in arrays.items()}
    if photo.embedded is not None and content is not None:
        entries[photo.embedded] = content
    with atomic_file(path) as file:
        write_archive(file, entries)


def _photo_entry(
    project: Project, folder: Path, *, embed: bool
) -> tuple[manifest.PhotoEntry, bytes | None]:
    """Return how the project names its photo, and its file where that is embedded."""
    photo, content = project.photo, project.photo_content
    file = None if content else _file_of(project)
    if content is None and (embed or file is None):
        content = file.path.read_bytes() if file else _as_png(photo)
    if content is not None:
        known = photo.path.absolute() if photo.path else Path()
        file = PhotoFile(known, len(content), hashlib.sha256(content).hexdigest())
    assert file is not None
    entry = manifest.PhotoEntry(
        path=str(file.path) if photo.path else "",
        beside=_seen_from(folder, file.path) if photo.path else None,
        size=file.size,
        sha256=file.sha256,
        shape=photo.shape,
        embedded=None if content is None else PHOTO + "photo" + _suffix(content, photo),
    )
    return entry, content


def _file_of(project: Project) -> PhotoFile | None:
    """The photo's file, if it is still the one that was opened."""
    path, file = project.photo.path, project.photo_file
    if path is None:
        return None
    if file is None:
        with suppress(PhotoError):
            return identify(path)
        return None
    return PhotoFile(path.absolute(), file.size, file.sha256) if file.is_at(path) else None


def _as_png(photo: Photo) -> bytes:
    channels = [photo.pixels[:, :, 2], photo.pixels[:, :, 1], photo.pixels[:, :, 0]]
    if photo.alpha is not None:
        channels.append(photo.alpha)
    values: Any = cv2.merge([np.ascontiguousarray(channel) for channel in channels])
    return encode_png(values, icc=photo.icc, exif=photo.exif)


def _suffix(content: bytes, photo: Photo) -> str:
    if content.startswith(b"\x89PNG"):
        return ".png"
    suffix = photo.path.suffix.lower() if photo.path else ""
    return suffix if _SUFFIX.fullmatch(suffix) else ""


def _seen_from(folder: Path, path: Path) -> str | None:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive of Windows
        return None
