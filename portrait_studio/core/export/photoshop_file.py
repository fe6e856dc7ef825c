"""The bytes of a Photoshop file; apart from its format, since psd_tools takes a while to load."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Any

import numpy as np
from psd_tools import psd
from psd_tools.compression import compress
from psd_tools.constants import ChannelID, ColorMode, Compression, Resource, Tag
from psd_tools.psd.header import FileHeader
from psd_tools.psd.image_data import ImageData
from psd_tools.psd.image_resources import ImageResource, ImageResources
from psd_tools.psd.layer_and_mask import (
    ChannelData,
    ChannelDataList,
    ChannelImageData,
    ChannelInfo,
    GlobalLayerMaskInfo,
    LayerAndMaskInformation,
    LayerFlags,
    LayerInfo,
    LayerRecord,
    LayerRecords,
)
from psd_tools.psd.tagged_blocks import TaggedBlocks

from portrait_studio.core.checkpoint import checkpoint
from portrait_studio.core.export.layer_stack import StackedLayer, merged
from portrait_studio.core.photo import Photo
from portrait_studio.core.photo_colour import Pixels

_LONGEST_NAME = 255
_STRIP = 1024  # rows packed at a time
_EXIF_PREFIX = b"Exif\0\0"
_CHANNELS = (ChannelID.CHANNEL_2, ChannelID.CHANNEL_1, ChannelID.CHANNEL_0)  # blue, green, red


def encode_photoshop(layers: list[StackedLayer], photo: Photo, *, most: int | None) -> memoryview:
    """Content of the file of layers, the lowest first; the photo's profile and metadata go along.

    The picture that programs without layers show is the visible layers together. The list is empty
    afterwards: a layer's pixels are let go once they are packed, so that a large photo fits.

    Parameters
    ----------
    layers : list of StackedLayer
    photo : Photo
    most : int or None
        Bytes that the packed pictures may take; None for a large document, which has no limit.

    Raises
    ------
    OverflowError
        They take more.
    """
    version = 1 if most is not None else 2
    whole = merged(tuple(layers))
    height, width, channels = whole.shape
    header = FileHeader(
        version=version,
        channels=channels,
        height=height,
        width=width,
        depth=whole.dtype.itemsize * 8,
        color_mode=ColorMode.RGB,
    )
    packed, length = _layers(layers, depth=header.depth, version=version)
    if most is not None and length > most:
        raise OverflowError
    document = psd.PSD(
        header=header,
        image_resources=_resources(photo),
        layer_and_mask_information=packed,
        image_data=ImageData(Compression.RLE),
    )
    file = io.BytesIO()
    document.write(file)
    length += _append_merged(file, whole, version)
    if most is not None and length > most:
        raise OverflowError
    return file.getbuffer()


class _PassedOn(ChannelData):
    """A channel that lets go of its bytes once they are in the file: they may be gigabytes."""

    def write(self, fp: IO[bytes], **kwargs: Any) -> int:
        written = super().write(fp, **kwargs)
        self.data = b""
        return written


def _append_merged(file: io.BytesIO, whole: Pixels, version: int) -> int:
    """Write the merged picture's channels: the lengths of all their rows, then the rows.

    Packed and written one after the other, as `ImageData.set_data` would need several copies of
    all. Returns the bytes they take.
    """
    height, _, channels = whole.shape
    lengths = 2 * version * height
    start = file.tell()
    file.write(bytes(lengths * channels))
    for place, number in enumerate(_file_order(channels)):
        packed = _Packed(whole[:, :, number], version)
        file.seek(start + lengths * place)
        file.write(b"".join(packed.lengths))
        file.seek(0, io.SEEK_END)
        file.writelines(packed.rows)
    return file.tell() - start


class _Packed:
    """One channel (H, W) packed strip by strip: the lengths of all rows, and the rows."""

    def __init__(self, plane: Pixels, version: int) -> None:
        self.lengths: list[bytes] = []
        self.rows: list[bytes] = []
        width, depth = plane.shape[1], plane.dtype.itemsize * 8
        for top in range(0, plane.shape[0], _STRIP):
            checkpoint()  # packing takes longer than anything else here
            strip = plane[top : top + _STRIP]
            raw = strip.astype(strip.dtype.newbyteorder(">")).tobytes()  # the higher byte first
            packed = compress(raw, Compression.RLE, width, len(strip), depth, version)
            self.lengths.append(packed[: 2 * version * len(strip)])
            self.rows.append(packed[2 * version * len(strip) :])


def _layers(
    layers: list[StackedLayer], *, depth: int, version: int
) -> tuple[LayerAndMaskInformation, int]:
    """Return the layers, and the bytes that their pictures take."""
    records, channels = LayerRecords(), ChannelImageData()
    # A negative number says that the picture of all layers has an alpha.
    count = -len(layers) if layers[0].pixels.shape[2] == 4 else len(layers)
    while layers:
        record, data = _record(layers.pop(0), version)
        records.append(record)
        channels.append(data)
    length = sum(len(plane.data) for data in channels for plane in data)
    blocks = TaggedBlocks()
    if depth == 8:
        info = LayerInfo(count, records, channels)
        return LayerAndMaskInformation(info, GlobalLayerMaskInfo(), blocks), length
    blocks.set_data(Tag.LAYER_16, count, records, channels)
    return LayerAndMaskInformation(LayerInfo(), GlobalLayerMaskInfo(), blocks), length


def _record(layer: StackedLayer, version: int) -> tuple[LayerRecord, ChannelDataList]:
    rows, cols = layer.rectangle
    record = LayerRecord(
        top=rows.start,
        left=cols.start,
        bottom=rows.stop,
        right=cols.stop,
        flags=LayerFlags(visible=layer.visible),
        name=_old_name(layer.title),
    )
    record.tagged_blocks.set_data(Tag.UNICODE_LAYER_NAME, layer.title[:_LONGEST_NAME])
    channels = ChannelDataList()
    for channel, plane in _planes(layer.pixels):
        packed = _Packed(plane, version)
        data = _PassedOn(Compression.RLE, b"".join([*packed.lengths, *packed.rows]))
        record.channel_info.append(ChannelInfo(channel, len(data.data) + 2))
        channels.append(data)
    return record, channels


def _planes(pixels: Pixels) -> Iterator[tuple[ChannelID, Pixels]]:
    """Alpha first, as Photoshop orders them; a layer without one is opaque."""
    if pixels.shape[2] == 4:
        yield ChannelID.TRANSPARENCY_MASK, pixels[:, :, 3]
    else:
        opaque = np.full(1, np.iinfo(pixels.dtype).max, pixels.dtype)
        yield ChannelID.TRANSPARENCY_MASK, np.broadcast_to(opaque, pixels.shape[:2])
    for number in _file_order(3):
        yield _CHANNELS[number], pixels[:, :, number]


def _file_order(channels: int) -> tuple[int, ...]:
    """Red, green, blue, alpha of values that are blue, green, red, alpha."""
    return (2, 1, 0, 3)[:channels]


def _old_name(title: str) -> str:
    """Name for programs that do not know the one in Unicode beside it."""
    return title.encode("macroman", "replace")[:_LONGEST_NAME].decode("macroman")


def _resources(photo: Photo) -> ImageResources:
    resources = ImageResources.new()
    if photo.icc:
        _add(resources, Resource.ICC_PROFILE, photo.icc)
    if photo.exif:
        _add(resources, Resource.EXIF_DATA_1, photo.exif.removeprefix(_EXIF_PREFIX))
    return resources


def _add(resources: ImageResources, key: Resource, content: bytes) -> None:
    resources[key] = ImageResource(key=key, data=content)
