"""A photo and its people as layers one above the other, and what they look like together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.checkpoint import checkpoint
from portrait_studio.core.enlarge import Block
from portrait_studio.core.export.cutouts import cutouts, dtype_of, with_bits
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.result import PhotoResult
from portrait_studio.core.photo_colour import Pixels

PHOTO = "Photo"
"""What the lowest layer is called."""

_ROWS = 256  # composited at a time, so that memory does not grow with the photo


@dataclass(frozen=True, eq=False)
class StackedLayer:
    """One layer.

    Attributes
    ----------
    title : str
    rectangle : (slice, slice)
        Rows and columns of the photo.
    pixels : (rows, columns, 3 or 4) uint8 or uint16
        Blue, green, red, and alpha where it is not opaque.
    visible : bool
    """

    title: str
    rectangle: Block
    pixels: Pixels
    visible: bool = True


def layer_stack(result: PhotoResult, options: ExportOptions) -> tuple[StackedLayer, ...]:
    """Return the layers, the photo first, then the people from the lowest to the uppermost.

    The photo's layer holds the untouched photo; one of a person without a visible pixel is a
    single transparent pixel.
    """
    whole = slice(0, result.photo.shape[0]), slice(0, result.photo.shape[1])
    photo = StackedLayer(PHOTO, whole, photo_pixels(result, options))
    found = {cutout.person: cutout for cutout in cutouts(result, options)}
    layers = [photo]
    for person in reversed(result.people):
        rectangle: Block = (slice(0, 1), slice(0, 1))
        pixels: Pixels = np.zeros((1, 1, 4), dtype_of(result.photo, options))
        if person.id in found:
            rectangle, pixels = found[person.id].rectangle, found[person.id].pixels
        layers.append(StackedLayer(person.title, rectangle, pixels, person.visible))
    return tuple(layers)


def photo_pixels(result: PhotoResult, options: ExportOptions) -> Pixels:
    """(H, W, 3 or 4) blue, green, red, and alpha where the photo has one."""
    photo, dtype = result.photo, dtype_of(result.photo, options)
    if photo.alpha is None and photo.pixels.dtype == dtype:
        return photo.pixels[:, :, ::-1]  # the photo seen backwards: no copy of a large one
    channels = 3 if photo.alpha is None else 4
    pixels: Pixels = np.empty((*photo.shape, channels), dtype)
    pixels[:, :, :3] = with_bits(photo.pixels, dtype)[:, :, ::-1]
    if photo.alpha is not None:
        pixels[:, :, 3] = with_bits(photo.alpha, dtype)
    return pixels


def merged(layers: tuple[StackedLayer, ...]) -> Pixels:
    """(H, W, 3 or 4) what the visible layers look like together.

    Porter and Duff's "over" with colours that are not premultiplied, as image editors do it.
    """
    whole = layers[0].pixels.copy(order="C")
    for layer in layers[1:]:
        if layer.visible:
            for strip, place in _strips(layer.rectangle):
                whole[place] = _over(layer.pixels[strip], whole[place])
    return whole


def _strips(rectangle: Block) -> Iterator[tuple[slice, Block]]:
    rows, cols = rectangle
    for top in range(rows.start, rows.stop, _ROWS):
        checkpoint()
        bottom = min(top + _ROWS, rows.stop)
        yield slice(top - rows.start, bottom - rows.start), (slice(top, bottom), cols)


def _over(above: Pixels, below: Pixels) -> Pixels:
    top = np.float32(np.iinfo(above.dtype).max)
    alpha: NDArray[np.float32] = above[:, :, 3:].astype(np.float32) / top
    colour = below[:, :, :3].astype(np.float32)
    if below.shape[2] == 3:
        colour += alpha * (above[:, :, :3].astype(np.float32) - colour)
        mixed: Pixels = np.rint(colour).astype(above.dtype)
        return mixed
    rest = (1 - alpha) * (below[:, :, 3:].astype(np.float32) / top)
    total = alpha + rest
    share = np.divide(alpha, total, out=np.zeros_like(alpha), where=total > 0)
    colour += share * (above[:, :, :3].astype(np.float32) - colour)
    both: Pixels = np.rint(np.dstack([colour, total * top])).astype(above.dtype)
    return both
