"""The same jobs on the machines of a Dask cluster.

The scheduler gives the jobs of a worker that is lost to another one; since a job may be done
twice without harm, no photo is lost and none is written by halves.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any
from uuid import uuid4

from portrait_studio.batch.job import Job, Outcome
from portrait_studio.batch.process import process_photo
from portrait_studio.batch.worker import Process
from portrait_studio.errors import StudioError

_SECONDS_TO_CONNECT = 10
# Enough that no thread of the cluster waits for this process, few enough that a million jobs do
# not lie in the scheduler's memory.
_JOBS_A_THREAD = 4


class DaskCluster:
    """Runs jobs on a cluster.

    Parameters
    ----------
    scheduler : str
        Its address, such as ``tcp://10.0.0.1:8786``.
    process : callable
        Does a job; a function of a module that every worker has.
    """

    def __init__(self, scheduler: str, *, process: Process = process_photo) -> None:
        self._scheduler = scheduler
        self._process = process

    def run(self, jobs: Iterable[Job]) -> Generator[Outcome, None, None]:
        """Yield the outcome of every job, as they are done.

        Raises
        ------
        StudioError
            If Dask is not installed, the scheduler cannot be reached, is lost, or has no worker.
        """
        distributed = _dask()
        _silence()
        client = self._connect(distributed)
        try:
            yield from self._run(distributed, client, enumerate(jobs))
        finally:
            with suppress(Exception):  # a scheduler that is gone cannot be left politely
                client.close(timeout=_SECONDS_TO_CONNECT)

    def _connect(self, distributed: Any) -> Any:
        try:
            # A client that is given an address of no known kind hangs when the program ends.
            distributed.comm.registry.get_backend(
                distributed.comm.parse_address(self._scheduler, strict=True)[0]
            )
            return distributed.Client(
                self._scheduler, timeout=_SECONDS_TO_CONNECT, set_as_default=False
            )
        except (OSError, ValueError, TimeoutError) as error:
            raise StudioError(
                f"The Dask scheduler {self._scheduler} cannot be reached"
                f" ({' '.join(str(error).split())[:120]}); start one with `dask scheduler`."
            ) from error

    def _run(
        self, distributed: Any, client: Any, left: Iterator[tuple[int, Job]]
    ) -> Iterator[Outcome]:
        threads = sum(client.nthreads().values())
        if not threads:
            raise StudioError(
                f"The Dask scheduler {self._scheduler} has no workers; start some with"
                f" `dask worker {self._scheduler}`."
            )
        run = uuid4().hex
        jobs: dict[str, Job] = {}

        def submit(count: int) -> list[Any]:
            futures = []
            for number, job in islice(left, count):
                key = f"photo-{run}-{number}"  # of its own: nothing is taken from another run
                jobs[key] = job
                futures.append(client.submit(self._process, job, key=key, pure=False))
            return futures

        finished = distributed.as_completed(submit(threads * _JOBS_A_THREAD), loop=client.loop)
        for future in finished:
            yield self._outcome(future, jobs.pop(future.key))
            finished.update(submit(1))

    def _outcome(self, future: Any, job: Job) -> Outcome:
        if future.status == "finished":
            outcome: Outcome = future.result()
            return outcome
        if future.status != "error":
            raise StudioError(
                f"The Dask scheduler {self._scheduler} is gone; what was finished is kept. Start it"
                " and give the same command again to go on."
            )
        error = future.exception()
        if isinstance(error, ImportError):
            raise StudioError(
                f"A worker of {self._scheduler} lacks Portrait Studio or a part of it ({error});"
                " install the same version everywhere."
            )
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        sentence = f"{job.source}: ended the workers that read it ({reason})."
        return Outcome(job, "failed", sentence=sentence)


def _dask() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        raise StudioError(
            'A cluster needs Dask; install it with `pip install "portrait-studio[cluster]"`.'
        ) from error


def _silence() -> None:
    """Leave telling what goes wrong to our own sentence; Dask's would come with tracebacks."""
    for name in [*logging.Logger.manager.loggerDict]:
        if name.split(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)
