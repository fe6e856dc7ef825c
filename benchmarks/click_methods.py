"""What answers the clicks: the studio's editor, and GrabCut as the plain alternative."""

from __future__ import annotations

from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.click_protocol import Click, iou
from portrait_studio.core.analysis import Analysis
from portrait_studio.core.editing.editor import Editor

_Flags = NDArray[np.bool_]
_Truth = NDArray[np.uint8]

# Below this a person of the analysis is not the one who is looked for.
MATCHING = 0.2
_BRUSH = 3  # pixels around a click that GrabCut is sure of
_ROUNDS = 3


class Method(Protocol):
    """One person, segmented by clicks."""

    def mask(self) -> _Flags:
        """The person as segmented now, (H, W)."""

    def click(self, click: Click) -> None:
        """Take a click into account."""


class Studio:
    """The people of the analysis, edited; a person who was not found is boxed with one click.

    Parameters
    ----------
    analysis : Analysis
        At the size of the truth.
    truth : (H, W) uint8
        0 background, 1..n people, 255 ignored.
    person : int
        Which of them is wanted.
    """

    def __init__(self, analysis: Analysis, truth: _Truth, *, person: int) -> None:
        self._editor = Editor(analysis)
        self._truth, self._person = truth, person
        self._ids = matched(self._editor.owner, truth)

    def mask(self) -> _Flags:
        """Return the person's pixels; none where nobody was found."""
        mine = self._ids.get(self._person)
        return np.asarray(self._editor.owner == mine if mine else np.zeros(self._truth.shape, bool))

    def click(self, click: Click) -> None:
        """Give a missing place to the person, a surplus one to whom it belongs, or to nobody."""
        mine = self._ids.get(self._person)
        if mine is None:
            rows, cols = np.nonzero(self._truth == self._person)
            box = (rows.min(), cols.min(), rows.max() + 1, cols.max() + 1)
            self._ids[self._person] = int(self._editor.add_person(box).person or 0)
            return
        place = click.row + 0.5, click.col + 0.5
        owner = int(self._truth[click.row, click.col])
        if click.missing:
            self._editor.add_seed(*place, mine)
        elif owner == 0:
            self._editor.not_a_person(*place)
        elif owner in self._ids:
            self._editor.add_seed(*place, self._ids[owner])
        else:
            self._editor.not_this_person(*place, mine)


class GrabCut:
    """OpenCV's GrabCut from the true box, which it gets for nothing; clicks are sure pixels."""

    def __init__(self, rgb8: NDArray[np.uint8], truth: _Truth, *, person: int) -> None:
        self._bgr = np.ascontiguousarray(rgb8[:, :, ::-1])
        rows, cols = np.nonzero(truth == person)
        self._labels = np.full(truth.shape, cv2.GC_BGD, np.uint8)
        self._labels[rows.min() : rows.max() + 1, cols.min() : cols.max() + 1] = cv2.GC_PR_FGD
        self._sure = np.full(truth.shape, 255, np.uint8)
        self._models = np.zeros((1, 65)), np.zeros((1, 65))
        self._run(_ROUNDS)

    def mask(self) -> _Flags:
        """Return the foreground."""
        return np.asarray((self._labels == cv2.GC_FGD) | (self._labels == cv2.GC_PR_FGD))

    def click(self, click: Click) -> None:
        """Be sure of a small disc, and cut again."""
        value = cv2.GC_FGD if click.missing else cv2.GC_BGD
        cv2.circle(self._sure, (click.col, click.row), _BRUSH, int(value), -1)
        self._run(1)

    def _run(self, rounds: int) -> None:
        sure = self._sure < 255
        self._labels[sure] = self._sure[sure]
        if not self.mask().any() or self.mask().all():
            return
        cv2.setRNGSeed(0)
        nowhere = (0, 0, 0, 0)  # a mask is given instead
        back, fore = self._models
        cv2.grabCut(self._bgr, self._labels, nowhere, back, fore, rounds, cv2.GC_INIT_WITH_MASK)


def matched(owner: NDArray[np.int32], truth: _Truth) -> dict[int, int]:
    """Return the person of the analysis for each true one, best overlap first, each once."""
    valid = truth != 255
    pairs = [
        (iou(owner == mine, truth == theirs, valid=valid), theirs, mine)
        for theirs in range(1, int(truth[valid].max()) + 1)
        for mine in range(1, int(owner.max()) + 1)
    ]
    ids: dict[int, int] = {}
    for overlap, theirs, mine in sorted(pairs, reverse=True):
        if overlap >= MATCHING and theirs not in ids and mine not in ids.values():
            ids[theirs] = mine
    return ids
