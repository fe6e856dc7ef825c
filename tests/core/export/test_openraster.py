from __future__ import annotations

import dataclasses
import io
import zipfile
from xml.etree import ElementTree

import cv2
import numpy as np
import pytest
from PIL import Image

from portrait_studio.core.export.layers import LAYERS
from portrait_studio.core.export.openraster import ORA
from portrait_studio.core.export.options import ExportOptions
from tests.core.export.two_people import ICC, exif, photo, read, result

NAMES = ("Zoë <山> & \x07co", None)


def opened(path):
    """Files of the archive, and the layers as the XML lists them: uppermost first."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    image = ElementTree.fromstring(files["stack.xml"])
    return files, image


def values(content):
    return cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)


def in_place(layer, files, shape):
    """A layer at its place on an empty picture of the photo's size, read by Pillow or OpenCV."""
    pixels = values(files[layer.get("src")])
    whole = np.zeros((*shape, 4), pixels.dtype)
    row, col = int(layer.get("y")), int(layer.get("x"))
    part = whole[row : row + pixels.shape[0], col : col + pixels.shape[1]]
    part[:, :, : pixels.shape[2]] = pixels
    return whole


def test_the_archive_is_laid_out_as_the_specification_asks(tmp_path):
    (path,) = ORA.write(result(), tmp_path)
    assert path.name == "party.ora"
    raw = path.read_bytes()
    assert raw[30:38] == b"mimetype" and raw[38:54] == b"image/openraster"
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert not first.extra
    files, image = opened(path)
    assert {"stack.xml", "mergedimage.png", "Thumbnails/thumbnail.png"} <= set(files)
    assert image.tag == "image" and (image.get("w"), image.get("h")) == ("120", "80")
    layers = image.findall("stack/layer")
    assert {layer.get("src") for layer in layers} == {n for n in files if n.startswith("data/")}
    assert {layer.get("composite-op") for layer in layers} == {"svg:src-over"}


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_every_layer_is_that_of_the_png_export_over_the_untouched_photo(tmp_path, dtype):
    made = result(photo(dtype), names=NAMES)
    pngs = [read(file) for file in LAYERS.write(made, tmp_path / "png")]
    files, image = opened(ORA.write(made, tmp_path)[0])
    *people, lowest = image.findall("stack/layer")
    assert [layer.get("name") for layer in people] == ["Zoë <山> & \ufffdco", "Person 2"]
    for layer, png in zip(people, pngs, strict=True):
        assert np.array_equal(in_place(layer, files, (80, 120)), png)
    assert lowest.get("name") == "Photo"
    stored = values(files[lowest.get("src")])
    assert stored.dtype == dtype and np.array_equal(stored[:, :, ::-1], made.photo.pixels)


def test_the_merged_picture_is_the_photo_with_profile_and_metadata(tmp_path):
    made = result(photo(icc=ICC, exif=exif()))
    (path,) = ORA.write(made, tmp_path, options=ExportOptions(decontaminate=False))
    files, _ = opened(path)
    with Image.open(io.BytesIO(files["mergedimage.png"])) as image:
        assert np.array_equal(np.asarray(image), made.photo.pixels)
        assert image.info["icc_profile"] == ICC
        assert image.getexif()[0x010F] == "A camera" and image.getexif()[0x0112] == 1
    for name in files:
        if name.startswith("data/"):
            with Image.open(io.BytesIO(files[name])) as image:
                assert image.info["icc_profile"] == ICC


@pytest.mark.parametrize(
    ("shape", "size"), [((80, 120), (120, 80)), ((300, 600), (256, 128)), ((600, 2), (1, 256))]
)
@pytest.mark.parametrize("alpha", [False, True])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_the_thumbnail_is_as_large_as_it_may_be(tmp_path, shape, size, alpha, dtype):
    opacity = np.full(shape, np.iinfo(dtype).max, dtype) if alpha else None
    files, _ = opened(ORA.write(result(photo(dtype, shape=shape, alpha=opacity)), tmp_path)[0])
    with Image.open(io.BytesIO(files["Thumbnails/thumbnail.png"])) as image:
        assert image.size == size
        assert image.mode == ("RGBA" if alpha else "RGB")
        if alpha:
            assert (np.asarray(image)[:, :, 3] == 255).all()


def test_hidden_people_are_hidden(tmp_path):
    made = result()
    hidden = dataclasses.replace(made.people[0], visible=False)
    made = dataclasses.replace(made, people=(hidden, made.people[1]))
    _, image = opened(ORA.write(made, tmp_path)[0])
    states = [layer.get("visibility") for layer in image.findall("stack/layer")]
    assert states == ["hidden", "visible", "visible"]


def test_a_photo_with_an_alpha_keeps_it(tmp_path):
    alpha = np.random.default_rng(1).integers(0, 256, (80, 120), np.uint8)
    files, _ = opened(ORA.write(result(photo(alpha=alpha)), tmp_path)[0])
    assert np.array_equal(values(files["data/layer0.png"])[:, :, 3], alpha)
    assert (values(files["mergedimage.png"])[:, :, 3] >= alpha.astype(int) - 1).all()
