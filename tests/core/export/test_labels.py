from __future__ import annotations

import json

import numpy as np

from portrait_studio.core.export.labels import LABELS
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.upsample import label_map, refine
from tests.core.export.two_people import pillow, result


def test_labels_read_back(tmp_path):
    made = result()
    files = LABELS.write(made, tmp_path)
    assert [f.name for f in files] == [
        "party.labels.png",
        "party.person.png",
        "party.boundary.png",
        "party.json",
    ]
    labels, person, boundary = (pillow(file)[0] for file in files[:3])
    expected = label_map(made.person, made.owner, count=2, photo=made.photo, boundary=made.boundary)
    assert labels.dtype == np.uint8 and np.array_equal(labels, expected)
    alpha = refine(made.person, made.photo, boundary=made.boundary)
    assert np.abs(person / 255 - alpha).max() <= 0.5 / 255 + 1e-6
    assert boundary.shape == (80, 120) and 120 <= boundary.max() <= 128
    assert json.loads(files[3].read_text()) == {
        "people": [
            {"id": 1, "score": 0.9712, "box": [16, 20, 80, 60]},
            {"id": 2, "score": 0.5, "box": [16, 60, 80, 100]},
        ],
        "seconds": {"network": 0.0301},
    }


def test_a_template_is_what_the_names_begin_with(tmp_path):
    files = LABELS.write(result(), tmp_path, options=ExportOptions(template="{stem} ({count})"))
    assert [f.name for f in files][::3] == ["party (2).labels.png", "party (2).json"]
