"""Closed-form matting: the alpha that is, in every small window, a linear function of the colour.

Levin, Lischinski, Weiss, "A Closed-Form Solution to Natural Image Matting", PAMI 2008. The matting
Laplacian is never built: He, Sun, Tang, "Fast Matting Using Large Kernel Matting Laplacian
Matrices", CVPR 2010, multiply by it with box filters, whose cost does not depend on the window.

The library for this, PyMatting, brings Numba and LLVM along, 200 MB, and compiles for most of a
minute when it is first imported; the box filters need neither.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.checkpoint import checkpoint

RADIUS = 2  # of the windows, in pixels
EPSILON = 1e-4  # squared colour units, 0..1: keeps noise from being explained
_ITERATIONS = 60
TOLERANCE = 3e-3  # of the residual, relative to the first one
# Where a matrix of three by three symmetric values keeps its six different ones.
_ROW, _COL = (0, 0, 0, 1, 1, 2), (0, 1, 2, 1, 2, 2)

_Planes = NDArray[np.float32]


class MattingLaplacian:
    """The matting Laplacian of a picture, as an operator.

    Parameters
    ----------
    picture : (h, w, 3) float32, 0..1
    """

    def __init__(self, picture: NDArray[np.float32]) -> None:
        self._colour: _Planes = np.ascontiguousarray(picture.transpose(2, 0, 1))
        wide = self._colour.astype(np.float64)
        mean = np.stack([_mean(plane) for plane in wide])
        covariance = np.stack(
            [
                _mean(wide[i] * wide[j]) - mean[i] * mean[j] + (EPSILON if i == j else 0)
                for i, j in zip(_ROW, _COL, strict=True)
            ]
        )
        self._mean = mean.astype(np.float32)
        self._inverse = _inverted(covariance).astype(np.float32)

    def _functions(self, alpha: NDArray[np.float32]) -> tuple[_Planes, NDArray[np.float32]]:
        """(3, h, w) slope and (h, w) offset of each window's best linear function for an alpha."""
        mean = _mean(alpha)
        x, y, z = (
            _mean(plane * alpha) - own * mean
            for plane, own in zip(self._colour, self._mean, strict=True)
        )
        a, b, c, d, e, f = self._inverse
        slope = np.stack([a * x + b * y + c * z, b * x + d * y + e * z, c * x + e * y + f * z])
        return slope, mean - (slope * self._mean).sum(axis=0)

    def __matmul__(self, alpha: NDArray[np.float32]) -> NDArray[np.float32]:
        """(h, w) the product of the Laplacian, divided by the pixels of a window, and an alpha."""
        slope, offset = self._functions(alpha)
        explained = _mean(offset)
        for plane, part in zip(self._colour, slope, strict=True):
            explained += plane * _mean(part)
        difference: NDArray[np.float32] = alpha - explained
        return difference


def closed_form(
    laplacian: MattingLaplacian,
    expected: NDArray[np.float32],
    *,
    free: NDArray[np.bool_],
    weight: NDArray[np.float32] | float,
    start: NDArray[np.float32] | None = None,
    tolerance: float = TOLERANCE,
) -> NDArray[np.float32]:
    """Alpha of least matting energy plus `weight` times the squared distance from the expected.

    Parameters
    ----------
    laplacian : MattingLaplacian
    expected : (h, w) float32, 0..1
    free : (h, w) bool
        Where it is asked for; elsewhere alpha is what is expected.
    weight : (h, w) float32 or float
    start : (h, w) float32, or None
        Where the search begins; None is at what is expected.
    tolerance : float
        Residual at which it ends, relative to the one at its beginning.

    Returns
    -------
    (h, w) float32, 0..1
        By conjugate gradients.
    """
    inside, weight = free.astype(np.float32), np.asarray(weight, np.float32)
    alpha = np.where(free, expected if start is None else start, expected).astype(np.float32)
    residual = -inside * (laplacian @ alpha + weight * (alpha - expected))
    way, size = residual.copy(), _dot(residual, residual)
    enough = tolerance**2 * size
    for _ in range(_ITERATIONS):
        if size <= enough or size == 0:
            break
        checkpoint()
        product = inside * (laplacian @ way + weight * way)
        step = np.float32(size / _dot(way, product))
        alpha += step * way
        residual -= step * product
        before, size = size, _dot(residual, residual)
        way = residual + np.float32(size / before) * way
    return alpha.clip(0, 1)


def _mean(values: Any) -> Any:
    side = 2 * RADIUS + 1
    return cv2.blur(values, (side, side), borderType=cv2.BORDER_REFLECT)


def _inverted(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Inverse of symmetric matrices, given and returned as (6, h, w)."""
    a, b, c, d, e, f = matrix
    minors = np.stack(
        [d * f - e * e, c * e - b * f, b * e - c * d, a * f - c * c, b * c - a * e, a * d - b * b]
    )
    determinant = a * minors[0] + b * minors[1] + c * minors[2]
    inverse: NDArray[np.float64] = minors / determinant
    return inverse


def _dot(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    return float(np.vdot(a, b))
