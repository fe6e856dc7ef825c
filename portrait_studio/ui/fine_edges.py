"""Edges on a backdrop get fine a moment after an edit: refined against the photo at full size."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from portrait_studio.core.editing.editor import Editor
from portrait_studio.ui.names import layers_of
from portrait_studio.workers.fine_coverage import FineCoverage
from portrait_studio.workers.jobs import Jobs

PATIENCE = 250
"""From the last wish to the work, in milliseconds."""


class FineEdges(QObject):
    """Refines in the background what the canvas shows on a backdrop."""

    fine = Signal(object)
    """Coverage and its halves, (H, W) uint8, of the people as they are now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs(self)
        self._editor: Editor | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self._begin)

    def wish(self, editor: Editor) -> None:
        """Refine the people as they are, unless another wish follows at once."""
        self._jobs.supersede("edges")
        self._editor = editor
        self._timer.start()

    def stop(self) -> None:
        """Refine nothing: the people are not on a backdrop, or not there."""
        self._timer.stop()
        self._jobs.supersede("edges")

    def close(self) -> None:
        """Stop, and wait until nothing runs any more."""
        self._timer.stop()
        self._jobs.close()

    def _begin(self) -> None:
        if self._editor is None or self._editor.analysis.photo is None:
            return
        shown = frozenset(layer.id for layer in layers_of(self._editor) if layer.visible)
        work = FineCoverage(self._editor.analysis.photo, self._editor.snapshot, shown)
        task = self._jobs.begin("edges", work)
        task.returned.connect(self.fine)
        task.start()
