"""Background work: keep what a recovery needs, or clear it away."""

from collections.abc import Callable
from dataclasses import dataclass

from portrait_studio.inference.cancel import CancelToken
from portrait_studio.workers.task import Report


@dataclass(frozen=True, eq=False)
class KeepRecovery:
    """Take some steps on a recovery folder, in order.

    Each step is complete or not done at all, so that a crash between two loses nothing.
    """

    steps: tuple[Callable[[], object], ...]

    def __call__(self, report: Report, cancel: CancelToken) -> None:
        """Do the work; see `Task`. Raises ProjectError."""
        for step in self.steps:
            step()
