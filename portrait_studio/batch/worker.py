"""A worker process: takes jobs from a pipe and answers with outcomes, until told to stop."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any

import psutil

from portrait_studio.batch.job import Job, Outcome

READY = "ready"
Process = Callable[[Job], Outcome]


def work(jobs: Connection[Any, Any], process: Process) -> None:
    """Answer jobs one by one, each with its outcome and the bytes the process holds afterwards.

    Parameters
    ----------
    jobs
        Gives jobs, and None for the end; takes `READY` once, then the answers.
    process
        Does a job.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and decides
    Thread(target=_end_with_parent, daemon=True).start()
    own = psutil.Process()
    jobs.send(READY)
    while (job := jobs.recv()) is not None:
        jobs.send((process(job), own.memory_info().rss))


def _end_with_parent() -> None:
    """End at once when the parent does: nobody would hear the answer."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
