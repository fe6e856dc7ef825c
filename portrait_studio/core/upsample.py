"""From small maps to the photo's full size: the alpha of every person, and the label map.

The alpha of all people together is the person probability, matted along the photo's own edges
(`matting`). Each person has a share of it (`shares`) that depends on the place alone; the shares
sum to one, so that the people's alphas sum to the whole: no gap between two people, and no border
drawn twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from importlib import import_module
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.enlarge import Block, blocks, grid_around
from portrait_studio.core.guided_detail import GuidedAlpha
from portrait_studio.core.matting import matted_alpha
from portrait_studio.core.photo import Photo
from portrait_studio.core.photo_colour import Pixels
from portrait_studio.core.shares import Shares, shares_of

__all__ = ["label_map", "mask_opacity", "person_alphas", "person_opacities", "refine"]

_Bits = type[np.uint8] | type[np.uint16]
_Part = Callable[[Block, Any, Any], Any]


def refine(
    person_probability: NDArray[np.float32],
    photo: Photo,
    *,
    boundary: NDArray[np.float32] | None = None,
) -> NDArray[np.float32]:
    """Alpha of all people together, (H, W) float32, 0..1.

    Values nearer to 0 or 1 than half an 8-bit level are exactly 0 or 1. Parameters as for
    `person_alphas`.
    """
    source = matted_alpha(person_probability, photo, boundary=boundary)
    alpha = np.empty(photo.shape, np.float32)

    def fill(block: Block) -> None:
        alpha[block] = source.at(block)

    _everywhere(photo, fill)
    return alpha


def mask_opacity(
    person_probability: NDArray[np.float32],
    photo: Photo,
    *,
    dtype: _Bits,
    boundary: NDArray[np.float32] | None = None,
) -> Pixels:
    """Alpha of all people together in levels of 8 or 16 bits, never more than the photo's own.

    Returns
    -------
    (H, W) uint8 or uint16
        What is assigned of it is, to the level, the sum of `person_opacities`.
    """
    source = matted_alpha(person_probability, photo, boundary=boundary)
    opacity: Pixels = np.empty(photo.shape, dtype)

    def fill(block: Block) -> None:
        opacity[block] = _levels(source.at(block), photo, block, dtype)

    _everywhere(photo, fill)
    return opacity


def person_alphas(
    person_probability: NDArray[np.float32],
    owner: NDArray[np.int32],
    *,
    count: int,
    photo: Photo,
    boundary: NDArray[np.float32] | None = None,
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
    boundary : (h3, w3) float32, 0..1, or None
        Boundary map; says how wide the band around outlines is in which the photo decides. What
        belongs together must be made with the same.

    Yields
    ------
    person : int
        1..count; people without a visible pixel are left out.
    rectangle : (slice, slice)
        Rows and columns of the photo.
    alpha : (rows, columns) float32, 0..1
        All of them, and what is unassigned, sum to `refine(person_probability, photo)`.
    """
    source, shares = _prepared(person_probability, owner, count, photo, boundary)

    def part(block: Block, before: Any, after: Any) -> Any:
        return source.at(block) * (after - before)

    yield from _people(shares, count, photo, np.float32, part)


def person_opacities(
    person_probability: NDArray[np.float32],
    owner: NDArray[np.int32],
    *,
    count: int,
    photo: Photo,
    dtype: _Bits,
    boundary: NDArray[np.float32] | None = None,
) -> Iterator[tuple[int, Block, Pixels]]:
    """Alpha of each person in levels of 8 or 16 bits, never more opaque than the photo itself.

    Like `person_alphas`, but rounded so that the people's levels, and those of what is
    unassigned, sum exactly to `mask_opacity`: people that touch leave no gap, at any depth.
    """
    source, shares = _prepared(person_probability, owner, count, photo, boundary)

    def part(block: Block, before: Any, after: Any) -> Any:
        whole = _levels(source.at(block), photo, block, dtype).astype(np.float32)
        return np.rint(whole * after) - np.rint(whole * before)

    yield from _people(shares, count, photo, dtype, part)


def label_map(
    person_probability: NDArray[np.float32],
    owner: NDArray[np.int32],
    *,
    count: int,
    photo: Photo,
    boundary: NDArray[np.float32] | None = None,
) -> NDArray[np.uint8] | NDArray[np.uint16]:
    """(H, W) label map: 0 background, 1..count the person of the largest share.

    A pixel is foreground where the alpha of all people is at least one half and it is not
    unassigned. The dtype is uint8 up to 255 people, uint16 above. Parameters as for
    `person_alphas`.
    """
    labels = np.zeros(photo.shape, np.uint8 if count <= 255 else np.uint16)
    source, shares = _prepared(person_probability, owner, count, photo, boundary)

    def fill(block: Block) -> None:
        inside = source.at(block) >= 0.5
        if inside.any():
            winner = shares.winner(block)
            labels[block] = np.where(inside & (winner <= count), winner, 0)

    _everywhere(photo, fill)
    return labels


def _prepared(
    person_probability: NDArray[np.float32],
    owner: NDArray[np.int32],
    count: int,
    photo: Photo,
    boundary: NDArray[np.float32] | None,
) -> tuple[GuidedAlpha, Shares]:
    """The alpha of all people and their shares of it.

    Neither needs the other, and most of both is spent in libraries that let other threads run: two
    cores take hardly longer for both than for one.
    """
    for part in ("scipy.ndimage", "scipy.spatial"):
        import_module(part)  # two threads that load parts at once may find half of a package
    with ThreadPoolExecutor(max_workers=1) as beside:
        source = beside.submit(matted_alpha, person_probability, photo, boundary=boundary)
        shares = shares_of(person_probability, owner, count=count, photo=photo)
        return source.result(), shares


def _people(
    shares: Shares, count: int, photo: Photo, dtype: Any, part: _Part
) -> Iterator[tuple[int, Block, Any]]:
    """What `part` makes of each person's share, block by block, in the rectangle it fills."""
    for person in range(1, count + 1):
        reached = shares.reach(person)
        if reached is None:
            continue
        rows, cols = grid_around(reached, photo=photo.shape)
        own = np.zeros((rows.stop - rows.start, cols.stop - cols.start), dtype)
        for block in blocks(rows, cols):
            present = shares.present(block)
            if person in present:
                inside = _shift(block[0], -rows.start), _shift(block[1], -cols.start)
                before = shares.up_to(person - 1, block, present)
                own[inside] = part(block, before, shares.up_to(person, block, present))
        if own.any():
            inner = _extent(own)
            yield person, (_shift(inner[0], rows.start), _shift(inner[1], cols.start)), own[inner]


def _levels(alpha: NDArray[np.float32], photo: Photo, block: Block, dtype: _Bits) -> Any:
    if photo.alpha is not None:
        own = photo.alpha[block]
        alpha = alpha * (own.astype(np.float32) / np.float32(np.iinfo(own.dtype).max))
    return np.rint(alpha * np.float32(np.iinfo(dtype).max)).astype(dtype)


def _everywhere(photo: Photo, fill: Callable[[Block], None]) -> None:
    """Fill every block of a photo, every second one in another thread.

    Each may be stopped: the thread asks whom its caller's checkpoints ask.
    """

    def every_second(first: int) -> None:
        whole = blocks(slice(0, photo.shape[0]), slice(0, photo.shape[1]))
        for block in islice(whole, first, None, 2):
            fill(block)

    with ThreadPoolExecutor(max_workers=1) as beside:
        others = beside.submit(copy_context().run, every_second, 1)
        every_second(0)
        others.result()


def _extent(values: NDArray[Any]) -> Block:
    rows = np.flatnonzero(values.any(axis=1))
    cols = np.flatnonzero(values.any(axis=0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(cols[0]), int(cols[-1]) + 1)


def _shift(span: slice, by: int) -> slice:
    return slice(span.start + by, span.stop + by)
