"""Strands of hair along a head's outline, drawn so fine that averaging gives their true alpha."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

OVERSAMPLING = 4  # strands are drawn at this multiple of the size and averaged down
_SHIFT = 4  # OpenCV takes points in 1/16 pixel
_HAIR = 0.45  # hair grows on the upper part of the outline, as a share of the person's height
_POINTS = 12  # of a curve


def strands(
    body: NDArray[np.float32], *, random: np.random.Generator, count: int
) -> NDArray[np.float32]:
    """(H, W) float32, 0..1: how much of each pixel strands cover.

    Parameters
    ----------
    body : (H, W) float32
        Alpha of the person without strands.
    random : numpy Generator
    count : int
        Number of strands; they grow outwards, in tufts, and bend.
    """
    height, width = body.shape
    canvas = np.zeros((height * OVERSAMPLING, width * OVERSAMPLING), np.uint8)
    places, normals = _roots(body)
    if len(places) and count:
        reach = 0.07 * np.ptp(np.nonzero((body > 0.5).any(axis=1))[0])
        for tuft in random.integers(0, len(places), max(1, count // 12)):
            lean = random.normal(0, 0.7)
            near = (tuft + random.integers(-25, 26, 12)) % len(places)
            for root in near:
                turn = lean + random.normal(0, 0.25)
                length = reach * random.uniform(0.2, 1.3)
                curve = _curve(places[root], normals[root], turn=turn, length=length, random=random)
                _draw(canvas, curve, thickness=int(random.integers(2, 8)))
    covered: Any = cv2.resize(canvas, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(covered / np.float32(255), np.float32)


def _roots(body: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points (row, col) of the upper outline a little inside, and the outward direction there."""
    mask = (body > 0.5).astype(np.uint8)
    smooth: Any = cv2.GaussianBlur(body, (0, 0), 6)
    down, across = np.gradient(np.asarray(smooth, np.float64))
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not outlines:
        return np.empty((0, 2)), np.empty((0, 2))
    outline = max(outlines, key=len)[:, 0, ::-1]
    rows = np.nonzero(mask.any(axis=1))[0]
    lowest = rows[0] + _HAIR * (rows[-1] - rows[0])
    frame = (outline <= 2).any(axis=1) | (outline >= np.array(body.shape) - 3).any(axis=1)
    outline = outline[(outline[:, 0] < lowest) & ~frame]
    normal = -np.stack([down, across], axis=1)[outline[:, 0], :, outline[:, 1]]
    normal /= np.linalg.norm(normal, axis=1, keepdims=True) + 1e-9
    return outline - 3 * normal, normal


def _curve(
    root: NDArray[np.float64],
    normal: NDArray[np.float64],
    *,
    turn: float,
    length: float,
    random: np.random.Generator,
) -> NDArray[np.float64]:
    """Quadratic Bézier curve from a root: outwards, turned, and pulled down a little."""
    cos, sin = np.cos(turn), np.sin(turn)
    way = np.array([cos * normal[0] - sin * normal[1], sin * normal[0] + cos * normal[1]])
    bend = np.array([random.normal(0.3, 0.3), random.normal(0, 0.3)]) * length
    middle, end = root + way * length * 0.6, root + way * length + bend
    t = np.linspace(0, 1, _POINTS)[:, None]
    return np.asarray((1 - t) ** 2 * root + 2 * t * (1 - t) * middle + t**2 * end)


def _draw(canvas: NDArray[np.uint8], curve: NDArray[np.float64], *, thickness: int) -> None:
    points = np.rint((curve[:, ::-1] + 0.5) * OVERSAMPLING * 2**_SHIFT).astype(np.int32)
    half = len(points) // 2  # a strand is thinner towards its tip
    cv2.polylines(canvas, [points[: half + 1]], False, 255, thickness, cv2.LINE_AA, _SHIFT)
    cv2.polylines(canvas, [points[half:]], False, 255, max(1, thickness // 2), cv2.LINE_AA, _SHIFT)
