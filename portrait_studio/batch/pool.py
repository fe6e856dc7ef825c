"""Worker processes of this machine, each with its own network, kept within their memory.

Processes rather than threads, since a damaged photo may crash the library that decodes it; and
started anew rather than forked, since neither ONNX Runtime nor OpenCV survives a fork. One that
ends in the middle loses nothing but its turn. One that has grown is replaced between two photos;
one that outgrows its share in the middle of a photo, or takes too long over it, is ended.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Any

import psutil

from portrait_studio.batch.job import Job, Outcome
from portrait_studio.batch.process import process_photo
from portrait_studio.batch.spawn import few_threads
from portrait_studio.batch.worker import READY, Process, work
from portrait_studio.errors import StudioError

_LOOK_EVERY = 0.5
"""Seconds between two looks at the workers."""
_TRIES = 2


@dataclass(eq=False)
class _Worker:
    process: multiprocessing.process.BaseProcess
    pipe: Connection[Any, Any]
    job: Job | None = None
    ready: bool = False
    since: float = 0.0  # when its job was sent
    ended_for: str = ""  # why it was ended by us


class WorkerPool:
    """Runs jobs in processes of this machine.

    Parameters
    ----------
    count : int
        Number of processes.
    threads : int
        Threads of each.
    memory : int
        Most bytes each may hold. One that holds more than half of it after a photo is replaced.
    time_limit : float
        Seconds a photo may take.
    process : callable
        Does a job; a function of a module, since it is sent by its name.
    """

    def __init__(
        self,
        *,
        count: int,
        threads: int,
        memory: int,
        time_limit: float = float("inf"),
        process: Process = process_photo,
    ) -> None:
        self._count = count
        self._threads = threads
        self._memory = memory
        self._time_limit = time_limit
        self._process = process
        self._workers: list[_Worker] = []
        self._again: deque[Job] = deque()
        self._tries: dict[Job, int] = {}

    def run(self, jobs: Iterable[Job]) -> Generator[Outcome, None, None]:
        """Yield the outcome of every job, as they are done; no process is left behind.

        Raises
        ------
        StudioError
            If the processes cannot even be started.
        """
        left = iter(jobs)
        try:
            while True:
                self._hand_out(left)
                if not self._workers:
                    return
                yield from self._gather()
        finally:
            self._end()

    def _hand_out(self, left: Iterator[Job]) -> None:
        idle = [worker for worker in self._workers if worker.ready and worker.job is None]
        fresh = self._count - len(self._workers)
        for _ in range(len(idle) + fresh):
            job = self._again.popleft() if self._again else next(left, None)
            if job is None:
                break
            worker = idle.pop() if idle else self._start()
            worker.job = job
            if worker.ready:
                _send(worker, job)
        for worker in idle:
            self._stop(worker)

    def _gather(self) -> Iterator[Outcome]:
        """Yield what has come from the workers, within one look at them."""
        by_pipe = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(by_pipe), timeout=_LOOK_EVERY):
            worker = by_pipe[pipe]  # type: ignore[index]  # only pipes were waited for
            try:
                answer = worker.pipe.recv()
            except (EOFError, OSError):
                yield from self._died(worker)
                continue
            if answer == READY:
                worker.ready = True
                _send(worker, worker.job)
            else:
                yield self._answered(worker, *answer)
        self._look_at_workers()

    def _answered(self, worker: _Worker, outcome: Outcome, held: int) -> Outcome:
        worker.job = None
        self._tries.pop(outcome.job, None)
        if held > self._memory // 2:
            self._stop(worker)
        return outcome

    def _died(self, worker: _Worker) -> Iterator[Outcome]:
        job = worker.job
        self._stop(worker)
        if not worker.ready:
            raise StudioError(
                "A worker process ended before it began"
                f" (status {worker.process.exitcode}); try fewer --workers."
            )
        if job is None:
            return
        tries = self._tries[job] = self._tries.get(job, 0) + 1
        if tries < _TRIES and not worker.ended_for:
            self._again.append(job)
            return
        del self._tries[job]
        cause = worker.ended_for or (
            f"ended the worker process that read it {_TRIES} times"
            f" (status {worker.process.exitcode}); save it anew with another program."
        )
        yield Outcome(job, "failed", sentence=f"{job.source}: {cause}")

    def _look_at_workers(self) -> None:
        for worker in self._workers:
            if worker.job is None or not worker.ready or worker.ended_for:
                continue
            worker.ended_for = self._beyond(worker)
            if worker.ended_for:
                worker.process.kill()

    def _beyond(self, worker: _Worker) -> str:
        """Why a worker must be ended, "" if it may go on."""
        if monotonic() - worker.since > self._time_limit:
            return (
                f"takes longer than the {self._time_limit:g} s of --time-limit; give more, or"
                " reduce the photo."
            )
        try:
            held = psutil.Process(worker.process.pid).memory_info().rss
        except psutil.Error:
            return ""  # it has ended; its pipe will say so
        if held > self._memory:
            return (
                f"needs more than the {self._memory / 1e9:.1f} GB of a worker;"
                " give --memory, or fewer --workers."
            )
        return ""

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self._process), daemon=True)
        with few_threads(self._threads):
            process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _stop(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        _send(worker, None)
        worker.pipe.close()
        worker.process.join()

    def _end(self) -> None:
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.pipe.close()
            worker.process.join()
        self._workers.clear()


def _send(worker: _Worker, job: Job | None) -> None:
    worker.since = monotonic()
    with suppress(OSError):  # the process has ended; waiting for its answer will tell
        worker.pipe.send(job)
