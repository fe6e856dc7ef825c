"""Edges side by side: a part of a photo, its true alpha, and what every way makes of it."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.decontaminate import own_colours
from training.edges.measure import Seen
from training.edges.ways import OURS, WAYS
from training.evaluation.pictures import write_sheet

Bytes = NDArray[np.uint8]

TILE = 200
"""Sides of a shown part, in pixels of the photo."""

_GAP = 4
_GREEN = np.array([60, 170, 80], np.float32)  # no person's colour


def write_edges(seen: Sequence[Seen], folder: Path, *, count: int) -> tuple[tuple[str, str], ...]:
    """Write `count` pictures; returns (title, file name) of each.

    Shown is of each photo the part with most half-transparent pixels. The photos are spread evenly
    over all, so that nothing is chosen.
    """
    chosen = [seen[i * len(seen) // count] for i in range(count)]
    written = []
    for number, one in enumerate(chosen, 1):
        name = f"edge-{number:02}.jpg"
        write_sheet(folder / name, row(one))
        written.append((one.made.name, name))
    return tuple(written)


def row(one: Seen) -> Bytes:
    """Return the tiles of a photo side by side, (TILE, W, 3) uint8."""
    part = softest_part(one.made.alpha)
    alphas = {name: way(one.photo, one.analysis) for name, way in WAYS.items()}
    tiles = [one.made.rgb[part], _grey(one.made.alpha[part])]
    tiles += [_grey(alpha[part]) for alpha in alphas.values()]
    tiles.append(_on_green(one, alphas[OURS], part))
    gap = np.full((tiles[0].shape[0], _GAP, 3), 255, np.uint8)
    return np.hstack([piece for tile in tiles for piece in (tile, gap)][:-1])


def softest_part(alpha: NDArray[np.float32]) -> tuple[slice, slice]:
    """Return the square with most half-transparent pixels, away from the photo's frame."""
    soft = ((alpha > 0.1) & (alpha < 0.9)).astype(np.float32)
    density = cv2.blur(soft, (TILE, TILE), borderType=cv2.BORDER_CONSTANT)
    half = TILE // 2
    inner = density[half:-half, half:-half]
    top, left = np.unravel_index(int(inner.argmax()), inner.shape)
    return slice(int(top), int(top) + TILE), slice(int(left), int(left) + TILE)


def _grey(alpha: NDArray[np.float32]) -> Bytes:
    levels = np.rint(alpha * 255).astype(np.uint8)
    return np.repeat(levels[:, :, None], 3, axis=2)


def _on_green(one: Seen, alpha: NDArray[np.float32], part: tuple[slice, slice]) -> Bytes:
    """The cut-out with its decontaminated colours before a plain green."""
    whole = slice(0, alpha.shape[0]), slice(0, alpha.shape[1])
    colours = own_colours(one.photo, whole, alpha).at(part, alpha[part])
    share = alpha[part][:, :, None]
    return np.rint(share * colours + (1 - share) * _GREEN).astype(np.uint8)
