"""The table of export formats, the same for the command line, the window and Python."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from portrait_studio.core.export.coco import COCO
from portrait_studio.core.export.format_spec import FormatSpec
from portrait_studio.core.export.labels import LABELS
from portrait_studio.core.export.layers import LAYERS
from portrait_studio.core.export.masks import MASKS
from portrait_studio.core.export.openraster import ORA
from portrait_studio.core.export.photoshop import PSB, PSD
from portrait_studio.errors import ExportError

FORMATS: Mapping[str, FormatSpec] = MappingProxyType(
    {spec.name: spec for spec in (LAYERS, MASKS, LABELS, COCO, ORA, PSD, PSB)}
)
"""Every format by its name; the first is the one that is meant where none is named."""


def format_named(name: str) -> FormatSpec:
    """Return a format; raises ExportError naming those there are."""
    try:
        return FORMATS[name]
    except KeyError as error:
        known = ", ".join(FORMATS)
        raise ExportError(
            "There is no format {name}; there are {known}.", name=name, known=known
        ) from error
