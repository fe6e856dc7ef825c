"""Group photos made from single people: exact instance masks and borders where people overlap."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from training.data.augment import change_light
from training.data.labelled import IGNORE, Labelled

SIDE = 480  # long side of a composite in pixels


@dataclass(frozen=True)
class CutOut:
    """One person: pixels (h, w, 3), mask (h, w) 0…1, and whether the photo's bottom cuts them."""

    pixels: NDArray[np.uint8]
    mask: NDArray[np.float32]
    grounded: bool


def cut_out(labelled: Labelled, value: int) -> CutOut | None:
    """The person with label ``value``; None when too small or cut by the photo's sides or top."""
    own = labelled.labels == value
    rows, cols = np.nonzero(own)
    if len(rows) < 0.02 * own.size:
        return None
    row0, row1, col0, col1 = rows.min(), rows.max() + 1, cols.min(), cols.max() + 1
    sides = own[:, 0].sum() + own[:, -1].sum() + own[0].sum()
    if sides > 0.12 * (row1 - row0):
        return None
    part = np.s_[row0:row1, col0:col1]
    mask = cv2.GaussianBlur(own[part].astype(np.float32), (0, 0), 0.7)
    return CutOut(labelled.photo[part], np.asarray(mask, np.float32), bool(row1 == own.shape[0]))


def compose(background: Labelled, cut_outs: list[CutOut], random: np.random.Generator) -> Labelled:
    """Paste the people over the background, back to front, overlapping.

    People already in the background keep their labels where they stay visible.
    """
    photo, labels = _canvas(background)
    height, width = labels.shape
    size = random.uniform(0.35, 0.9) * height
    column = random.uniform(0.1, 0.5) * width
    step = random.uniform(0.25, 0.8)
    used = int(labels[labels != IGNORE].max(initial=0))
    # the farther people are pasted first, a little smaller and higher
    for number, cut in enumerate(cut_outs):
        depth = 0.75 + 0.25 * (number + 1) / len(cut_outs)
        tall = size * depth * random.uniform(0.85, 1.15)
        pixels, mask = _scaled(cut, tall, random)
        free = 0.0 if cut.grounded else random.uniform(-0.15, 0.35) * height * (1.2 - depth)
        top = int(height - mask.shape[0] - free)
        if cut.grounded:
            top = max(top, height - mask.shape[0])
        _paste(photo, labels, pixels, mask, (top, int(column - mask.shape[1] / 2)), used + 1)
        used += 1
        column = (column + step * mask.shape[1] * random.choice([1, 1, 1, -1])) % width
    return Labelled(photo, labels, borders_known=True, people_known=True)


def _canvas(background: Labelled) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    height, width = background.labels.shape
    scale = SIDE / max(height, width)
    size = round(width * scale), round(height * scale)
    photo = cv2.resize(background.photo, size, interpolation=cv2.INTER_LINEAR)
    labels = cv2.resize(background.labels, size, interpolation=cv2.INTER_NEAREST)
    return np.array(photo, np.uint8), np.array(labels, np.uint8)


def _scaled(
    cut: CutOut, tall: float, random: np.random.Generator
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    scale = max(tall, 24.0) / cut.mask.shape[0]
    size = max(8, round(cut.mask.shape[1] * scale)), max(8, round(cut.mask.shape[0] * scale))
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    pixels = np.asarray(cv2.resize(cut.pixels, size, interpolation=interpolation), np.uint8)
    mask = np.asarray(cv2.resize(cut.mask, size, interpolation=interpolation), np.float32)
    if random.random() < 0.5:
        pixels, mask = pixels[:, ::-1], mask[:, ::-1]
    if random.random() < 0.6:
        pixels = change_light(np.ascontiguousarray(pixels), random)
    return pixels, mask


def _paste(
    photo: NDArray[np.uint8],
    labels: NDArray[np.uint8],
    pixels: NDArray[np.uint8],
    mask: NDArray[np.float32],
    corner: tuple[int, int],
    value: int,
) -> None:
    """Blend in place at ``corner`` (row, col), cut to the canvas."""
    height, width = labels.shape
    row, col = corner
    rows = slice(max(row, 0), min(row + mask.shape[0], height))
    cols = slice(max(col, 0), min(col + mask.shape[1], width))
    if rows.start >= rows.stop or cols.start >= cols.stop:
        return
    source = np.s_[rows.start - row : rows.stop - row, cols.start - col : cols.stop - col]
    alpha = mask[source][..., None]
    under = photo[rows, cols]
    photo[rows, cols] = (pixels[source] * alpha + under * (1 - alpha) + 0.5).astype(np.uint8)
    labels[rows, cols][mask[source] >= 0.5] = value
