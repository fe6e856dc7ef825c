"""OpenRaster files: a named layer a person over the photo, for Krita, GIMP and MyPaint.

A ZIP file of PNG files and an XML file that says how they lie on each other, as in the baseline of
the OpenRaster specification (openraster.org, file layout and layer stack, version 0.0.3).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

import cv2

from portrait_studio.core.export.file_names import FileNames, Naming
from portrait_studio.core.export.format_spec import Contents, FormatSpec
from portrait_studio.core.export.layer_stack import StackedLayer, layer_stack, merged
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.png import encode_png
from portrait_studio.core.export.result import PhotoResult
from portrait_studio.core.photo import Photo
from portrait_studio.core.photo_colour import Pixels, to_srgb8

_TEMPLATE = "{stem}.ora"
_THUMBNAIL = 256  # pixels a side at most
_XML_FORBIDS = {code: "\ufffd" for code in range(32) if chr(code) not in "\t\n\r"}


def _namings(options: ExportOptions) -> tuple[Naming, ...]:
    return (Naming(options.template or _TEMPLATE, "ora"),)


def _contents(result: PhotoResult, names: FileNames, options: ExportOptions) -> Contents:
    layers = list(layer_stack(result, options))
    yield names.photo["ora"], encode_openraster(layers, result.photo)


def encode_openraster(layers: list[StackedLayer], photo: Photo) -> memoryview:
    """Content of the file of layers, the lowest first; the photo's profile and metadata go along.

    PNG files are stored as they are: they are compressed already. The metadata is in the merged
    picture and in the photo's layer. The list is empty afterwards: a layer's pixels are let go once
    they are packed, so that a large photo fits.
    """
    whole = merged(tuple(layers))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        _store(archive, "mimetype", b"image/openraster")  # must be the first, and not compressed
        _store(archive, "stack.xml", stack_xml(layers, photo.shape))
        for number in range(len(layers)):
            exif = photo.exif if number == 0 else None
            png = encode_png(layers.pop(0).pixels, icc=photo.icc, exif=exif)
            _store(archive, _source(number), png)
        _store(archive, "mergedimage.png", encode_png(whole, icc=photo.icc, exif=photo.exif))
        _store(archive, "Thumbnails/thumbnail.png", encode_png(_thumbnail(whole, photo.icc)))
    return file.getbuffer()  # no second copy of what may be a gigabyte


def stack_xml(layers: Sequence[StackedLayer], shape: tuple[int, int]) -> bytes:
    """Description of the layers, the uppermost first as the specification asks for."""
    height, width = shape
    image = ElementTree.Element("image", version="0.0.3", w=str(width), h=str(height))
    stack = ElementTree.SubElement(image, "stack")
    for number, layer in reversed(tuple(enumerate(layers))):
        rows, cols = layer.rectangle
        entry = {
            "name": layer.title.translate(_XML_FORBIDS),
            "src": _source(number),
            "x": str(cols.start),
            "y": str(rows.start),
            "opacity": "1.0",
            "visibility": "visible" if layer.visible else "hidden",
            "composite-op": "svg:src-over",
        }
        ElementTree.SubElement(stack, "layer", entry)
    xml: bytes = ElementTree.tostring(image, encoding="UTF-8", xml_declaration=True)
    return xml


def _source(number: int) -> str:
    return f"data/layer{number}.png"


def _store(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    # An entry without a date of its own: the same export gives the same file.
    archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_STORED)


def _thumbnail(whole: Pixels, icc: bytes | None) -> Pixels:
    """(h, w, 3 or 4) uint8 sRGB, as large as the specification allows; never enlarged."""
    height, width = whole.shape[:2]
    factor = min(1.0, _THUMBNAIL / max(height, width))
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small: Any = cv2.resize(whole, size, interpolation=cv2.INTER_AREA)
    small = small.reshape(size[1], size[0], whole.shape[2])
    colour = to_srgb8(small[:, :, 2::-1], icc)
    seen: Any = cv2.cvtColor(
        colour, cv2.COLOR_RGB2BGR if small.shape[2] == 3 else cv2.COLOR_RGB2BGRA
    )
    if small.shape[2] == 4:
        seen[:, :, 3] = cv2.convertScaleAbs(small[:, :, 3], alpha=255 / _largest(small))
    thumbnail: Pixels = seen
    return thumbnail


def _largest(values: Pixels) -> int:
    return 255 if values.dtype.itemsize == 1 else 65535


ORA = FormatSpec(
    name="ora",
    title="OpenRaster",
    text="one file for Krita and GIMP with a named layer a person over the photo",
    ending="ora",
    template=_TEMPLATE,
    namings=_namings,
    contents=_contents,
    options=frozenset({"template", "decontaminate", "bits"}),
)
