"""Colour and alpha of every person: what all formats with pictures of people are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.decontaminate import own_colours
from portrait_studio.core.enlarge import Block, blocks
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.result import PhotoResult
from portrait_studio.core.photo import Photo
from portrait_studio.core.photo_colour import Pixels, to_8bit
from portrait_studio.core.upsample import person_opacities


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
    opacities = person_opacities(
        result.person,
        result.owner,
        count=result.count,
        photo=photo,
        dtype=dtype,
        boundary=result.boundary,
    )
    for person, rectangle, opacity in opacities:
        if person in wanted:
            pixels: Pixels = np.empty((*opacity.shape, 4), dtype)
            pixels[:, :, 3] = opacity
            _colour(pixels, photo, rectangle, decontaminate=options.decontaminate)
            yield Cutout(person, rectangle, pixels)


def _colour(pixels: Pixels, photo: Photo, rectangle: Block, *, decontaminate: bool) -> None:
    """Fill in the colours, block by block: the photo's own, or the person's alone."""
    opacity, dtype = pixels[:, :, 3], pixels.dtype.type
    own = (
        own_colours(photo, rectangle, _whole(opacity, photo, rectangle)) if decontaminate else None
    )
    for block in blocks(*rectangle):
        inside = tuple(
            slice(part.start - whole.start, part.stop - whole.start)
            for part, whole in zip(block, rectangle, strict=True)
        )
        colour = photo.pixels[block]
        if own is not None:
            colour = own.at(block, _share_of_the_photo(opacity[inside], photo, block))
        pixels[inside][:, :, :3] = with_bits(colour, dtype=dtype)[:, :, ::-1]
        pixels[inside][opacity[inside] == 0] = 0


def _whole(opacity: Pixels, photo: Photo, rectangle: Block) -> Pixels | NDArray[np.float32]:
    """A person's alpha in a rectangle; levels as they are where the photo has none of its own."""
    return opacity if photo.alpha is None else _share_of_the_photo(opacity, photo, rectangle)


def _share_of_the_photo(opacity: Pixels, photo: Photo, rectangle: Block) -> NDArray[np.float32]:
    """(rows, columns) alpha of a person, 0..1, without what the photo itself lets through."""
    alpha: NDArray[np.float32] = opacity * (np.float32(1) / np.float32(np.iinfo(opacity.dtype).max))
    if photo.alpha is not None:
        most = photo.alpha[rectangle] * (
            np.float32(1) / np.float32(np.iinfo(photo.alpha.dtype).max)
        )
        alpha = np.where(most > 0, alpha / np.maximum(most, 1e-6), 1).clip(0, 1)
    return alpha


def dtype_of(photo: Photo, options: ExportOptions) -> type[np.uint8] | type[np.uint16]:
    """Return the type of the values that are written."""
    bits = options.bits or photo.pixels.dtype.itemsize * 8
    return np.uint8 if bits == 8 else np.uint16


def with_bits(values: Pixels, dtype: type[np.uint8] | type[np.uint16]) -> Pixels:
    """Values of 8 or 16 bits as the other; unchanged where they are so already."""
    if values.dtype == dtype:
        return values
    return to_8bit(values) if dtype is np.uint8 else values.astype(np.uint16) * np.uint16(257)
