"""``portrait-studio batch``: many photos, on the cores of this machine or on a cluster."""

from argparse import Namespace
from pathlib import Path

import psutil

from portrait_studio.batch.addresses import is_remote, local_path
from portrait_studio.batch.find import find_photos
from portrait_studio.batch.job import BatchSettings
from portrait_studio.batch.network import networks_digest
from portrait_studio.batch.run import Runner, Tally, run_batch
from portrait_studio.commands.batch_report import BatchReport
from portrait_studio.commands.ending import ending_like_ctrl_c
from portrait_studio.commands.segment import options_of
from portrait_studio.errors import StudioError
from portrait_studio.inference.cards import default_card, find_card
from portrait_studio.inference.threads import physical_cores

_UNUSABLE = 2
_USUAL_MEMORY = 2 * 10**9
"""Bytes that a worker should be able to use, when their number is left to the program."""


def batch(wishes: Namespace) -> int:
    """Run the command.

    Parameters
    ----------
    wishes
        ``photos, out, preset, workers, memory, time_limit, review_above, dask, log, verbose`` as in
        ``cli``, and those of ``arguments``: format and network.

    Returns
    -------
    int
        0, or 2 if a photo could not be used.

    Raises
    ------
    StudioError
        If nothing can be done at all, or nothing further.
    """
    out = wishes.out if is_remote(wishes.out) else str(local_path(wishes.out))
    photos = find_photos(wishes.photos, leave_out=out)
    runner, threads = _runner(wishes)
    settings = _settings(wishes, threads)
    log = wishes.log or (Path() if is_remote(out) else Path(out)) / "batch.log"
    with (
        ending_like_ctrl_c(),
        BatchReport(len(photos), log=log, out=out, verbose=wishes.verbose) as report,
    ):
        tally = run_batch(photos, out, settings, runner, tell=report.tell)
    report.sum_up()
    return _status(tally)


def _status(tally: Tally) -> int:
    return _UNUSABLE if tally.times["failed"] else 0


def _settings(wishes: Namespace, threads: int) -> BatchSettings:
    card = find_card(wishes.network) if wishes.network else default_card()
    named = str(card.path.absolute()) if str(wishes.network).endswith(".toml") else card.path.stem
    # A damaged network is found out before any worker starts.
    digest = networks_digest(named, wishes.preset)
    return BatchSettings(
        format=wishes.format,
        options=options_of(wishes),
        preset=wishes.preset,
        review_above=None if wishes.no_review else wishes.review_above,
        network=named,
        networks=digest,
        provider=wishes.provider,
        threads=threads,
        overwrite=wishes.overwrite,
    )


def _runner(wishes: Namespace) -> tuple[Runner, int]:
    """Return what runs the jobs, and how many threads each may use."""
    if wishes.dask and wishes.time_limit:
        raise StudioError(
            "A time limit holds for the processes of this machine only; leave out --time-limit, or"
            " --dask."
        )
    if wishes.dask:
        from portrait_studio.batch.cluster import DaskCluster

        return DaskCluster(wishes.dask), 1  # Dask runs as many jobs as there are cores
    from portrait_studio.batch.pool import WorkerPool

    available = psutil.virtual_memory().available
    count = wishes.workers or max(1, min(physical_cores(), available // _USUAL_MEMORY))
    threads = max(1, physical_cores() // count)
    memory = int(wishes.memory * 1e9) if wishes.memory else available // count
    limit = wishes.time_limit or float("inf")
    return WorkerPool(count=count, threads=threads, memory=memory, time_limit=limit), threads
