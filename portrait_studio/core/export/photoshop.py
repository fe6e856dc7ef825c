"""Photoshop files: a named layer a person over the photo, written through psd-tools.

8 and 16 bits a channel. Photoshop keeps layers of 16 bits in a block of their own ("Lr16" in its
file format specification), and so does this file. What is larger than a Photoshop file can be goes
into its large document form, which programs know by another ending.
"""

from __future__ import annotations

from functools import partial

from portrait_studio.core.export.file_names import FileNames, Naming
from portrait_studio.core.export.format_spec import Contents, FormatSpec
from portrait_studio.core.export.layer_stack import layer_stack
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.result import PhotoResult
from portrait_studio.errors import ExportError

MAX_SIDE = 30_000
"""Pixels a side that a Photoshop file has room for; a large document takes any photo."""

MAX_BYTES = 2 << 30
"""Length of a Photoshop file at most."""


def _namings(options: ExportOptions, *, ending: str) -> tuple[Naming, ...]:
    return (Naming(options.template or f"{{stem}}.{ending}", ending),)


def _photoshop(result: PhotoResult, names: FileNames, options: ExportOptions) -> Contents:
    file = names.photo["psd"]
    if max(result.photo.shape) > MAX_SIDE:
        raise ExportError(
            "{file}: {pixels} pixels a side are more than the {side} of a Photoshop file; choose"
            " the format psb, its large document.",
            file=file,
            pixels=max(result.photo.shape),
            side=MAX_SIDE,
        )
    from portrait_studio.core.export.photoshop_file import encode_photoshop  # see there

    layers = list(layer_stack(result, options))
    try:
        yield file, encode_photoshop(layers, result.photo, most=MAX_BYTES)
    except OverflowError as error:
        raise ExportError(
            "{file}: its layers take more than the {size} GB of a Photoshop file; choose the"
            " format psb, its large document.",
            file=file,
            size=MAX_BYTES >> 30,
        ) from error


def _large_document(result: PhotoResult, names: FileNames, options: ExportOptions) -> Contents:
    from portrait_studio.core.export.photoshop_file import encode_photoshop  # see there

    layers = list(layer_stack(result, options))
    yield names.photo["psb"], encode_photoshop(layers, result.photo, most=None)


_OPTIONS = frozenset({"template", "decontaminate", "bits"})

PSD = FormatSpec(
    name="psd",
    title="Photoshop",
    text="one file for Photoshop and its kin with a named layer a person over the photo",
    ending="psd",
    template="{stem}.psd",
    namings=partial(_namings, ending="psd"),
    contents=_photoshop,
    options=_OPTIONS,
)

PSB = FormatSpec(
    name="psb",
    title="Photoshop, large document",
    text="one Photoshop file of any size, for photos of more than 30,000 pixels a side",
    ending="psb",
    template="{stem}.psb",
    namings=partial(_namings, ending="psb"),
    contents=_large_document,
    options=_OPTIONS,
)
