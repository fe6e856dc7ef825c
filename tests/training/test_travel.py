import csv

import cv2
import numpy as np
import pytest

from portrait_studio.errors import StudioError
from training.data.packed_sources import SURE, read_labels, read_probability
from training.packed import load_mask, load_photo, read_index, select
from training.travel import in_levels, pack, unpack

SHAPE = 48, 64


@pytest.fixture
def packed(tmp_path):
    root = tmp_path / "people"
    for folder in ("photos", "masks"):
        (root / folder).mkdir(parents=True)
    fields = ("name", "source", "kind", "split", "height", "width", "people", "boxes")
    with (root / "index.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(fields)
        for number, split in enumerate(("train", "train", "train", "val")):
            writer.writerow((f"coco-{number}", "coco", "instance", split, *SHAPE, 1, "[]"))
            ramp = np.add.outer(np.arange(48), 2 * np.arange(64)) + 20 * number
            photo = np.stack([ramp, ramp[::-1], ramp[:, ::-1]], axis=2).astype(np.uint8)
            cv2.imwrite(str(root / "photos" / f"coco-{number}.jpg"), photo)
            mask = np.zeros(SHAPE, np.uint8)
            mask[5:30, 5:20], mask[0:3], mask[10:40, 30:50] = 1, 255, 2 + number
            cv2.imwrite(str(root / "masks" / f"coco-{number}.png"), mask)
    return root


@pytest.fixture
def teacher(tmp_path):
    folder = tmp_path / "teacher"
    folder.mkdir()
    every = np.resize(np.arange(256), SHAPE).astype(np.uint8)
    cv2.imwrite(str(folder / "coco-1.png"), every)
    return folder


def test_what_arrives_trains_as_what_was_sent(packed, teacher, tmp_path):
    own = tmp_path / "self-masks"
    own.mkdir()
    cv2.imwrite(str(own / "coco-2.png"), load_mask(packed, read_index(packed)[2]))
    files = pack(packed, tmp_path / "travel", teacher=teacher, self_masks=own, quality=80)
    there = tmp_path / "there"
    assert unpack(files, there) == 3 + 3 + 2 + 1 and len(files) == 2
    rows = select(read_index(there), split="train")
    assert len(rows) == 3
    for row in rows:
        assert (load_mask(there, row) == load_mask(packed, row)).all()
        sent, arrived = (load_photo(root, row).astype(int) for root in (packed, there))
        assert 0 < np.abs(sent - arrived).mean() < 4
    assert (read_labels(there / "self-masks", rows[2]) == load_mask(packed, rows[2])).all()
    assert not (there / "photos" / "coco-3.jpg").exists()  # val stays at home


def test_a_teachers_probabilities_fall_alike_between_all_thresholds(packed, teacher, tmp_path):
    files = pack(packed, tmp_path / "travel", teacher=teacher, parts=1)
    unpack(files, tmp_path / "there")
    row = read_index(packed)[1]
    sent, arrived = (
        read_probability(teacher, row),
        read_probability(tmp_path / "there/teacher", row),
    )
    assert sent is not None and arrived is not None
    assert len(np.unique(arrived)) == 4
    for above in (0.5, SURE):
        assert ((sent > above) == (arrived > above)).all()
    assert ((sent < 1 - SURE) == (arrived < 1 - SURE)).all()
    assert (
        in_levels(in_levels(np.arange(256).astype(np.uint8)[None]))
        == in_levels(np.arange(256).astype(np.uint8)[None])
    ).all()


def test_parts_are_of_a_size(packed, tmp_path):
    files = pack(packed, tmp_path / "travel", parts=3)
    sizes = [path.stat().st_size for path in files]
    assert max(sizes) < 3 * min(sizes)


def test_what_is_missing_or_damaged_is_named(packed, teacher, tmp_path):
    with pytest.raises(StudioError, match="nowhere has no maps"):
        pack(packed, tmp_path / "travel", teacher=tmp_path / "nowhere")
    (teacher / "coco-2.png").write_bytes(b"no image")
    with pytest.raises(StudioError, match=r"coco-2\.png is no image"):
        pack(packed, tmp_path / "travel", teacher=teacher)
