"""The cut-outs of all people, made when they are looked at and only for those who changed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from portrait_studio.ui.panels.cut_out import cut_out

SIDE = 96
"""Pixels; shown at less than half of it, so that it is sharp on dense screens."""


class Thumbnails:
    """Keeps a picture a person until its person changes."""

    def __init__(self) -> None:
        self._photo = QImage()
        self._owner: NDArray[np.int32] | None = None
        self._pictures: dict[int, QImage] = {}
        self.made = 0
        """How many pictures were made so far."""

    def begin(self, photo: QImage, owner: NDArray[np.int32] | None) -> None:
        """Take another photo and whose its pixels are."""
        self._photo, self._owner = photo, owner
        self._pictures.clear()

    def change(self, owner: NDArray[np.int32], people: Iterable[int]) -> None:
        """Take whose the pixels are now; only these people have others than before."""
        self._owner = owner
        for person in people:
            self._pictures.pop(person, None)

    def picture(self, person: int) -> QImage:
        """Return the cut-out of a person."""
        if person not in self._pictures:
            if self._owner is None:
                return QImage()
            self._pictures[person] = cut_out(self._photo, self._owner, person, side=SIDE)
            self.made += 1
        return self._pictures[person]
