from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image, ImageCms
from pycocotools.coco import COCO

from portrait_studio.core.export.formats import FORMATS
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.result import ExportedPerson, PhotoResult
from portrait_studio.core.export.run import ExportRun
from portrait_studio.core.photo import Photo
from portrait_studio.core.upsample import label_map, refine
from portrait_studio.errors import ExportError


def read(path):
    values: Any = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    return values


def photo(dtype=np.uint8, **fields):
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, np.iinfo(dtype).max, (80, 120, 3), dtype)
    return Photo(pixels, path=Path("somewhere/party.jpg"), **fields)


def result(of=None):
    """Two people side by side on a background."""
    owner = np.zeros((40, 60), np.int32)
    owner[8:, 10:30], owner[8:, 30:50] = 1, 2
    person: Any = cv2.GaussianBlur((owner > 0).astype(np.float32), (0, 0), 1.0)
    people = (
        ExportedPerson(1, 0.97123, (16, 20, 80, 60)),
        ExportedPerson(2, 0.5, (16, 60, 80, 100)),
    )
    return PhotoResult(of or photo(), person, person * 0.5, owner, people, {"network": 0.0301})


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_layers_have_the_photos_pixels_and_alphas_that_sum(tmp_path, dtype):
    made = result(photo(dtype))
    files = FORMATS["layers"].write(made, tmp_path)
    assert [file.name for file in files] == ["party.1.png", "party.2.png"]
    layers = [read(file) for file in files]
    top = np.iinfo(dtype).max
    total = np.sum([layer[:, :, 3].astype(float) for layer in layers], axis=0) / top
    assert np.abs(total - refine(made.person, made.photo)).max() <= 1.01 / top
    for layer in layers:
        assert layer.dtype == dtype and layer.shape == (80, 120, 4)
        seen = layer[:, :, 3] > 0
        assert np.array_equal(layer[seen][:, 2::-1], made.photo.pixels[seen])
        assert not layer[~seen].any(), "transparent pixels hide nothing"


def test_profile_and_metadata_go_along(tmp_path):
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    files = FORMATS["layers"].write(result(photo(icc=icc, exif=exif.tobytes())), tmp_path)
    with Image.open(files[0]) as image:
        assert image.info["icc_profile"] == icc
        assert image.getexif()[0x010F] == "A camera"


def test_the_photos_own_alpha_is_respected(tmp_path):
    half = np.full((80, 120), 128, np.uint8)
    layer = read(FORMATS["layers"].write(result(photo(alpha=half)), tmp_path)[0])
    assert layer[:, :, 3].max() == 128


def test_a_person_without_a_pixel_has_an_empty_layer(tmp_path):
    made = result()
    ghost = ExportedPerson(3, 0.1, (0, 0, 1, 1))
    files = FORMATS["layers"].write(
        dataclasses.replace(made, people=(*made.people, ghost)), tmp_path
    )
    assert len(files) == 3
    assert not read(files[2]).any()


def test_no_people_no_layers(tmp_path):
    nobody = dataclasses.replace(result(), people=(), owner=np.zeros((40, 60), np.int32))
    assert FORMATS["layers"].write(nobody, tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_labels_read_back(tmp_path):
    made = result()
    files = FORMATS["labels"].write(made, tmp_path)
    assert [f.name for f in files] == [
        "party.labels.png",
        "party.person.png",
        "party.boundary.png",
        "party.json",
    ]
    labels, person, boundary = (np.asarray(Image.open(file)) for file in files[:3])
    expected = label_map(made.person, made.owner, count=2, photo=made.photo)
    assert labels.dtype == np.uint8 and np.array_equal(labels, expected)
    assert np.abs(person / 255 - refine(made.person, made.photo)).max() <= 0.5 / 255 + 1e-6
    assert boundary.shape == (80, 120) and 120 <= boundary.max() <= 128
    assert json.loads(files[3].read_text()) == {
        "people": [
            {"id": 1, "score": 0.9712, "box": [16, 20, 80, 60]},
            {"id": 2, "score": 0.5, "box": [16, 60, 80, 100]},
        ],
        "seconds": {"network": 0.0301},
    }


# pycocotools' own arrays are behind NumPy's times.
@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_coco_is_read_by_pycocotools(tmp_path, capsys):
    made = result()
    run = ExportRun(FORMATS["coco"], tmp_path, options=ExportOptions(), overwrite=False)
    assert run.write(made) == ()
    run.write(dataclasses.replace(made, people=made.people[:1]))
    (path,) = run.finish()
    assert path.name == "people.coco.json"
    coco = COCO(str(path))
    capsys.readouterr()
    assert coco.getImgIds() == [1, 2]
    annotations = coco.loadAnns(coco.getAnnIds(imgIds=[1]))
    labels = label_map(made.person, made.owner, count=2, photo=made.photo)
    assert [a["score"] for a in annotations] == [0.9712, 0.5]
    for label, annotation in enumerate(annotations, 1):
        mask = coco.annToMask(annotation)
        assert np.array_equal(mask == 1, labels == label)
        left, top, width, height = annotation["bbox"]
        rows, cols = np.nonzero(mask)
        assert (rows.min(), cols.min()) == (top, left)
        assert (rows.max() + 1, cols.max() + 1) == (top + height, left + width)
        assert annotation["area"] == mask.sum()
    assert len(coco.getAnnIds(imgIds=[2])) == 1


@pytest.mark.parametrize("write", [FORMATS["layers"].write, FORMATS["labels"].write])
def test_nothing_is_overwritten_unasked(tmp_path, write):
    files = write(result(), tmp_path)
    before = [file.read_bytes() for file in files]
    files[0].unlink()
    with pytest.raises(ExportError, match="--overwrite"):
        write(result(), tmp_path)
    assert not files[0].exists()
    write(result(), tmp_path, overwrite=True)
    assert [file.read_bytes() for file in files] == before


@pytest.mark.parametrize("write", [FORMATS["layers"].write, FORMATS["labels"].write])
def test_a_failure_in_the_middle_leaves_nothing(tmp_path, monkeypatch, write):
    calls = []
    real = Path.write_bytes

    def fails_second(path, content):
        calls.append(path)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", fails_second)
    with pytest.raises(ExportError, match="No space left"):
        write(result(), tmp_path)
    assert len(calls) == 2
    assert list(tmp_path.iterdir()) == []
