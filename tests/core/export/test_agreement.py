"""All formats say the same of the same people, to the pixel, read by libraries that wrote none."""

from __future__ import annotations

import io
import json
import zipfile

import numpy as np
import pytest
from PIL import Image
from pycocotools import mask as run_lengths

from portrait_studio.core.export.formats import FORMATS
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.upsample import label_map, refine
from tests.core.export.test_photoshop import Reader
from tests.core.export.two_people import photo, pillow, result


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
        assert (mine >= other - level).all()
        assert (mine + other >= 0.5 - level).all()
    assert (masks.sum(axis=0)[labels == 0] < 0.5 + level).all()


def test_touching_people_leave_no_gap_in_any_format(made, tmp_path):
    whole = refine(made.person, made.photo, boundary=made.boundary)
    top = np.iinfo(made.photo.pixels.dtype).max
    masks = masks_of(made, tmp_path)
    assert np.abs(masks.sum(axis=0) - whole).max() <= 1.01 / top
    file = Reader(FORMATS["psd"].write(made, tmp_path)[0])
    psd = np.stack([layer["pixels"][:, :, 3] for layer in file.layers[:0:-1]]) / top
    assert np.array_equal(psd, masks)


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
