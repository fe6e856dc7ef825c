"""The running tasks of a window: a newer request supersedes an older one of the same kind."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from portrait_studio.workers.task import Task, Work


class Jobs(QObject):
    """Owner of the running tasks, at most one current task a kind.

    A superseded task is cancelled and silenced before the next one begins, so that an old answer
    never arrives after a new request.
    """

    changed = Signal()
    """A task was begun or has ended."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current: dict[str, Task] = {}
        self._threads: set[Task] = set()

    @property
    def busy(self) -> bool:
        """Whether any current task is running."""
        return bool(self._current)

    def begin(self, kind: str, work: Work) -> Task:
        """Create the current task of a kind; connect to it, then `start` it."""
        self.supersede(kind)
        task = Task(work, self)
        task.finished.connect(self._end)
        self._current[kind] = task
        self._threads.add(task)
        self.changed.emit()
        return task

    def cancel(self) -> None:
        """Cancel every current task; each answers `cancelled`."""
        for task in list(self._current.values()):
            task.cancel()

    def supersede(self, kind: str) -> None:
        """Cancel the current task of a kind, if any; nothing is heard of it any more."""
        task = self._current.pop(kind, None)
        if task is not None:
            task.silence()
            self.changed.emit()

    def close(self) -> None:
        """Cancel everything and wait for the threads to end; nothing more is heard of them."""
        for task in self._threads:
            task.silence()
        for task in self._threads:
            task.wait()
            task.deleteLater()
        self._current.clear()
        self._threads.clear()

    def _end(self, task: Task) -> None:
        self._threads.discard(task)
        current = {kind: other for kind, other in self._current.items() if other is not task}
        if current != self._current:
            self._current = current
            self.changed.emit()
        task.deleteLater()
