"""No result of a batch takes the place of one of its photos, whatever may be overwritten."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import PurePosixPath

from portrait_studio.batch.addresses import is_remote, local_path
from portrait_studio.batch.find import Found
from portrait_studio.batch.job import BatchSettings
from portrait_studio.core.export.formats import format_named
from portrait_studio.errors import ExportError


def spare_photos(
    photos: Sequence[Found], places: Sequence[str], out: str, settings: BatchSettings
) -> None:
    """Refuse a batch whose results may get the names of its photos.

    Parameters
    ----------
    photos, places
        Of the batch; both in the same order.
    out
        Absolute path or address of the folder to write to.
    settings
        What is written.

    Raises
    ------
    ExportError
        A photo lies where a result of one of them may be written.
    """
    inside = _inside(photos, out)
    spec = format_named(settings.format)
    for place in places if inside else ():
        path = PurePosixPath(place)
        folder = "" if str(path.parent) == "." else str(path.parent)
        present = inside.get(folder)
        hit = present and spec.earlier(path.name, sorted(present), settings.options)
        if present and hit:
            raise ExportError(
                f"{present[hit[0]]}: this is one of the photos, which are never written to; choose"
                " another folder or other names."
            )


def _inside(photos: Sequence[Found], out: str) -> Mapping[str, Mapping[str, str]]:
    """Photos below the folder of the results: by folder and name, their addresses."""
    root = f"{out.rstrip('/')}/" if is_remote(out) else os.path.join(_real(out), "")  # noqa: PTH118
    real = cache(_real)  # a million photos lie in few folders
    found: dict[str, dict[str, str]] = {}
    for photo in photos:
        if is_remote(photo.address) != is_remote(out):
            continue
        folder, name = os.path.split(photo.address)
        if not is_remote(out):
            folder = real(folder)
        whole = f"{folder}{'/' if is_remote(out) else os.sep}"
        if whole.startswith(root):
            below = whole.removeprefix(root).replace(os.sep, "/").rstrip("/")
            found.setdefault(below, {})[name] = photo.address
    return found


def _real(folder: str) -> str:
    return str(local_path(folder).resolve())
