"""What the people are judged against: black, white, a checkerboard, or their bare mask."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from portrait_studio.ui.canvas.device_grid import DeviceGrid, device_grid
from portrait_studio.ui.canvas.label_item import Box

CHECK = 10
"""Side of a square of the checkerboard, in screen pixels."""
_LIGHT, _DARK = 204, 153


class Backdrop(StrEnum):
    """Ways to show the people."""

    OVERLAY = "overlay"
    BLACK = "black"
    WHITE = "white"
    MASK = "mask"
    CHECKER = "checker"


class BackdropItem(QGraphicsItem):
    """Covers the photo wherever nobody is.

    Parameters
    ----------
    rect
        The photo's rectangle.
    """

    def __init__(self, rect: QRectF) -> None:
        super().__init__()
        self._rect = rect
        self._kind = Backdrop.OVERLAY
        self._coverage: NDArray[np.uint8] = np.zeros((1, 1), np.uint8)
        self._fine: tuple[NDArray[np.uint8], ...] = ()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setVisible(False)

    def set_kind(self, kind: Backdrop) -> None:
        """Choose what to show; with `OVERLAY` the photo stays as it is."""
        self._kind = kind
        self.setVisible(kind != Backdrop.OVERLAY)
        self.update()

    def set_coverage(self, coverage: NDArray[np.uint8], *, changed: Box | None = None) -> None:
        """Say where people are: (h, w) uint8, 255 where wholly so; not copied.

        `changed` is the only part that differs from the coverage before. What was fine elsewhere
        stays fine.
        """
        if changed is None or coverage.shape != self._coverage.shape:
            self._coverage, self._fine = coverage, ()
            self.update()
            return
        self._coverage = coverage
        for level in self._fine:
            _enlarge_into(level, coverage, changed)
        self.update(self._area(changed))

    def set_fine(self, levels: tuple[NDArray[np.uint8], ...]) -> None:
        """Show the coverage at the photo's size, and its halves, until it changes."""
        self._fine = levels
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        """Return the photo's rectangle."""
        return self._rect

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Paint the exposed part."""
        coverage = self._level(painter.deviceTransform().m11())
        shape = coverage.shape[0], coverage.shape[1]
        grid = device_grid(painter, option.exposedRect, rect=self._rect, shape=shape)
        if grid is None:
            return
        covered = _smooth(coverage, grid).astype(np.uint32)
        grid.draw(painter, _colours(self._kind, covered, grid))

    def _level(self, zoom: float) -> NDArray[np.uint8]:
        wanted = self._rect.width() * zoom
        enough = [level for level in self._fine if level.shape[1] >= wanted]
        return enough[-1] if enough else (*self._fine, self._coverage)[0]

    def _area(self, box: Box) -> QRectF:
        rows, cols = self._coverage.shape
        across, down = self._rect.width() / cols, self._rect.height() / rows
        row0, col0, row1, col1 = box
        return QRectF(
            (col0 - 1) * across, (row0 - 1) * down,
            (col1 - col0 + 2) * across, (row1 - row0 + 2) * down,
        ).intersected(self._rect)  # fmt: skip


def _enlarge_into(level: NDArray[np.uint8], coverage: NDArray[np.uint8], box: Box) -> None:
    """Write a box of a small coverage into a larger one."""
    down, across = level.shape[0] / coverage.shape[0], level.shape[1] / coverage.shape[1]
    row0, col0, row1, col1 = box
    rows = slice(int(row0 * down), min(level.shape[0], int(np.ceil(row1 * down))))
    cols = slice(int(col0 * across), min(level.shape[1], int(np.ceil(col1 * across))))
    size = cols.stop - cols.start, rows.stop - rows.start
    if min(size) > 0:
        enlarged = cv2.resize(coverage[row0:row1, col0:col1], size)
        level[rows, cols] = enlarged.reshape(size[1], size[0])


def _smooth(coverage: NDArray[np.uint8], grid: DeviceGrid) -> NDArray[np.uint8]:
    """(m, n) uint8: the coverage between its pixels."""
    top, down, rows = _span(grid.rows, coverage.shape[0])
    left, across, cols = _span(grid.cols, coverage.shape[1])
    # Cut first: OpenCV takes no picture of more than 32,767 rows.
    part = coverage[rows, cols]
    matrix = np.array([[across, 0, left - cols.start], [0, down, top - rows.start]])
    values: Any = cv2.warpAffine(
        part,
        matrix,
        (len(grid.cols), len(grid.rows)),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    smooth: NDArray[np.uint8] = values.reshape(len(grid.rows), len(grid.cols))
    return smooth


def _span(places: NDArray[np.float64], size: int) -> tuple[float, float, slice]:
    """First place, step, and the pixels that decide: 0 is the middle of the first pixel here."""
    step = float(places[-1] - places[0]) / (len(places) - 1) if len(places) > 1 else 1.0
    low, high = int(places[0] - 0.5), int(places[-1] - 0.5)
    return float(places[0]) - 0.5, step, slice(max(0, low - 1), min(size, high + 3))


def _colours(kind: Backdrop, covered: NDArray[np.uint32], grid: DeviceGrid) -> NDArray[np.uint32]:
    """(m, n) uint32 premultiplied ARGB of a backdrop around what is covered (0..255)."""
    free = 255 - covered
    if kind == Backdrop.MASK:
        return np.uint32(0xFF000000) | covered * np.uint32(0x010101)
    if kind == Backdrop.BLACK:
        return free << np.uint32(24)
    if kind == Backdrop.WHITE:
        return free * np.uint32(0x01010101)
    side = max(1, round(CHECK * grid.ratio))
    rows = (np.arange(grid.top, grid.top + covered.shape[0]) // side) % 2
    cols = (np.arange(grid.left, grid.left + covered.shape[1]) // side) % 2
    light = np.where(rows[:, None] == cols[None], _LIGHT, _DARK).astype(np.uint32)
    return free << np.uint32(24) | (free * light // 255) * np.uint32(0x010101)
