"""One transparent PNG a person: the photo's full size, or trimmed to the person."""

from __future__ import annotations

import numpy as np

from portrait_studio.core.export.cutouts import Cutout, cutouts, dtype_of
from portrait_studio.core.export.file_names import FileNames, Naming
from portrait_studio.core.export.format_spec import Contents, FormatSpec
from portrait_studio.core.export.offsets import Offsets
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.png import encode_png
from portrait_studio.core.export.result import PhotoResult
from portrait_studio.core.photo_colour import Pixels

_TEMPLATE = "{stem}.{person}.png"
_OFFSETS = "layers.json"


def _namings(options: ExportOptions) -> tuple[Naming, ...]:
    layers = Naming(options.template or _TEMPLATE, "png", each_person=True)
    return (layers, Naming("{stem}", _OFFSETS)) if options.trimmed else (layers,)


def _contents(result: PhotoResult, names: FileNames, options: ExportOptions) -> Contents:
    """RGBA with the photo's colour profile and metadata.

    Transparent pixels are black, so that a layer hides nothing of the rest of the photo.
    """
    photo = result.photo
    offsets = Offsets(result)
    for cutout in cutouts(result, options):
        pixels = cutout.pixels if options.trimmed else full_size(cutout, photo.shape)
        offsets.add(cutout.person, names.people[cutout.person], cutout.rectangle)
        yield names.people[cutout.person], encode_png(pixels, icc=photo.icc, exif=photo.exif)
    for person in offsets.missing():  # a person without a visible pixel: an empty layer
        shape = (1, 1) if options.trimmed else photo.shape
        empty: Pixels = np.zeros((*shape, 4), dtype_of(photo, options))
        offsets.add(person, names.people[person], (slice(0, 1), slice(0, 1)))
        yield names.people[person], encode_png(empty, icc=photo.icc, exif=photo.exif)
    if options.trimmed:
        yield names.photo[_OFFSETS], offsets.json()


def full_size(cutout: Cutout, shape: tuple[int, int]) -> Pixels:
    """(H, W, 4) pixels of a cut-out in its place in the photo."""
    layer: Pixels = np.zeros((*shape, 4), cutout.pixels.dtype)
    layer[cutout.rectangle] = cutout.pixels
    return layer


LAYERS = FormatSpec(
    name="layers",
    title="PNG layers",
    text="a PNG with alpha for every person, in the photo's colours",
    ending="png",
    template=_TEMPLATE,
    namings=_namings,
    contents=_contents,
    options=frozenset({"template", "trimmed", "decontaminate", "bits"}),
)
