"""What the files of every photo of a batch are called: the folders they came from, mirrored."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from portrait_studio.batch.find import Found
from portrait_studio.errors import PhotoError


def names_of(photos: Sequence[Found]) -> list[str]:
    """Return the path of each photo below the folder asked for, with "/".

    Where several folders were asked for, below the deepest folder that holds them all.
    """
    base = _common({photo.root for photo in photos})
    return [_below(photo.path, base) for photo in photos]


def places_of(photos: Sequence[Found]) -> list[str]:
    """Return what the files of each photo begin with: its name without the suffix.

    Photos of one folder that differ in nothing but their suffix keep it: ``IMG_1.jpg``,
    ``IMG_1.heic``.

    Raises
    ------
    PhotoError
        If two photos would be written to files of the same name all the same.
    """
    names = names_of(photos)
    times = Counter(_without_suffix(name).casefold() for name in names)
    places = [
        name if times[_without_suffix(name).casefold()] > 1 else _without_suffix(name)
        for name in names
    ]
    seen: dict[str, Found] = {}
    for place, photo in zip(places, photos, strict=True):
        other = seen.setdefault(place.casefold(), photo)
        if other is not photo:
            raise PhotoError(
                f"{other.address} and {photo.address} would be written to files of the same name;"
                " rename one, or give them in separate runs with different folders for --out."
            )
    return places


def _common(roots: set[PurePath]) -> str | None:
    try:
        return os.path.commonpath({str(root) for root in roots}) if roots else None
    except ValueError:  # paths on several drives, or of several stores
        return None


def _below(path: PurePath, base: str | None) -> str:
    if base is not None:
        return path.relative_to(base).as_posix()
    drive = path.drive.strip(":\\/") or "files"
    return "/".join([drive, *path.parts[1:]]) if path.is_absolute() else path.as_posix()


def _without_suffix(path: str) -> str:
    folder, slash, name = path.rpartition("/")
    return folder + slash + PurePath(name).stem
