"""Pixels that are somebody's whatever the regions say: strokes, and what a locked person has."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.editing.base import Base
from portrait_studio.core.editing.edits import Points
from portrait_studio.core.editing.spans import Span, extent, overlap, window

_Flags = NDArray[np.bool_]
_Cells = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Patch:
    """Some pixels and whose they are.

    Attributes
    ----------
    span : (row0, col0, row1, col1)
        Their box at working size.
    where : (row1 - row0, col1 - col0) bool
        The pixels in the box.
    owner : int
        Id of the person, 0 nobody.
    """

    span: Span
    where: _Flags
    owner: int

    def __contains__(self, pixel: tuple[int, int]) -> bool:
        (row, col), (row0, col0, row1, col1) = pixel, self.span
        inside = row0 <= row < row1 and col0 <= col < col1
        return inside and bool(self.where[row - row0, col - col0])

    def put(self, cells: _Cells, span: Span) -> None:
        """Write the owner into `cells`, which show the box `span` of the photo."""
        mine, theirs = overlap(self.span, span)
        if mine is not None:
            cells[theirs][self.where[mine]] = self.owner

    def without(self, other: _Flags) -> Patch:
        """Return the patch less the pixels of a mask (h, w)."""
        row0, col0, row1, col1 = self.span
        return replace(self, where=self.where & ~other[row0:row1, col0:col1])


def stroke(base: Base, points: Points, *, radius: float) -> tuple[Span, _Flags] | None:
    """Return the pixels within `radius` photo pixels of a line through `points`.

    Never less than the pixels of the line itself; None where all of it lies outside the photo.
    """
    reach = radius * float(base.scale.mean())
    edge = reach + 2.0  # what lies farther outside the photo is drawn no worse from here
    places = (np.array(points) * base.scale - 0.5).clip(-edge, np.array(base.shape) + edge)
    low = np.floor(places.min(axis=0) - edge).astype(int)
    high = np.ceil(places.max(axis=0) + edge).astype(int) + 1
    free = np.ones(tuple(high - low), np.uint8)
    # OpenCV wants (x, y), here in 1/16 pixel, and no line of one point.
    line = np.rint((places - low)[:, ::-1] * 16).astype(np.int32)
    line = np.concatenate([line, line[-1:]])
    cv2.polylines(free, [line[:, None]], isClosed=False, color=0, shift=4)
    where = cv2.distanceTransform(free, cv2.DIST_L2, cv2.DIST_MASK_PRECISE) <= reach
    span = (int(low[0]), int(low[1]), int(high[0]), int(high[1]))
    mine, _ = overlap(span, (0, 0, *base.shape))
    if mine is None or not where[mine].any():
        return None
    row0, col0 = max(0, span[0]), max(0, span[1])
    found = np.asarray(where[mine])
    return (row0, col0, row0 + found.shape[0], col0 + found.shape[1]), found


def patch_of(mask: _Flags, owner: int) -> Patch:
    """Return a mask (h, w) as a patch; empty where the mask is."""
    span = extent(mask) or (0, 0, 0, 0)
    return Patch(span, mask[window(span)].copy(), owner)


def lifted(
    patches: tuple[Patch, ...], base: Base, regions: Collection[int], *, of: Collection[int]
) -> tuple[Patch, ...]:
    """Take the patches of the people `of` off some regions, which were clicked after they came."""
    chosen = np.zeros(base.regions, bool)
    chosen[list(regions)] = True
    left = []
    for patch in patches:
        row0, col0, row1, col1 = patch.span
        under = chosen[base.part[row0:row1, col0:col1] // 2] & patch.where
        if patch.owner not in of or not under.any():
            left.append(patch)
        elif (patch.where & ~under).any():
            left.append(replace(patch, where=patch.where & ~under))
    return tuple(left)
