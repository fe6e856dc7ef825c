"""A project small enough to be damaged in every place: three people in a painted photo."""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from portrait_studio.core.analysis import Analysis, split
from portrait_studio.core.photo import Photo
from portrait_studio.core.predictions import Detection, Predictions
from portrait_studio.core.project.project import NetworkId, Project
from portrait_studio.core.settings import Settings

NETWORK = NetworkId("Tiny", "ab" * 32)
EDITS = ({"kind": "add_seed", "points": [[1.5, 2.0]], "person": 1},)
_COLUMNS = ((6, 22), (26, 40), (48, 62))


@cache
def painted() -> np.ndarray:
    photo = np.random.default_rng(0).integers(0, 40, (48, 64, 3), np.uint8)
    for n, (first, last) in enumerate(_COLUMNS):
        photo[10:46, first:last] = (200, 60 * n, 100)
    return photo


@cache
def analysis() -> Analysis:
    person = np.zeros((48, 64), np.float32)
    boxes = []
    for first, last in _COLUMNS:
        person[10:46, first:last] = 0.9
        boxes.append(Detection((10 / 48, first / 64, 46 / 48, last / 64), 0.8))
    rng = np.random.default_rng(1)
    votes = rng.random((4, 6, 8)).astype(np.float32)
    boundary = rng.random((48, 64)).astype(np.float32)
    own = [person * (np.arange(64) // 22 == n) for n in range(len(boxes))]
    seen = Predictions(person, boundary, tuple(boxes), votes, np.stack(own).astype(np.float32))
    return split(painted(), seen, Settings(regions=60))


def save_photo(folder: Path, name: str = "three.png") -> Path:
    path = folder / name
    Image.fromarray(painted()).save(path)
    return path


def project(folder: Path, **changes) -> Project:
    photo = Photo.open(save_photo(folder))
    made = Project(photo=photo, analysis=analysis(), edits=EDITS, network=NETWORK)
    return dataclasses.replace(made, **changes)


def same(a: object, b: object) -> bool:
    """Whether two values are equal bit for bit, arrays and their types included."""
    if isinstance(a, np.ndarray):
        return isinstance(b, np.ndarray) and a.dtype == b.dtype and np.array_equal(a, b)
    if dataclasses.is_dataclass(a):
        fields = [f.name for f in dataclasses.fields(a)]
        return type(a) is type(b) and all(same(getattr(a, f), getattr(b, f)) for f in fields)
    if isinstance(a, tuple):
        return isinstance(b, tuple) and len(a) == len(b) and all(map(same, a, b))
    return type(a) is type(b) and a == b
