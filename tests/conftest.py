"""What every test shares: no display, no leaks."""

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

# Before Qt, as in main.py.
import onnxruntime  # noqa: F401
import pytest

ENDS_WITHIN = 2.0  # seconds for the queue of a data loader, which nobody waits for

_TOUCHES_QT = ("/tests/ui/", "/tests/document/", "/tests/workers/", "/tests/e2e/")


@pytest.fixture(autouse=True)
def nothing_leaks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread or a timer running."""
    before = set(threading.enumerate())
    yield
    for thread in threading.enumerate():
        if thread.name == "QueueFeederThread" and thread not in before:
            thread.join(timeout=ENDS_WITHIN)
    left = [t.name for t in threading.enumerate() if t not in before and not _is_pool(t)]
    assert not left, f"threads left running: {left}"
    if any(part in request.path.as_posix() for part in _TOUCHES_QT):
        leaks = _running_qt_objects()
        assert not leaks, f"left running: {leaks}"


def _is_pool(thread: threading.Thread) -> bool:
    # tqdm keeps one monitor for the whole process, and fsspec one loop with its threads; a
    # Python-less Qt thread shows as a dummy.
    kept = type(thread).__name__ == "TMonitor" or thread.name.startswith(("fsspecIO", "asyncio_"))
    return kept or isinstance(thread, threading._DummyThread)


def _running_qt_objects() -> list[str]:
    import shiboken6
    from PySide6.QtCore import QThread, QTimer

    leaks = []
    for thing in gc.get_objects():
        # isinstance() would ask lazy modules and proxies for their class, and wake them up.
        if not issubclass(type(thing), (QThread, QTimer)) or not shiboken6.isValid(thing):
            continue
        if thing.isRunning() if isinstance(thing, QThread) else thing.isActive():
            leaks.append(repr(thing))
    return leaks


@pytest.fixture(scope="session")
def tiny_card(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the card of a network that finds people who are painted red."""
    from tests.tiny_network import write_tiny_network

    return write_tiny_network(tmp_path_factory.mktemp("network"))
