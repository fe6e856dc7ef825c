"""Colour and alpha of every person: what all formats with pictures of people are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.enlarge import Block
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.result import PhotoResult
from portrait_studio.core.photo import Photo
from portrait_studio.core.photo_colour import Pixels, to_8bit
from portrait_studio.core.upsample import person_alphas


@dataclass(frozen=True, eq=False)
class Cutout:
    """One person in its own rectangle of the photo.

    Attributes
    ----------
    person : int
        Its id.
    rectangle : (slice, slice)
        Rows and columns of the photo.
    pixels : (rows, columns, 4) uint8 or uint16
        Blue, green, red, alpha: the order in which PNG files are encoded. Where alpha is 0 all
        is 0, so that a cut-out hides nothing of the rest of the photo.
    """

    person: int
    rectangle: Block
    pixels: Pixels


def cutouts(result: PhotoResult, options: ExportOptions) -> Iterator[Cutout]:
    """Yield the people one after the other; those without a visible pixel are left out.

    The photo's own alpha is respected: a person is never more opaque than the photo.
    """
    photo = result.photo
    dtype = dtype_of(photo, options)
    wanted = {person.id for person in result.people}
    alphas = person_alphas(result.person, result.owner, count=result.count, photo=photo)
    for person, rectangle, alpha in alphas:
        if person in wanted:
            colour = photo.pixels[rectangle]
            opacity = alpha if photo.alpha is None else alpha * _opacity(photo, rectangle)
            cutout = _tight(person, rectangle, _joined(colour, opacity, dtype))
            if cutout is not None:
                yield cutout


def dtype_of(photo: Photo, options: ExportOptions) -> type[np.uint8] | type[np.uint16]:
    """Return the type of the values that are written."""
    bits = options.bits or photo.pixels.dtype.itemsize * 8
    return np.uint8 if bits == 8 else np.uint16


def with_bits(values: Pixels, dtype: type[np.uint8] | type[np.uint16]) -> Pixels:
    """Values of 8 or 16 bits as the other; unchanged where they are so already."""
    if values.dtype == dtype:
        return values
    return to_8bit(values) if dtype is np.uint8 else values.astype(np.uint16) * np.uint16(257)


def _opacity(photo: Photo, rectangle: Block) -> NDArray[np.float32]:
    assert photo.alpha is not None
    part = photo.alpha[rectangle]
    return part.astype(np.float32) / np.float32(np.iinfo(part.dtype).max)


def _joined(
    colour: Pixels, alpha: NDArray[np.float32], dtype: type[np.uint8] | type[np.uint16]
) -> Pixels:
    pixels: Pixels = np.empty((*alpha.shape, 4), dtype)
    pixels[:, :, 3] = np.rint(alpha * np.float32(np.iinfo(dtype).max))
    pixels[:, :, :3] = with_bits(colour, dtype)[:, :, ::-1]
    pixels[pixels[:, :, 3] == 0] = 0
    return pixels


def _tight(person: int, rectangle: Block, pixels: Pixels) -> Cutout | None:
    """Cut-out without the empty rows and columns around it, None where nothing is left."""
    seen = pixels[:, :, 3] > 0
    rows, cols = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if not len(rows):
        return None
    inner = slice(int(rows[0]), int(rows[-1]) + 1), slice(int(cols[0]), int(cols[-1]) + 1)
    moved = [
        slice(outer.start + part.start, outer.start + part.stop)
        for outer, part in zip(rectangle, inner, strict=True)
    ]
    return Cutout(person, (moved[0], moved[1]), pixels[inner])
