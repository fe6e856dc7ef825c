"""Many times the same, and their medians."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median


@dataclass
class Timings:
    """Seconds by name, in the order of their first appearance."""

    seconds: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, seconds: float) -> None:
        """Remember one time."""
        self.seconds.setdefault(name, []).append(seconds)

    def measure(self, name: str, work: Callable[[], object]) -> None:
        """Do the work and remember its time."""
        start = time.perf_counter()
        work()
        self.add(name, time.perf_counter() - start)

    def median(self, name: str) -> float:
        """Return the median of a name's times, in seconds."""
        return median(self.seconds[name])

    def spread(self, name: str) -> tuple[float, float]:
        """Return the least and the largest of a name's times, in seconds."""
        return min(self.seconds[name]), max(self.seconds[name])
