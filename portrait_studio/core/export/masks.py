"""One grey PNG a person: its alpha."""

from __future__ import annotations

import dataclasses

import numpy as np

from portrait_studio.core.export.cutouts import cutouts, dtype_of
from portrait_studio.core.export.file_names import FileNames, Naming
from portrait_studio.core.export.format_spec import Contents, FormatSpec
from portrait_studio.core.export.offsets import Offsets
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.png import encode_png
from portrait_studio.core.export.result import PhotoResult
from portrait_studio.core.photo_colour import Pixels

_TEMPLATE = "{stem}.{person}.mask.png"
_OFFSETS = "masks.json"


def _namings(options: ExportOptions) -> tuple[Naming, ...]:
    masks = Naming(options.template or _TEMPLATE, "png", each_person=True)
    return (masks, Naming("{stem}", _OFFSETS)) if options.trimmed else (masks,)


def _contents(result: PhotoResult, names: FileNames, options: ExportOptions) -> Contents:
    """Grey pictures with the photo's bits, 0 nobody, the largest value the person alone.

    The photo's colour profile is left out: it is one for three colours, and a mask has none.
    """
    photo = result.photo
    offsets = Offsets(result)
    colours_do_not_matter = dataclasses.replace(options, decontaminate=False)
    for cutout in cutouts(result, colours_do_not_matter):
        mask = np.ascontiguousarray(cutout.pixels[:, :, 3])
        if not options.trimmed:
            mask, trimmed = _empty(photo.shape, mask), mask
            mask[cutout.rectangle] = trimmed
        offsets.add(cutout.person, names.people[cutout.person], cutout.rectangle)
        yield names.people[cutout.person], encode_png(mask, exif=photo.exif)
    for person in offsets.missing():  # a person without a visible pixel: an empty mask
        shape = (1, 1) if options.trimmed else photo.shape
        mask = np.zeros(shape, dtype_of(photo, options))
        offsets.add(person, names.people[person], (slice(0, 1), slice(0, 1)))
        yield names.people[person], encode_png(mask, exif=photo.exif)
    if options.trimmed:
        yield names.photo[_OFFSETS], offsets.json()


def _empty(shape: tuple[int, int], like: Pixels) -> Pixels:
    empty: Pixels = np.zeros(shape, like.dtype)
    return empty


MASKS = FormatSpec(
    name="masks",
    title="Masks",
    text="a grey PNG for every person, as bright as the person is opaque",
    ending="png",
    template=_TEMPLATE,
    namings=_namings,
    contents=_contents,
    options=frozenset({"template", "trimmed", "bits"}),
)
