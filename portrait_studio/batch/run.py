"""A whole batch: the checks before, the jobs in any runner, what belongs to all photos after."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from filelock import BaseFileLock, FileLock, Timeout

from portrait_studio.batch.addresses import is_remote, local_path
from portrait_studio.batch.collected import begin_collected, write_collected
from portrait_studio.batch.find import Found
from portrait_studio.batch.job import BatchSettings, Job, Outcome, Status
from portrait_studio.batch.local_store import LocalStore
from portrait_studio.batch.places import names_of, places_of
from portrait_studio.batch.record import RECORDS
from portrait_studio.batch.spare import spare_photos
from portrait_studio.batch.store import HIDDEN, Store, open_store
from portrait_studio.core.export.file_names import tells_photos_apart
from portrait_studio.core.export.formats import format_named
from portrait_studio.errors import ExportError, StudioError

_SETTINGS = f"{HIDDEN}/settings.json"


class Runner(Protocol):
    """Whatever runs jobs: `WorkerPool`, `DaskCluster`."""

    def run(self, jobs: Iterable[Job]) -> Generator[Outcome, None, None]:
        """Yield the outcome of every job, as they are done; closed early, it ends its workers."""


@dataclass
class Tally:
    """How many photos came to what.

    Attributes
    ----------
    times : dict
        Number of outcomes of each status.
    review : int
        Photos that were set aside in this run or a former one.
    """

    times: dict[Status, int] = field(
        default_factory=lambda: {"exported": 0, "present": 0, "failed": 0}
    )
    review: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count an outcome."""
        self.times[outcome.status] += 1
        self.review += outcome.review


def run_batch(
    photos: Sequence[Found],
    out: str,
    settings: BatchSettings,
    runner: Runner,
    *,
    tell: Callable[[Outcome], None],
) -> Tally:
    """Do every photo that is not done yet.

    Parameters
    ----------
    photos
        What was asked for.
    out
        Absolute path or address of the folder to write to.
    settings
        How each is treated.
    runner
        Does the work.
    tell
        Called with every outcome, in this thread.

    Raises
    ------
    StudioError
        If the batch cannot be begun, or no further photo could be done; what is done is kept.
    """
    names, places = names_of(photos), places_of(photos)
    _check_template(settings, several=len(photos) > 1)
    spare_photos(photos, places, out, settings)
    store = open_store(out)
    jobs = (
        Job(photo.address, name, place, out, settings)
        for photo, name, place in zip(photos, names, places, strict=True)
    )
    with _alone(store, out):
        _check_settings(store, out, settings)
        unfinished = begin_collected(store, settings)
        tally = _all(jobs, runner, tell)
        changed = unfinished or tally.times["exported"] > 0
        write_collected(store, settings, places, changed=changed)
    return tally


def _all(jobs: Iterator[Job], runner: Runner, tell: Callable[[Outcome], None]) -> Tally:
    tally = Tally()
    outcomes = runner.run(jobs)
    with closing(outcomes):  # so that no worker outlives it
        for outcome in outcomes:
            tally.add(outcome)
            tell(outcome)
            if outcome.hopeless:
                raise StudioError(
                    "The other photos would fare no better than this one; what was finished is"
                    " kept. Give the same command again to go on."
                )
    return tally


@contextmanager
def _alone(store: Store, out: str) -> Iterator[None]:
    """Keep a second batch out of a folder on a disk, and leave no scratch behind."""
    if is_remote(out) or not isinstance(store, LocalStore):
        yield
        return
    lock = local_path(out) / HIDDEN / "lock"
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            f"The folder {out} cannot be made ({error.strerror}); choose another for --out."
        ) from error
    with _locked(FileLock(lock, timeout=0), out):
        store.sweep()
        try:
            yield
        finally:
            store.sweep()


@contextmanager
def _locked(lock: BaseFileLock, out: str) -> Iterator[None]:
    try:
        lock.acquire()
    except Timeout as error:
        raise ExportError(
            f"Another batch is writing to {out}; wait for it, or choose another folder."
        ) from error
    except OSError as error:
        raise ExportError(
            f"The folder {out} cannot be written to ({error.strerror}); choose another for --out."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _check_template(settings: BatchSettings, *, several: bool) -> None:
    spec = format_named(settings.format)
    spec.check(settings.options)
    apart = spec.collecting is not None or tells_photos_apart(spec.namings(settings.options))
    if several and not apart:
        raise ExportError(
            f"The template “{settings.options.template}” gives the files of all photos the same"
            " names; put {stem} into it."
        )


def _check_settings(store: Store, out: str, settings: BatchSettings) -> None:
    """Refuse to mix two kinds of results in one folder, and note down which kind this is."""
    chosen = json.loads(json.dumps(settings.decisive()))
    try:
        former = json.loads(store.read(_SETTINGS) or b"null")
    except ValueError:
        former = None
    if former == chosen:
        return
    if former is not None and not settings.overwrite and store.names(RECORDS):
        differing = [name for name in chosen if former.get(name) != chosen[name]]
        words = ", ".join(name.replace("_", " ") for name in differing)
        raise ExportError(
            f"{out} holds a batch made with other settings ({words}); choose another folder or"
            " give --overwrite."
        )
    store.write(_SETTINGS, (json.dumps(chosen, indent=1) + "\n").encode())
