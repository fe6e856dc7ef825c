"""All formats say the same of the same people, to the pixel, read by libraries that wrote none."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any
from xml.etree import ElementTree

import cv2
import numpy as np
import pytest
from PIL import Image
from pycocotools import mask as run_lengths

from portrait_studio.core.export.formats import FORMATS
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.upsample import label_map, refine
from tests.core.export.test_photoshop import Reader
from tests.core.export.two_people import photo, pillow, read, result


@pytest.fixture(params=[np.uint8, np.uint16], ids=["8 bits", "16 bits"])
def made(request):
    return result(photo(request.param))


def masks_of(made, folder):
    """(2, H, W) alphas, 0..1, as the masks hold them."""
    values = np.stack([pillow(file)[0] for file in FORMATS["masks"].write(made, folder)])
    return values / np.iinfo(values.dtype).max


def shown(made):
    return label_map(made.person, made.owner, count=2, photo=made.photo, boundary=made.boundary)


def test_the_label_map_names_the_person_with_the_largest_alpha(made, tmp_path):
    masks = masks_of(made, tmp_path)
    level = 1 / 255 if made.photo.pixels.dtype == np.uint8 else 1 / 65535
    labels = pillow(FORMATS["labels"].write(made, tmp_path)[0])[0]
    assert np.array_equal(labels, shown(made))
    for person in (1, 2):
        inside = labels == person
        assert inside.any()
        mine, other = masks[person - 1][inside], masks[2 - person][inside]
        assert (mine >= other - 1.01 * level).all()
        assert (mine + other >= 0.5 - level).all()
    assert (masks.sum(axis=0)[labels == 0] < 0.5 + level).all()


def alphas_of(name, made, folder, bits):
    """Alphas as integers, person by person, (2, H, W), as a format's files hold them."""
    options = ExportOptions(bits=bits)
    files = FORMATS[name].write(made, folder / name, options=options)
    if name == "masks":
        return np.stack([read(file) for file in files])
    if name == "layers":
        return np.stack([read(file)[:, :, 3] for file in files])
    if name in ("psd", "psb"):
        return np.stack([layer["pixels"][:, :, 3] for layer in Reader(files[0]).layers[:0:-1]])
    found = np.zeros((2, *made.photo.shape), np.uint16)
    with zipfile.ZipFile(files[0]) as archive:
        for layer in ElementTree.fromstring(archive.read("stack.xml")).iter("layer"):
            if layer.get("name") != "Photo":
                values = np.frombuffer(archive.read(layer.attrib["src"]), np.uint8)
                picture: Any = cv2.imdecode(values, cv2.IMREAD_UNCHANGED)
                alpha = picture[:, :, 3]
                row, col = int(layer.attrib["y"]), int(layer.attrib["x"])
                place = np.s_[row : row + alpha.shape[0], col : col + alpha.shape[1]]
                found[int(layer.attrib["name"].split()[1]) - 1][place] = alpha
    return found


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("name", ["masks", "layers", "ora", "psd", "psb"])
def test_touching_people_leave_no_gap_in_any_format(made, tmp_path, name, bits):
    """To the level: the people's alphas sum to the rounded alpha of the person mask."""
    alphas = alphas_of(name, made, tmp_path, bits)
    alpha = refine(made.person, made.photo, boundary=made.boundary)
    total = alphas.sum(axis=0, dtype=np.int64)
    assert np.array_equal(total, np.rint(alpha * np.float32(2**bits - 1)))
    touching = (alphas > 0).all(axis=0)
    assert touching.any(), "the two people share pixels"


def test_the_person_mask_is_the_sum_of_the_masks(tmp_path):
    made = result()
    person = read(FORMATS["labels"].write(made, tmp_path)[1])
    total = sum(read(file).astype(int) for file in FORMATS["masks"].write(made, tmp_path))
    assert np.array_equal(person, total)


# pycocotools' own arrays are behind NumPy's times.
@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_coco_holds_the_label_map(made, tmp_path):
    labels = pillow(FORMATS["labels"].write(made, tmp_path)[0])[0]
    content = json.loads(FORMATS["coco"].write(made, tmp_path)[0].read_text())
    for person, annotation in enumerate(content["annotations"], 1):
        assert np.array_equal(run_lengths.decode(annotation["segmentation"]) == 1, labels == person)


def test_layers_lie_where_the_label_map_says(tmp_path):
    made = result()
    labels = pillow(FORMATS["labels"].write(made, tmp_path)[0])[0]
    (path,) = FORMATS["ora"].write(made, tmp_path, options=ExportOptions(decontaminate=False))
    with zipfile.ZipFile(path) as archive:
        stack = archive.read("stack.xml").decode()
        for number, person in ((2, 1), (1, 2)):
            place = stack.split(f'src="data/layer{number}.png" x="')[1]
            col, row = int(place.split('"')[0]), int(place.split('y="')[1].split('"')[0])
            with Image.open(io.BytesIO(archive.read(f"data/layer{number}.png"))) as image:
                layer = np.asarray(image)
            rows, cols = np.nonzero(labels == person)
            assert row <= rows.min() and rows.max() < row + layer.shape[0]
            assert col <= cols.min() and cols.max() < col + layer.shape[1]
            inside = labels[row : row + layer.shape[0], col : col + layer.shape[1]] == person
            part = made.photo.pixels[row : row + layer.shape[0], col : col + layer.shape[1]]
            assert np.array_equal(layer[inside][:, :3], part[inside])
