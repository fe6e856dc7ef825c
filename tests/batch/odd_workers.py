"""What worker processes do in the tests of the pool; they find these functions by their names."""

import os
import threading
from pathlib import Path

import numpy as np

from portrait_studio.batch.job import Outcome

_kept: list[np.ndarray] = []


def note(job):
    """Say which process did the job, in a file named like it."""
    with Path(job.out, job.place).open("a") as file:
        file.write(f"{os.getpid()}\n")


def easy(job):
    note(job)
    return Outcome(job, "exported", people=1)


def die_once(job):
    """End at the first try, as a decoder that crashes does."""
    first = not Path(job.out, job.place).exists()
    note(job)
    if first and job.place.startswith("bad"):
        os._exit(3)
    return Outcome(job, "exported")


def die_always(job):
    note(job)
    if job.place.startswith("bad"):
        os._exit(3)
    return Outcome(job, "exported")


def grow(job):
    """Keep 200 MB of every job."""
    note(job)
    _kept.append(np.ones(200_000_000, np.uint8))
    return Outcome(job, "exported")


def devour(job):
    """Take ever more memory."""
    note(job)
    while job.place.startswith("bad"):
        _kept.append(np.ones(50_000_000, np.uint8))
    return Outcome(job, "exported")


def hang(job):
    """Never come back."""
    note(job)
    if job.place.startswith("bad"):
        threading.Event().wait()
    return Outcome(job, "exported")


class NotThere:
    """Cannot be loaded where a worker starts."""

    def __reduce__(self):
        return (os._exit, (7,))

    def __call__(self, job):
        raise AssertionError
