"""Pixels that changed their owner light up and fade."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation
from PySide6.QtGui import QColor

from portrait_studio.ui.canvas.label_item import Box, premultiplied
from portrait_studio.ui.canvas.view import Canvas

DURATION = 500
"""Of a flash, in milliseconds."""
_STRENGTH = 0.85


class Flash(QObject):
    """Compares the label map before and after an edit, and lets the difference light up.

    Parameters
    ----------
    canvas
        Where it lights up.
    """

    def __init__(self, canvas: Canvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._before: NDArray[Any] = np.zeros((1, 1), np.uint8)
        self._lit: NDArray[np.uint8] = np.zeros((1, 1), np.uint8)
        self._box: Box | None = None
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(DURATION)
        self._fade.setStartValue(_STRENGTH)
        self._fade.setEndValue(0.0)
        self._fade.setEasingCurve(QEasingCurve.Type.InQuad)
        self._fade.valueChanged.connect(self._dim)
        self._fade.finished.connect(self.stop)

    @property
    def lit(self) -> NDArray[np.bool_]:
        """(h, w) bool: what lights up at the moment."""
        bright: NDArray[np.bool_] = self._lit > 0
        return bright

    def begin(self, numbers: NDArray[Any]) -> None:
        """Start from a label map."""
        self.stop()
        self._before = numbers.copy()
        self._lit = np.zeros(numbers.shape, np.uint8)
        self._canvas.layers.flash.set_labels(self._lit)

    def change(self, numbers: NDArray[Any], box: Box) -> None:
        """Light up what differs inside a box from the map before."""
        self.stop()
        if numbers.shape != self._before.shape:
            self._before = numbers.copy()
            return
        part = np.s_[box[0] : box[2], box[1] : box[3]]
        self._lit[part] = numbers[part] != self._before[part]
        if self._before.dtype != numbers.dtype:
            self._before = self._before.astype(numbers.dtype)
        self._before[part] = numbers[part]
        self._box = box
        layer = self._canvas.layers.flash
        layer.setVisible(True)
        layer.setOpacity(_STRENGTH)
        layer.set_colours(np.array([0, premultiplied(QColor("white"))], np.uint32), within=box)
        self._fade.start()

    def stop(self) -> None:
        """Put the light out."""
        if self._fade.state() == QAbstractAnimation.State.Running:
            self._fade.stop()
        if self._box is not None:
            row0, col0, row1, col1 = self._box
            self._lit[row0:row1, col0:col1] = 0
            self._box = None
            self._canvas.layers.flash.setVisible(False)

    def _dim(self, strength: float) -> None:
        self._canvas.layers.flash.setOpacity(strength)
