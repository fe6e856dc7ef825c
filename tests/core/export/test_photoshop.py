from __future__ import annotations

import dataclasses
import struct

import numpy as np
import pytest
from PIL import Image
from psd_tools import PSDImage

from portrait_studio.core.export import photoshop
from portrait_studio.core.export.layers import LAYERS
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.photoshop import PSB, PSD
from portrait_studio.errors import ExportError
from tests.core.export.two_people import ICC, exif, photo, read, result

LONG = "山" * 300


class Reader:
    """Reads a Photoshop file by its specification alone: no library reads layers of 16 bits but
    the one that wrote them."""

    def __init__(self, path):
        self.data, self.at = path.read_bytes(), 0
        signature, version, _, self.channels, self.height, self.width, self.depth, mode = self.take(
            ">4sH6sHIIHH"
        )
        assert (signature, mode) == (b"8BPS", 3)
        assert version == {".psd": 1, ".psb": 2}[path.suffix]
        # A large document counts in twice as many bytes, but not everything.
        self.count, self.row = (">I", ">H") if version == 1 else (">Q", ">I")
        assert self.block() == b""
        self.resources = dict(self._resources(self.block()))
        section = self.block(self.count)
        self.merged = self.planes(
            self.width, self.height, self.channels, self.data[self.at :], together=True
        )
        self.data, self.at = section, 0
        info = self.block(self.count)
        assert self.block() == b""  # the global mask
        if self.depth == 16:
            assert info == b""
            assert self.take(">4s4s") == (b"8BIM", b"Lr16")
            info = self.block(self.count)
        self.layers = self._layers(info)

    def take(self, form):
        values = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return values

    def block(self, form=">I"):
        (length,) = self.take(form)
        self.at += length
        return self.data[self.at - length : self.at]

    def _resources(self, data):
        at = 0
        while at < len(data):
            signature, number, name, size = struct.unpack_from(">4sHHI", data, at)
            assert signature == b"8BIM" and name == 0
            yield number, data[at + 12 : at + 12 + size]
            at += 12 + size + size % 2

    def _layers(self, data):
        self.data, self.at = data, 0
        (count,) = self.take(">h")
        self.merged_alpha = count < 0
        layers = [self._record() for _ in range(abs(count))]
        for layer in layers:
            top, left, bottom, right = layer["place"]
            planes = {}
            for channel, length in layer["channels"]:
                planes[channel] = self.planes(
                    right - left, bottom - top, 1, self.data[self.at : self.at + length]
                )[0]
                self.at += length
            whole = np.zeros((self.height, self.width, 4), planes[0].dtype)
            values = np.dstack([planes[channel] for channel in (0, 1, 2, -1)])
            whole[top:bottom, left:right] = values
            layer["pixels"] = whole
        return layers

    def _record(self):
        place = self.take(">4i")
        (count,) = self.take(">H")
        channels = [self.take(f">h{self.count[1:]}") for _ in range(count)]
        signature, blend, opacity, clipping, flags, _ = self.take(">4s4sBBBB")
        assert (signature, blend, opacity, clipping) == (b"8BIM", b"norm", 255, 0)
        extra = self.block()
        at = 4 + struct.unpack_from(">I", extra)[0]
        at += 4 + struct.unpack_from(">I", extra, at)[0]
        at += (extra[at] + 4) // 4 * 4
        signature, key, _, length = struct.unpack_from(">4s4sII", extra, at)
        assert (signature, key) == (b"8BIM", b"luni")
        name = extra[at + 16 : at + 16 + 2 * length].decode("utf-16-be")
        return {"place": place, "channels": channels, "name": name, "hidden": bool(flags & 2)}

    def planes(self, width, height, count, data, *, together=False):
        assert struct.unpack_from(">H", data) == (1,), "packed bits"
        form = f">{height * count}{self.row[1:]}"
        rows = struct.unpack_from(form, data, 2)
        at = 2 + struct.calcsize(form)
        unpacked = bytearray()
        for length in rows:
            unpacked += unpack_bits(data[at : at + length])
            at += length
        assert at == len(data) or together
        values = np.frombuffer(bytes(unpacked), f">u{self.depth // 8}")
        return values.reshape(count, height, width).astype(f"u{self.depth // 8}")


def unpack_bits(data):
    out, at = bytearray(), 0
    while at < len(data):
        head = data[at]
        if head < 128:
            out += data[at + 1 : at + 2 + head]
            at += 2 + head
        else:
            out += data[at + 1 : at + 2] * (257 - head if head > 128 else 0)
            at += 2 if head > 128 else 1
    return out


@pytest.mark.parametrize("spec", [PSD, PSB], ids=lambda spec: spec.name)
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_every_layer_is_that_of_the_png_export_over_the_untouched_photo(tmp_path, dtype, spec):
    made = result(photo(dtype), names=("Zoë 山 👩‍👧", LONG))
    pngs = [read(file) for file in LAYERS.write(made, tmp_path / "png")]
    (path,) = spec.write(made, tmp_path)
    assert path.name == f"party.{spec.name}"
    file = Reader(path)
    assert file.depth == np.dtype(dtype).itemsize * 8
    lowest, second, first = file.layers
    assert [lowest["name"], second["name"], first["name"]] == ["Photo", LONG[:255], "Zoë 山 👩‍👧"]
    for layer, png in zip((first, second), pngs, strict=True):
        assert np.array_equal(layer["pixels"], png[:, :, [2, 1, 0, 3]])
    assert np.array_equal(lowest["pixels"][:, :, :3], made.photo.pixels)
    assert (lowest["pixels"][:, :, 3] == np.iinfo(dtype).max).all()


@pytest.mark.parametrize("spec", [PSD, PSB], ids=lambda spec: spec.name)
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_the_merged_picture_is_the_photo(tmp_path, dtype, spec):
    made = result(photo(dtype))
    (path,) = spec.write(made, tmp_path, options=ExportOptions(decontaminate=False))
    merged = np.dstack(list(Reader(path).merged))
    assert np.array_equal(merged, made.photo.pixels)


def test_pillow_reads_picture_profile_and_where_the_layers_are(tmp_path):
    """Not their values: it takes channels for padded, which those of Photoshop are not."""
    made = result(photo(icc=ICC, exif=exif()))
    (path,) = PSD.write(made, tmp_path, options=ExportOptions(decontaminate=False))
    boxes = [layer["place"] for layer in Reader(path).layers]
    with Image.open(path) as image:
        assert image.mode == "RGB" and image.info["icc_profile"] == ICC
        assert np.array_equal(np.asarray(image), made.photo.pixels)
        layers = image.layers  # type: ignore[attr-defined]
    assert [layer[:2] for layer in layers] == [
        ("Photo", "RGBA"),
        ("Person 2", "RGBA"),
        ("Person 1", "RGBA"),
    ]
    assert [(top, left, bottom, right) for _, _, (left, top, right, bottom), _ in layers] == boxes


def test_metadata_goes_along_upright(tmp_path):
    (path,) = PSD.write(result(photo(icc=ICC, exif=exif())), tmp_path)
    resources = Reader(path).resources
    assert resources[1039] == ICC
    kept = Image.Exif()
    kept.load(b"Exif\0\0" + resources[1058])
    assert kept[0x010F] == "A camera" and kept[0x0112] == 1


@pytest.mark.parametrize("spec", [PSD, PSB], ids=lambda spec: spec.name)
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_psd_tools_finds_the_layers(tmp_path, dtype, spec):
    (path,) = spec.write(result(photo(dtype)), tmp_path)
    image = PSDImage.open(path)
    assert [layer.name for layer in image] == ["Photo", "Person 2", "Person 1"]
    assert all(layer.kind == "pixel" and layer.visible for layer in image)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_photo_with_an_alpha_keeps_it(tmp_path, dtype):
    top = np.iinfo(dtype).max
    alpha = np.random.default_rng(1).integers(0, top, (80, 120), dtype)
    file = Reader(PSD.write(result(photo(dtype, alpha=alpha)), tmp_path)[0])
    assert file.channels == 4 and file.merged_alpha
    assert np.array_equal(file.layers[0]["pixels"][:, :, 3], alpha)


def test_hidden_people_are_hidden(tmp_path):
    made = result()
    hidden = dataclasses.replace(made.people[0], visible=False)
    made = dataclasses.replace(made, people=(hidden, made.people[1]))
    file = Reader(PSD.write(made, tmp_path)[0])
    assert [layer["hidden"] for layer in file.layers] == [False, False, True]


def test_a_photo_too_large_for_the_format_is_refused(tmp_path):
    with pytest.raises(ExportError, match=r"party\.psd: 30001 pixels.*30000.* psb"):
        PSD.write(result(photo(shape=(1, 30001))), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_photo_too_large_for_the_format_fits_into_a_large_document(tmp_path):
    made = result(photo(shape=(1, 30001)))
    (path,) = PSB.write(made, tmp_path, options=ExportOptions(decontaminate=False))
    assert np.array_equal(np.dstack(list(Reader(path).merged)), made.photo.pixels)


def test_layers_of_more_bytes_than_the_format_has_room_for_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(photoshop, "MAX_BYTES", 10_000)
    with pytest.raises(ExportError, match=r"party\.psd: its layers take more.* psb"):
        PSD.write(result(), tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert PSB.write(result(), tmp_path)
