"""After an edit is shown, the network looks again at whom it spoke of, and the edit gets better."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, QTimer, Signal

from portrait_studio.core.close_ups import CloseUp
from portrait_studio.document.document import Document
from portrait_studio.workers.jobs import Jobs
from portrait_studio.workers.networks import NetworkSource
from portrait_studio.workers.take_looks import TakeLooks

# Milliseconds from an edit to its look: painting what was clicked comes first, and a worker that
# starts at once would hold it up, since Python runs one thread at a time.
PAUSE = 30


class CloserLooks(QObject):
    """Takes the closer looks that edits ask for, one edit after the other.

    An edit is in effect at once, by its regions; what the looks add belongs to the same step of
    undo. A look that fails is no trouble to the user: the edit stays as it is.
    """

    idle = Signal()
    """Every look that was asked for has come, or will not come."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs(self)
        self._networks: NetworkSource | None = None
        self._document: Document | None = None
        self._waiting: deque[int] = deque()  # the numbers of edits
        self._number = 0  # of the edit that is looked at now
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether a look is taken, or waits."""
        return self._jobs.busy or bool(self._waiting)

    def follow(self, document: Document | None, networks: NetworkSource) -> None:
        """Take looks for another document from now on."""
        self._jobs.supersede("look")
        self._forget()
        if self._document is not None:
            self._document.edited.disconnect(self._ask)
        self._document, self._networks = document, networks
        if document is not None:
            document.edited.connect(self._ask)

    def close(self) -> None:
        """Stop, and wait until nothing runs any more."""
        self._forget()
        self._jobs.close()

    def _forget(self) -> None:
        self._pause.stop()
        self._waiting.clear()

    def _ask(self, number: int) -> None:
        self._waiting.append(number)
        if not self._jobs.busy and not self._pause.isActive():
            self._pause.start()

    def _begin(self) -> None:
        document, networks = self._document, self._networks
        while self._waiting and document is not None and networks is not None:
            number = self._waiting.popleft()
            wanted = document.wanted(number)
            if not wanted:
                continue
            task = self._jobs.begin("look", TakeLooks(document.editor.analysis, networks, wanted))
            # not bound to the task: it would own this object, and end it from its own end
            self._number = number
            task.returned.connect(self._looked)
            task.finished.connect(self._go_on)
            task.start()
            return
        self.idle.emit()

    def _go_on(self) -> None:
        if not self._jobs.busy and not self._pause.isActive():
            self._begin()

    def _looked(self, close_ups: dict[int, CloseUp]) -> None:
        if self._document is not None and close_ups:
            self._document.look(self._number, close_ups)
