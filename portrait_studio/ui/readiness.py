"""While the window waits for its first photo, it loads what finding people will need."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from portrait_studio.ui.workbench import Workbench
from portrait_studio.workers.jobs import Jobs
from portrait_studio.workers.practise import Practise

# Milliseconds before it begins: first the window is painted, and a photo that was dropped on the
# program or is opened at once must not share the processor with this.
PAUSE = 400


class Readiness(QObject):
    """Practises once, unless something else is done first.

    A failure is no trouble yet: whoever finds people next meets it again, and tells.

    Parameters
    ----------
    bench
        Whose network it is; as soon as anything is going on there, the practice ends.
    """

    def __init__(self, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._jobs = Jobs(self)
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._begin)
        bench.busy.connect(self._give_way)

    @property
    def busy(self) -> bool:
        """Whether it practises, or is about to."""
        return self._pause.isActive() or self._jobs.busy

    def start(self) -> None:
        """Practise in a moment."""
        self._pause.start()

    def close(self) -> None:
        """Stop, and wait until nothing runs any more."""
        self._pause.stop()
        self._jobs.close()

    def _begin(self) -> None:
        self._jobs.begin("practice", Practise(self._bench.networks)).start()

    def _give_way(self, busy: bool) -> None:
        if busy:
            self._pause.stop()
            self._jobs.supersede("practice")
