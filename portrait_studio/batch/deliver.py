"""From scratch to their places: the results of one photo, nothing of anybody else's touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from portrait_studio.batch.record import Record, read_record, write_record
from portrait_studio.batch.source import digest_of
from portrait_studio.batch.store import HIDDEN, Store
from portrait_studio.errors import ExportError


def deliver(
    store: Store,
    place: str,
    staged: Mapping[str, Path],
    record: Record,
    *,
    only_missing: bool,
    overwrite: bool,
) -> None:
    """Put the results of a photo to their places and record it.

    The record is written twice: before, so that a run that is killed in the middle leaves no file
    of unknown origin, and after.

    Parameters
    ----------
    store
        Where to.
    place
        Of the photo.
    staged
        Names and the finished files, in scratch.
    record
        Of the photo, `files` empty.
    only_missing
        Leave results alone that the former record names: the photo was done, and some of its
        files are gone.
    overwrite
        Replace files that this batch did not write.

    Raises
    ------
    ExportError
        A file of somebody else's has one of the names, or the store refuses.
    """
    digests = {name: digest_of(file) for name, file in staged.items()}
    former = read_record(store, place)
    wrote = former.wrote() if former else {}
    kept: dict[str, str] = {}
    for name in staged:
        if store.has(name):
            if only_missing and former and name in former.files:
                kept[name] = former.files[name]
            elif not overwrite and not name.startswith(f"{HIDDEN}/"):
                _check_ours(store, name, (digests[name], *wrote.get(name, ())))
    begun = replace(record, done=False, files=digests | kept, earlier=wrote)
    write_record(store, place, begun)
    for name, file in staged.items():
        if name not in kept:
            store.put(name, file)
    for name in wrote.keys() - staged.keys():
        if store.digest(name) in wrote[name]:  # of people who are not found any more
            store.remove(name)
    write_record(store, place, replace(begun, done=True, earlier={}))


def _check_ours(store: Store, name: str, known: tuple[str, ...]) -> None:
    if store.digest(name) not in known:
        raise ExportError(
            f"{store.where(name)}: exists already and is not of this batch; choose another folder"
            " or give --overwrite."
        )
