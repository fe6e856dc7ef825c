"""One photo of a batch, from its job to its outcome: the same on every machine.

`process_photo` may be called again with the same job, at any time and anywhere: what is done is
found done, what was cut off is taken up. So a worker may die at any moment.
"""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path, PurePosixPath
from time import perf_counter

from portrait_studio.batch.deliver import deliver
from portrait_studio.batch.job import Job, Outcome
from portrait_studio.batch.network import NetworkUnusableError, predictor_of
from portrait_studio.batch.record import Record, read_record, write_record
from portrait_studio.batch.results import STAGED, stage_results
from portrait_studio.batch.source import Source, digest_of
from portrait_studio.batch.store import Store, open_store
from portrait_studio.core.analysis import PRESETS, Analysis
from portrait_studio.core.photo import Photo
from portrait_studio.core.photo_doubt import photo_doubt
from portrait_studio.errors import ExportError, PhotoError, StudioError
from portrait_studio.inference.analyse import analyse

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


def process_photo(job: Job) -> Outcome:
    """Do one photo; whatever goes wrong with it is told in the outcome.

    Returns
    -------
    Outcome
        "present" if it had been done before with the same settings and all its files are there.
    """
    start = perf_counter()
    try:
        outcome = _process(job)
    except StudioError as error:
        outcome = Outcome(job, "failed", sentence=str(error), hopeless=_hopeless(error))
    except OSError as error:  # of this machine's own disk
        reason = error.strerror or error
        sentence = f"{job.source}: cannot be done ({reason}); check the disk's free space."
        outcome = Outcome(job, "failed", sentence=sentence, hopeless=error.errno in _FULL)
    except MemoryError:
        sentence = f"{job.source}: too large for this machine's memory; scale it down."
        outcome = Outcome(job, "failed", sentence=sentence)
    except Exception as error:  # one photo must not end the others
        kind = type(error).__name__
        sentence = f"{job.source}: a fault of the program ({kind}: {error}); please report it."
        outcome = Outcome(job, "failed", sentence=" ".join(sentence.split()))
    return replace(outcome, seconds=perf_counter() - start)


def _process(job: Job) -> Outcome:
    store, source = open_store(job.out), Source(job.source)
    former, stamp = read_record(store, job.place), source.stamp()
    untouched = former and stamp and (former.source, former.stamp) == (job.source, stamp)
    if former and untouched and _is_done(store, former, job):
        return _as_before(job, former)
    with store.scratch() as scratch:
        file = source.fetch(scratch)
        digest = digest_of(file)
        same = former is not None and former.digest == digest != ""
        _check_former(job, store, former, same=same)
        if former and same and _is_done(store, former, job):  # moved or touched, not changed
            write_record(store, job.place, replace(former, source=job.source, stamp=stamp))
            return _as_before(job, former)
        record = Record(job.source, stamp, digest, job.settings.key, done=False, files={})
        complete = bool(former and former.done and former.settings == job.settings.key and same)
        return _export(job, store, scratch, file, record, only_missing=complete)


def _export(
    job: Job, store: Store, scratch: Path, file: Path, record: Record, *, only_missing: bool
) -> Outcome:
    predictor = predictor_of(job.settings)
    photo = _open(job, file)
    analysis = analyse(photo, predictor, PRESETS[job.settings.preset])
    doubt, people = photo_doubt(analysis), len(analysis.people)
    above = job.settings.review_above
    review = above is not None and doubt > above
    staged = _stage(job, store, photo, analysis, scratch, review=review)
    record = replace(record, people=people, doubt=doubt, review=review)
    deliver(
        store,
        job.place,
        staged,
        record,
        only_missing=only_missing,
        overwrite=job.settings.overwrite,
    )
    reason = predictor.session.fallback_reason
    note = f"running on the CPU: {reason}" if reason else ""
    return Outcome(job, "exported", people=people, doubt=doubt, review=review, note=note)


def _stage(
    job: Job, store: Store, photo: Photo, analysis: Analysis, scratch: Path, *, review: bool
) -> dict[str, Path]:
    """Make the results; what is wrong with them is said of where they should go."""
    try:
        return stage_results(job, photo, analysis, scratch, review=review)
    except ExportError as error:
        folder = store.where(job.place).removesuffix(PurePosixPath(job.place).name)
        text = str(error).replace(f"{scratch / STAGED}{os.sep}", folder)
        raise ExportError(text) from error.__cause__ or error


def _open(job: Job, file: Path) -> Photo:
    """Read the photo; what is wrong with it is said of where it came from."""
    try:
        return Photo.open(file)
    except PhotoError as error:
        raise PhotoError(str(error).replace(str(file), job.source)) from error


def _is_done(store: Store, record: Record, job: Job) -> bool:
    current = record.done and record.settings == job.settings.key
    return current and all(store.has(name) for name in record.files)


def _as_before(job: Job, record: Record) -> Outcome:
    return Outcome(job, "present", people=record.people, doubt=record.doubt, review=record.review)


def _check_former(job: Job, store: Store, former: Record | None, *, same: bool) -> None:
    """Refuse to replace the results of another photo, or of other settings, unasked."""
    if former is None or job.settings.overwrite or not former.files:
        return
    where = store.where(job.place)
    if not same and former.source != job.source:
        raise ExportError(
            f"{where}: holds the results of another photo, {former.source}; choose another folder"
            " or give --overwrite."
        )
    if former.settings != job.settings.key:
        raise ExportError(
            f"{where}: was made with other settings; choose another folder or give --overwrite."
        )


def _hopeless(error: StudioError) -> bool:
    if isinstance(error, NetworkUnusableError):
        return True
    cause = error.__cause__
    return isinstance(error, ExportError) and isinstance(cause, OSError) and cause.errno in _FULL
