"""How long a task will still take, as far as its progress tells."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

_LEAST_SECONDS = 1.0
_LEAST_FRACTION = 0.05


class TimeLeft:
    """Guesses from the time a task has run and the fraction that is done.

    Parameters
    ----------
    clock
        Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._begun = clock()

    def begin(self) -> None:
        """Begin with another task."""
        self._begun = self._clock()

    def seconds(self, fraction: float) -> float | None:
        """Return how long it will take from now; None where it is too early to say.

        Parameters
        ----------
        fraction
            Done so far, 0..1.
        """
        spent = self._clock() - self._begun
        if spent < _LEAST_SECONDS or fraction < _LEAST_FRACTION:
            return None
        return max(0.0, spent * (1 - min(1.0, fraction)) / fraction)
