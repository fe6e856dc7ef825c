from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
from pycocotools import coco as pycoco

from portrait_studio.core.export.coco import COCO
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.run import ExportRun
from portrait_studio.core.upsample import label_map
from tests.core.export.two_people import result

# pycocotools' own arrays are behind NumPy's times.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def test_coco_is_read_by_pycocotools(tmp_path, capsys):
    made = result()
    run = ExportRun(COCO, tmp_path, options=ExportOptions(), overwrite=False)
    assert run.write(made) == ()
    run.write(dataclasses.replace(made, people=made.people[:1]))
    (path,) = run.finish()
    assert path.name == "people.coco.json"
    coco = pycoco.COCO(str(path))
    capsys.readouterr()
    assert coco.getImgIds() == [1, 2]
    annotations = coco.loadAnns(coco.getAnnIds(imgIds=[1]))
    labels = label_map(made.person, made.owner, count=2, photo=made.photo, boundary=made.boundary)
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


def test_a_photo_alone_is_a_file_of_one(tmp_path):
    (path,) = COCO.write(result(), tmp_path)
    content = json.loads(path.read_text())
    assert [image["file_name"] for image in content["images"]] == ["party.jpg"]
    assert [annotation["id"] for annotation in content["annotations"]] == [1, 2]


def test_what_a_photo_adds_can_be_kept_as_json():
    assert COCO.collecting is not None
    part = COCO.collecting.part(result(), ExportOptions())
    again = json.loads(json.dumps(part))
    assert b"".join(COCO.collecting.join([again, part])) == b"".join(
        COCO.collecting.join([part, again])
    )
