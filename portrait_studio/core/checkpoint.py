"""Where long work looks up and asks whether it is still wanted.

Tiles, rows and steps of a solver lie many calls below whoever can cancel. They call `checkpoint`;
who begins the work says with `asking` what that does, for the work of the same thread alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ASK: ContextVar[Callable[[], object] | None] = ContextVar("ask", default=None)


@contextmanager
def asking(ask: Callable[[], object]) -> Iterator[None]:
    """Let every `checkpoint` in the block call `ask`, which stops the work by raising.

    Examples
    --------
    >>> def no_longer_wanted():
    ...     raise InterruptedError
    >>> with asking(no_longer_wanted):
    ...     checkpoint()
    Traceback (most recent call last):
    InterruptedError
    >>> checkpoint()
    """
    before = _ASK.set(ask)
    try:
        yield
    finally:
        _ASK.reset(before)


def checkpoint() -> None:
    """Ask whether the work is still wanted; raises what the one who is asked raises."""
    ask = _ASK.get()
    if ask is not None:
        ask()
