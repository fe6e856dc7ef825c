"""How many threads a network may use."""

import os
import sys
from pathlib import Path

MOST_THREADS = 8
_LINUX_CORES = Path("/sys/devices/system/cpu")


def default_threads() -> int:
    """Return the number of physical cores this process may use, at most `MOST_THREADS`.

    Two threads of one core share its arithmetic units, which is all that a convolution needs, and
    the window needs a processor too.
    """
    return max(1, min(MOST_THREADS, physical_cores()))


def physical_cores() -> int:
    """Return how many physical cores this process may use."""
    if sys.platform.startswith("linux"):
        allowed = os.sched_getaffinity(0)
        return len({_siblings(cpu) for cpu in allowed})
    logical = os.cpu_count() or 1
    # Windows machines mostly run two threads a core, Apple's one.
    return max(1, logical // 2) if sys.platform == "win32" else logical


def _siblings(cpu: int) -> str:
    path = _LINUX_CORES / f"cpu{cpu}" / "topology" / "thread_siblings_list"
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:
        return str(cpu)
