"""A background job: frozen inputs, one answer.

The work is a callable that captured everything it needs and mutates nothing. It runs in a thread
of its own and answers exactly once: `returned`, `failed` or `cancelled`. All signals are emitted
in the thread the task was created in, so that listeners need no care.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from portrait_studio.errors import Cancelled
from portrait_studio.inference.cancel import CancelToken

Report = Callable[[str, float], None]
"""Says how far the work is: the stage's name and the fraction done, 0..1."""

Work = Callable[[Report, CancelToken], Any]


class _Worker(QThread):
    """The thread of one task: leaves the answer behind when it ends."""

    reported = Signal(str, float)

    def __init__(self, work: Work, token: CancelToken, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._token = token
        self.value: Any = None
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self._token.raise_if_cancelled()
            self.value = self._work(self.reported.emit, self._token)
        except Exception as error:  # it is the task's answer, and is shown to the user
            self.error = error


class Task(QObject):
    """One background job.

    Parameters
    ----------
    work
        Called in another thread with a function to report progress and a token to look at.
    parent
        Owner; must outlive the task or call `wait`.
    """

    progressed = Signal(str, float)
    returned = Signal(object)
    failed = Signal(Exception)
    cancelled = Signal()
    finished = Signal(object)
    """The task itself, after its answer; nothing comes after it."""

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._token = CancelToken()
        self._worker = _Worker(work, self._token, self)
        self._worker.reported.connect(self._report)
        self._worker.finished.connect(self._answer)
        self._answered = False
        self._silent = False

    @property
    def running(self) -> bool:
        """Whether the answer is still to come."""
        return not self._answered

    def start(self) -> None:
        """Begin the work."""
        self._worker.start()

    def cancel(self) -> None:
        """Ask the work to stop; the answer will be `cancelled`."""
        self._token.cancel()

    def silence(self) -> None:
        """Ask the work to stop; nothing is heard of it any more but `finished`."""
        self._silent = True
        self._token.cancel()

    def wait(self) -> None:
        """Block until the thread has ended; its answer, if still due, is given up."""
        self._answered = True
        self._worker.wait()

    def _report(self, stage: str, fraction: float) -> None:
        if self.running and not self._token.cancelled:
            self.progressed.emit(stage, fraction)

    def _answer(self) -> None:
        if self._answered:
            return
        self._answered = True
        # Qt says "finished" from inside the thread, which has its last steps still to go.
        self._worker.wait()
        if not self._silent:
            self._emit_answer()
        self.finished.emit(self)

    def _emit_answer(self) -> None:
        error = self._worker.error
        if self._token.cancelled or isinstance(error, Cancelled):
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.returned.emit(self._worker.value)
