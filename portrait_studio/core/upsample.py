"""From small maps to the photo's full size: the alpha of every person, and the label map.

The alpha of all people together is the refined person probability. Each person has a share of it
that depends on the place alone; the shares sum to one, so that the people's alphas sum to the
whole: no gap between two people, and no border drawn twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.enlarge import Block, blocks, enlarged, grid_around, over, under
from portrait_studio.core.guided_detail import guided_alpha, refine
from portrait_studio.core.photo import Photo
from portrait_studio.core.territories import territories

__all__ = ["label_map", "person_alphas", "refine"]

# Smooths the staircase of the small label image before it is enlarged; in its pixels.
_SMOOTHING = 0.8
_MARGIN = 4  # pixels of the small map that the smoothing reaches


def person_alphas(
    person_probability: NDArray[np.float32], owner: NDArray[np.int32], *, count: int, photo: Photo
) -> Iterator[tuple[int, Block, NDArray[np.float32]]]:
    """Alpha of each person, one after the other, each in its own rectangle of the photo.

    Parameters
    ----------
    person_probability : (h, w) float32, 0..1
    owner : (h2, w2) int32
        0 background, 1..count the person; its size need not be that of the probability.
    count : int
        Number of people.
    photo : Photo

    Yields
    ------
    person : int
        1..count; people without a visible pixel are left out.
    rectangle : (slice, slice)
        Rows and columns of the photo.
    alpha : (rows, columns) float32, 0..1
        All of them, and what is unassigned, sum to `refine(person_probability, photo)`.
    """
    alpha = guided_alpha(person_probability, photo)
    territory = _territory(person_probability, owner, count)
    for person in range(1, count + 1):
        share = _share(territory, person)
        if share is None:
            continue
        small = share.shape[0], share.shape[1]
        reached = over(_extent(share), small=small, photo=photo.shape)
        rows, cols = grid_around(reached, photo=photo.shape)
        own = np.zeros((rows.stop - rows.start, cols.stop - cols.start), np.float32)
        for block in blocks(rows, cols):
            if share[under(block, small=small, photo=photo.shape)].any():
                inside = _shift(block[0], -rows.start), _shift(block[1], -cols.start)
                own[inside] = alpha.at(block) * enlarged(share, block, photo=photo.shape)
        if own.any():
            inner = _extent(own)
            yield person, (_shift(inner[0], rows.start), _shift(inner[1], cols.start)), own[inner]


def label_map(
    person_probability: NDArray[np.float32], owner: NDArray[np.int32], *, count: int, photo: Photo
) -> NDArray[np.uint8] | NDArray[np.uint16]:
    """(H, W) label map: 0 background, 1..count the person of the largest share.

    A pixel is foreground where the refined alpha is at least one half and it is not unassigned.
    The dtype is uint8 up to 255 people, uint16 above. Parameters as for `person_alphas`.
    """
    labels = np.zeros(photo.shape, np.uint8 if count <= 255 else np.uint16)
    alpha = guided_alpha(person_probability, photo)
    territory = _territory(person_probability, owner, count)
    small = territory.shape[0], territory.shape[1]
    for block in blocks(slice(0, photo.shape[0]), slice(0, photo.shape[1])):
        inside = alpha.at(block) >= 0.5
        if inside.any():
            part = under(block, small=small, photo=photo.shape)
            present = np.unique(territory[part[0], part[1]])
            winner = present[0] if len(present) == 1 else _winner(territory, block, photo.shape)
            labels[block] = np.where(inside & (winner <= count), winner, 0)
    return labels


def _winner(territory: NDArray[np.int32], block: Block, photo: tuple[int, int]) -> Any:
    """Territory of the largest share at every pixel of a block."""
    part = under(block, small=(territory.shape[0], territory.shape[1]), photo=photo)
    best = np.full((block[0].stop - block[0].start, block[1].stop - block[1].start), -1, np.float32)
    winner = np.zeros(best.shape, np.int32)
    for person in np.unique(territory[part]):
        here = enlarged(_share_in(territory, int(person), part), block, photo=photo)
        better = here > best
        best[better], winner[better] = here[better], person
    return winner


def _territory(
    person: NDArray[np.float32], owner: NDArray[np.int32], count: int
) -> NDArray[np.int32]:
    height, width = owner.shape
    if person.shape != owner.shape:
        resized: Any = cv2.resize(person, (width, height), interpolation=cv2.INTER_LINEAR)
        person = resized.reshape(height, width)
    return territories(person, owner, count=count)


def _share(territory: NDArray[np.int32], person: int) -> NDArray[np.float32] | None:
    """(h, w) float32: the smoothed share of one person, None where it has no pixel."""
    mine = territory == person
    return _smoothed(mine) if mine.any() else None


def _share_in(territory: NDArray[np.int32], person: int, part: Block) -> NDArray[np.float32]:
    """(h, w) float32: the same, right only in a part of the map."""
    around = slice(max(0, part[0].start - _MARGIN), part[0].stop + _MARGIN)
    wide = around, slice(max(0, part[1].start - _MARGIN), part[1].stop + _MARGIN)
    share = np.zeros(territory.shape, np.float32)
    share[wide] = _smoothed(territory[wide] == person)
    return share


def _smoothed(mine: NDArray[np.bool_]) -> NDArray[np.float32]:
    window = 2 * _MARGIN + 1
    share: Any = cv2.GaussianBlur(
        mine.astype(np.float32), (window, window), _SMOOTHING, borderType=cv2.BORDER_REPLICATE
    )
    smoothed: NDArray[np.float32] = share.reshape(mine.shape)
    return smoothed


def _extent(values: NDArray[np.float32]) -> Block:
    rows = np.flatnonzero(values.any(axis=1))
    cols = np.flatnonzero(values.any(axis=0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(cols[0]), int(cols[-1]) + 1)


def _shift(span: slice, by: int) -> slice:
    return slice(span.start + by, span.stop + by)
