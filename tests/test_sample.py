"""The bundled group photo: its parts fit together, and the script still makes it."""

from __future__ import annotations

import importlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from portrait_studio.core.photo import Photo

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "resources" / "sample"


@pytest.fixture(scope="module")
def labels():
    with Image.open(SAMPLE / "group.labels.png") as image:
        return np.asarray(image)


def test_photo_and_labels_fit(labels):
    assert Photo.open(SAMPLE / "group.jpg").shape == labels.shape
    assert np.array_equal(np.unique(labels), [0, 1, 2, 3, 4])
    for person in range(1, 5):
        assert (labels == person).mean() > 0.02


def test_at_least_three_people_touch(labels):
    touching = set()
    for a, b in ((labels[1:], labels[:-1]), (labels[:, 1:], labels[:, :-1])):
        pairs = np.stack([a, b], axis=-1)[(a != b) & (a > 0) & (b > 0)]
        touching |= {tuple(sorted(pair)) for pair in np.unique(pairs, axis=0).tolist()}
    assert len(touching) >= 3
    assert len({person for pair in touching for person in pair}) == 4


def test_the_script_makes_this_photo(labels):
    script = importlib.import_module("scripts.make_sample")
    scene, made = script.compose(script.backdrop(), script.cast())
    # GrabCut and the warps may round differently from one OpenCV to the next.
    assert (made != labels).mean() < 0.002
    stored = Photo.open(SAMPLE / "group.jpg").pixels.astype(float)
    assert np.abs(script.finished(scene) - stored).mean() < 4
