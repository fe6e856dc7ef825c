"""From the pixels of a photo to the input of a network, and the way back for its maps.

`normalise`, `box_channel`, `others_channel` and `discs` are also what training uses, so that the
two cannot drift apart.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.resample import resampled
from portrait_studio.inference.cards import Fit, InputSpec

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class Geometry:
    """Which part of a network's input the photo covers; it always starts at the top left.

    Attributes
    ----------
    input_shape
        (rows, columns) of the input, in pixels.
    content
        (rows, columns) of the photo inside it, in pixels.
    """

    input_shape: tuple[int, int]
    content: tuple[int, int]

    def box_scale(self) -> NDArray[np.float32]:
        """Return the (4,) factors from a box in input pixels to fractions of the photo."""
        rows, columns = self.content
        return np.array([1 / rows, 1 / columns, 1 / rows, 1 / columns], np.float32)

    def to_photo(self, values: Floats) -> Floats:
        """Cut a map (h, w) of the whole input down to what covers exactly the photo."""
        if self.content == self.input_shape:
            return values
        height, width = values.shape
        rows = height * self.content[0] / self.input_shape[0]
        columns = width * self.content[1] / self.input_shape[1]
        size = (max(1, round(columns)), max(1, round(rows)))
        across, down = columns / size[0], rows / size[1]
        # The content may end inside a cell: sampling cell centres keeps the map exact to it.
        back = np.array([[across, 0, across / 2 - 0.5], [0, down, down / 2 - 0.5]], np.float64)
        return np.asarray(
            cv2.warpAffine(
                values,
                back,
                size,
                flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                borderMode=cv2.BORDER_REPLICATE,
            ),
            np.float32,
        )


def normalise(
    pixels: Bytes, *, mean: Sequence[float], std: Sequence[float], white: float = 1.0
) -> Floats:
    """Turn 8-bit pixels into the numbers a network sees: (pixel / 255 * white - mean) / std.

    Parameters
    ----------
    pixels
        (..., 3) uint8, in the order of the network's channels.
    mean, std
        Three numbers each, in the same order, on the scale that `white` sets.
    white
        The value of white, mostly 1 or 255.

    Returns
    -------
    (..., 3) float32

    Examples
    --------
    >>> normalise(np.full((1, 3), 255, np.uint8), mean=[0.5] * 3, std=[0.5] * 3).tolist()
    [[1.0, 1.0, 1.0]]
    """
    scale = np.asarray(white / 255 / np.asarray(std, np.float64), np.float32)
    shift = np.asarray(np.asarray(mean, np.float64) / np.asarray(std, np.float64), np.float32)
    values = pixels.astype(np.float32)
    values *= scale  # in place, without copies
    values -= shift
    return values


def input_size(shape: tuple[int, int], fit: Fit) -> tuple[int, int]:
    """Return the (rows, columns) of the input for a photo of (rows, columns)."""
    if fit.kind != "long_side":
        return fit.size
    scale = fit.long_side / max(shape)
    rows, columns = (max(1, round(side * scale / fit.multiple)) * fit.multiple for side in shape)
    return rows, columns


def fit_photo(rgb8: Bytes, fit: Fit) -> tuple[Bytes, Geometry]:
    """Scale a photo (h, w, 3) uint8 to the input of a network, as its card says.

    Returns
    -------
    pixels, geometry
        (rows, columns, 3) uint8, and where the photo lies in them.
    """
    shape = (rgb8.shape[0], rgb8.shape[1])
    size = input_size(shape, fit)
    if fit.kind != "letterbox":
        return _resize(rgb8, size), Geometry(input_shape=size, content=size)
    scale = min(size[0] / shape[0], size[1] / shape[1])
    content = (max(1, int(shape[0] * scale)), max(1, int(shape[1] * scale)))
    canvas = np.full((*size, 3), fit.pad, np.uint8)
    canvas[: content[0], : content[1]] = _resize(rgb8, content)
    return canvas, Geometry(input_shape=size, content=content)


def as_input(pixels: Bytes, spec: InputSpec) -> Floats:
    """Turn fitted RGB pixels (h, w, 3) into the network's input, (1, C, h, w) or (1, h, w, C).

    The box channel, where the network has one, then shows a box around everything; no clicks, no
    mask, nobody else.
    """
    ordered = pixels if spec.channels == "RGB" else pixels[..., ::-1]
    values = normalise(ordered, mean=spec.mean, std=spec.std, white=spec.white)
    if spec.box_channel:
        values = np.concatenate([values, np.ones_like(values[..., :1])], axis=2)
    empty = (2 if spec.click_radius else 0) + spec.mask_channel + spec.others_channel
    if empty:
        values = np.concatenate([values, np.zeros((*values.shape[:2], empty), np.float32)], axis=2)
    if spec.layout == "NCHW":
        values = values.transpose(2, 0, 1)
    return np.ascontiguousarray(values[None])


def box_channel(box: Sequence[float], shape: tuple[int, ...]) -> Floats:
    """Return (h, w): 1 inside a box (row0, col0, row1, col1) in pixels, -1 outside."""
    channel = np.full(shape, -1, np.float32)
    row0, col0, row1, col1 = (max(0, round(side)) for side in box)
    channel[row0:row1, col0:col1] = 1
    return channel


def others_channel(boxes: Iterable[Sequence[float]], shape: tuple[int, ...]) -> Floats:
    """Return (h, w): where other people's boxes (row0, col0, row1, col1) lie, in pixels.

    1 in the middle of a box, falling to 1/2 at its rim so that boxes that overlap stay apart; 0
    outside all.
    """
    channel = np.zeros(shape, np.float32)
    rows, cols = np.arange(shape[0])[:, None] + 0.5, np.arange(shape[1])[None] + 0.5
    for row0, col0, row1, col1 in boxes:
        high = np.abs(2 * rows - row0 - row1) / max(row1 - row0, 1)
        wide = np.abs(2 * cols - col0 - col1) / max(col1 - col0, 1)
        rim = np.maximum(high, wide)
        channel = np.maximum(channel, np.where(rim <= 1, 1 - rim / 2, 0), dtype=np.float32)
    return channel


def discs(middles: Iterable[tuple[float, float]], shape: tuple[int, ...], radius: float) -> Floats:
    """Return (h, w): 1 on discs around middles (row, col) in pixels, 0 elsewhere."""
    rows, cols = np.arange(shape[0])[:, None] + 0.5, np.arange(shape[1])[None] + 0.5
    found = np.zeros(shape, np.float32)
    for row, col in middles:
        near = np.s_[_reach(row, radius), _reach(col, radius)]
        inside = (rows[near[0]] - row) ** 2 + (cols[:, near[1]] - col) ** 2 <= radius**2
        found[near][inside] = 1
    return found


def _reach(middle: float, radius: float) -> slice:
    """Pixels that a disc can touch along one axis."""
    return slice(max(0, math.floor(middle - radius)), max(0, math.ceil(middle + radius)))


def mask_channel(
    inside: NDArray[np.bool_], place: Sequence[float], shape: tuple[int, int]
) -> Floats:
    """Return (h, w): 1 where a mask lies whose corners are at place (in pixels), -1 elsewhere."""
    channel = np.full(shape, -1, np.float32)
    row0, col0, row1, col1 = place
    top, left = max(0, math.floor(row0)), max(0, math.floor(col0))
    low, right = min(shape[0], math.ceil(row1)), min(shape[1], math.ceil(col1))
    if top < low and left < right:
        values = inside.astype(np.float32)
        found = resampled(values, np.array(place, np.float64), (top, left, low, right))
        channel[top:low, left:right][found >= 0.5] = 1
    return channel


def _resize(rgb8: Bytes, size: tuple[int, int]) -> Bytes:
    if rgb8.shape[:2] == size:
        return rgb8
    shrinks = size[0] * size[1] < rgb8.shape[0] * rgb8.shape[1]
    # Area averaging is the only one of OpenCV's filters that does not alias when shrinking.
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(rgb8, (size[1], size[0]), interpolation=how), np.uint8)
