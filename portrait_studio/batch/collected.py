"""The one file of all photos, where a format has one: joined from every photo's part."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from portrait_studio.batch.deliver import deliver
from portrait_studio.batch.job import BatchSettings
from portrait_studio.batch.record import Record, part_name, read_record
from portrait_studio.batch.store import HIDDEN, Store
from portrait_studio.core.export.format_spec import Collecting
from portrait_studio.core.export.formats import format_named
from portrait_studio.errors import ExportError

_UNFINISHED = f"{HIDDEN}/unfinished"
"""There from before the first photo until the file of all photos is written."""


def begin_collected(store: Store, settings: BatchSettings) -> bool:
    """Refuse, before anything slow, to replace a file of all photos that is not of this batch.

    Returns
    -------
    bool
        Whether a former run ended before it wrote the file.

    Raises
    ------
    ExportError
        If there is one that may not be replaced, or the store refuses.
    """
    collecting = format_named(settings.format).collecting
    if collecting is None:
        return False
    if store.has(collecting.name) and not settings.overwrite:
        _check_ours(store, collecting)
    unfinished = store.has(_UNFINISHED)
    store.write(_UNFINISHED, b"the file of all photos is not written yet\n")
    return unfinished


def _check_ours(store: Store, collecting: Collecting) -> None:
    record = read_record(store, _place(collecting))
    if record is None or store.digest(collecting.name) not in record.wrote()[collecting.name]:
        raise ExportError(
            f"{store.where(collecting.name)}: exists already and is not of this batch; choose"
            " another folder or give --overwrite."
        )


def write_collected(
    store: Store, settings: BatchSettings, places: Iterable[str], *, changed: bool
) -> None:
    """Write the file of all photos, if the format has one and it is not up to date.

    Parameters
    ----------
    store
        Where to.
    settings
        Of the batch.
    places
        Of this run's photos, which come first, in their order; photos of former runs follow.
    changed
        Whether a photo was exported since it was written.

    Raises
    ------
    ExportError
        If the store refuses.
    """
    collecting = format_named(settings.format).collecting
    if collecting is None:
        return
    present = store.names(f"{HIDDEN}/parts")
    if present and (changed or not store.has(collecting.name)):
        _join(store, settings, collecting, places, present)
    store.remove(_UNFINISHED)


def _join(
    store: Store,
    settings: BatchSettings,
    collecting: Collecting,
    places: Iterable[str],
    present: Sequence[str],
) -> None:
    there = set(present)
    order = dict.fromkeys(name for name in map(part_name, places) if name in there)
    order |= dict.fromkeys(present)
    with store.scratch() as scratch:
        file = scratch / "all"
        with file.open("wb") as target:
            target.writelines(collecting.join(_parts(store, order)))
        record = Record("", "", "", settings.key, done=False, files={})
        staged = {collecting.name: file}
        overwrite = settings.overwrite
        deliver(store, _place(collecting), staged, record, only_missing=False, overwrite=overwrite)


def _parts(store: Store, names: Iterable[str]) -> Iterator[dict[str, Any]]:
    for name in names:
        yield json.loads(store.read(name) or b"")


def _place(collecting: Collecting) -> str:
    return f"/{collecting.name}"  # no photo's place begins so
