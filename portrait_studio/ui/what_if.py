"""What a click would move, shown before it is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor

from portrait_studio.core.editing.change import Change
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.marks import Kind
from portrait_studio.errors import EditError
from portrait_studio.ui.canvas.label_item import premultiplied
from portrait_studio.ui.canvas.mark_item import Place
from portrait_studio.ui.canvas.view import Canvas
from portrait_studio.ui.tools.desk import Desk

INTERVAL = 25
"""Least time between two answers, in milliseconds: the mouse moves faster than the eye reads."""
_FILL = 0.55
_BORDER = 2  # screen pixels
_LOST = QColor("#202020")


class WhatIf(QObject):
    """Asks the editor what an edit would move, and shows it on the canvas.

    Parameters
    ----------
    desk
        Says what is asked, and for whom.
    canvas
        Where it is shown.
    """

    told = Signal(object)
    """The `Change` that would come, or None."""

    def __init__(self, desk: Desk, canvas: Canvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._canvas = canvas
        self._regions: NDArray[Any] = np.zeros((1, 1), np.uint8)
        self._moving: NDArray[np.uint8] = np.zeros((1, 1), np.uint8)
        self._wanted: tuple[tuple[Place, ...], Kind] | None = None
        self._shown: object = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self.answer)
        desk.what_if_wanted.connect(self._ask)

    def begin(self, regions: NDArray[Any]) -> None:
        """Start with a label image (h, w) that is on the canvas."""
        self._regions = regions
        self._moving = np.zeros(regions.shape, np.uint8)
        self._canvas.layers.what_if.set_labels(self._moving)
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self._timer.stop()
        self._wanted = self._shown = None
        self._canvas.layers.what_if.setVisible(False)

    def answer(self) -> None:
        """Answer the last question now."""
        self._timer.stop()
        editor, wanted = self._desk.editor, self._wanted
        if editor is None or wanted is None:
            return
        places, kind = wanted
        question = (editor.index, self._desk.chosen, kind, places, self._desk.piece_radius)
        if question == self._shown:
            return
        self._shown = question
        try:
            change = editor.what_if(
                places, self._desk.chosen or 0, kind=kind, radius=self._desk.piece_radius
            )
        except EditError:  # beside the photo, or of somebody who is locked: nothing would move
            self.told.emit(None)
            self.clear()
            return
        self._show(editor, change, gains=kind == "seed")
        self.told.emit(change)

    def _ask(self, places: Sequence[Place] | None, kind: Kind) -> None:
        if places is None or self._desk.editor is None:
            if self._shown is not None:
                self.told.emit(None)
            self.clear()
            return
        self._wanted = tuple(places), kind
        if not self._timer.isActive():
            self._timer.start()

    def _show(self, editor: Editor, change: Change, *, gains: bool) -> None:
        layer = self._canvas.layers.what_if
        layer.setVisible(not change.empty)
        if change.empty:
            return
        row0, col0, row1, col1 = change.box
        inside = np.s_[row0:row1, col0:col1]
        moving = np.zeros(int(self._regions.max()) + 1, np.uint8)
        moving[change.regions] = 1
        self._moving[:] = 0
        self._moving[inside] = moving[self._regions[inside]] & self._reached(editor)[inside]
        colour = self._desk.colour(self._desk.chosen) if gains else _LOST
        fill = np.array([0, premultiplied(colour, _FILL)], np.uint32)
        border = np.array([0, premultiplied(QColor("white"))], np.uint32)
        layer.set_labels(self._moving, changed=change.box)
        layer.set_colours(fill, border, width=_BORDER, within=change.box)

    def _reached(self, editor: Editor) -> NDArray[np.uint8]:
        """(h, w) uint8: 1 in the person mask, and in regions that lie wholly outside it."""
        mask = editor.mask
        outside = np.bincount(self._regions[mask], minlength=int(self._regions.max()) + 1) == 0
        reached: NDArray[np.uint8] = (mask | outside[self._regions]).astype(np.uint8)
        return reached
