"""Photoshop files: a named layer a person over the photo, written through psd-tools.

8 and 16 bits a channel. Photoshop keeps layers of 16 bits in a block of their own ("Lr16" in its
file format specification), and so does this file.
"""

from __future__ import annotations

from portrait_studio.core.export.file_names import FileNames, Naming
from portrait_studio.core.export.format_spec import Contents, FormatSpec
from portrait_studio.core.export.layer_stack import layer_stack
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.result import PhotoResult
from portrait_studio.errors import ExportError

MAX_SIDE = 30_000
"""Pixels a side that the format has room for."""

_TEMPLATE = "{stem}.psd"


def _namings(options: ExportOptions) -> tuple[Naming, ...]:
    return (Naming(options.template or _TEMPLATE, "psd"),)


def _contents(result: PhotoResult, names: FileNames, options: ExportOptions) -> Contents:
    if max(result.photo.shape) > MAX_SIDE:
        raise ExportError(
            "{file}: {pixels} pixels a side are more than the"
            " {side} of a Photoshop file; choose the format ora.",
            file=names.photo["psd"],
            pixels=max(result.photo.shape),
            side=MAX_SIDE,
        )
    from portrait_studio.core.export.photoshop_file import encode_photoshop  # see there

    layers = list(layer_stack(result, options))
    yield names.photo["psd"], encode_photoshop(layers, result.photo)


PSD = FormatSpec(
    name="psd",
    title="Photoshop",
    text="one file for Photoshop and its kin with a named layer a person over the photo",
    ending="psd",
    template=_TEMPLATE,
    namings=_namings,
    contents=_contents,
    options=frozenset({"template", "decontaminate", "bits"}),
)
