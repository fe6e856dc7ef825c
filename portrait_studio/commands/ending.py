"""Being asked to end: politely by a job scheduler, or by Ctrl-C, it is the same."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ending_like_ctrl_c() -> Iterator[None]:
    """Let a polite request to end raise KeyboardInterrupt, so that nothing half-written stays."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
