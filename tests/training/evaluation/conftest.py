"""A packed data set of painted people, whose masks the tiny network finds."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.tiny_network import paint_people

HEADER = "name,source,kind,split,height,width,people,boxes\n"
SHAPE = (96, 128)


def people_mask(*columns: int) -> np.ndarray:
    mask = np.zeros(SHAPE, np.uint8)
    for label, column in enumerate(columns, 1):
        mask[18:78, column - 14 : column + 14] = label
    return mask


def boxes_of(*columns: int) -> list[list[float]]:
    return [[18.0, column - 14.0, 78.0, column + 14.0] for column in columns]


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """Return a packed data set: a pair apart, one person, two selfies, one photo for training."""
    root = tmp_path / "people"
    (root / "photos").mkdir(parents=True)
    (root / "masks").mkdir()
    rows = []
    for name, source, kind, split, columns in (
        ("pair", "coco", "instance", "val", (36, 92)),
        ("one", "coco", "instance", "val", (60,)),
        ("s1", "selfie", "semantic", "val", (40,)),
        ("s2", "selfie", "semantic", "val", (84,)),
        ("t1", "selfie", "semantic", "train", (60,)),
    ):
        # A PNG by content: the colours must arrive as they are.
        pixels = cv2.cvtColor(paint_people(*columns, shape=SHAPE), cv2.COLOR_RGB2BGR)
        (root / "photos" / f"{name}.jpg").write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
        cv2.imwrite(str(root / "masks" / f"{name}.png"), people_mask(*columns))
        boxes = json.dumps(boxes_of(*columns)) if kind == "instance" else ""
        rows.append(f'{name},{source},{kind},{split},96,128,{len(columns)},"{boxes}"\n')
    (root / "index.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    return root
