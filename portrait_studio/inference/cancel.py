"""A wish to stop that crosses threads, without Qt."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from portrait_studio.errors import Cancelled


class CancelToken:
    """Ask running work to stop, from any thread; a token is cancelled once and for good.

    Examples
    --------
    >>> token = CancelToken()
    >>> token.cancelled
    False
    >>> token.cancel()
    >>> token.cancelled
    True
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._cancelled = False
        self._callbacks: list[Callable[[], None]] = []

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancelled

    def cancel(self) -> None:
        """Stop the work: every registered callback is called once, in this thread."""
        with self._lock:
            self._cancelled = True
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()

    def raise_if_cancelled(self) -> None:
        """Raise `Cancelled` if `cancel` was called."""
        if self._cancelled:
            raise Cancelled("Cancelled.")

    @contextmanager
    def calling(self, callback: Callable[[], None]) -> Iterator[None]:
        """While inside, have `callback` called on cancelling; at once if that came before."""
        with self._lock:
            late = self._cancelled
            if not late:
                self._callbacks.append(callback)
        if late:
            callback()
        try:
            yield
        finally:
            with self._lock:
                if callback in self._callbacks:
                    self._callbacks.remove(callback)
