import csv
import json
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from portrait_studio.errors import StudioError
from training.data.folders import open_folders
from training.data.labelled import IGNORE
from training.data.mosaics import SIDE
from training.data.packed_sources import (
    SELF_MASKED,
    BoxSource,
    InstanceSource,
    SelfMaskSource,
    SemanticSource,
    close_up_mixture,
    detector_mixture,
    packed_mixture,
)
from training.data.voc import open_voc
from training.packed import read_index, select

FIELDS = ("name", "source", "kind", "split", "height", "width", "people", "boxes")
ROWS: tuple[tuple[Any, ...], ...] = (
    ("coco-1", "coco", "instance", "train", 2, [[4, 4, 44, 20], [4, 20, 44, 40]]),
    ("coco-2", "coco", "boxes", "train", 1, [[8, 8, 40, 40]]),
    ("coco-3", "coco", "background", "train", 0, []),
    ("coco-4", "coco", "instance", "train", 1, [[4, 10, 48, 40]]),
    ("selfie-1", "selfie", "semantic", "train", "", []),
    ("people-1", "people", "semantic", "train", "", []),
    ("fashion-1", "fashion", "semantic", "train", "", []),
    ("teacher-1", "teacher", "semantic", "train", "", []),
    ("selfie-2", "selfie", "semantic", "val", "", []),
)


@pytest.fixture
def packed(tmp_path):
    for folder in ("photos", "masks"):
        (tmp_path / folder).mkdir()
    random = np.random.default_rng(0)
    with (tmp_path / "index.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(FIELDS)
        for name, source, kind, split, people, boxes in ROWS:
            writer.writerow((name, source, kind, split, 48, 64, people, json.dumps(boxes)))
            photo = random.integers(0, 255, (48, 64, 3), np.uint8)
            cv2.imwrite(str(tmp_path / "photos" / f"{name}.jpg"), photo)
            mask = np.zeros((48, 64), np.uint8)
            for value, (row0, col0, row1, col1) in enumerate(boxes or [[10, 16, 48, 48]], 1):
                mask[row0:row1, col0:col1] = value
            if kind not in ("boxes", "background"):
                cv2.imwrite(str(tmp_path / "masks" / f"{name}.png"), mask)
    return tmp_path


def rows_of(packed, **wanted):
    return select(read_index(packed), split="train", **wanted)


def test_the_mixture_draws_from_every_source_and_never_from_val(packed):
    mixture = packed_mixture(packed, teacher=None)
    (packed / "photos" / "selfie-2.jpg").unlink()  # reading it would fail
    random = np.random.default_rng(0)
    drawn = [mixture.draw(random) for _ in range(120)]
    assert {d.people_known for d in drawn} == {True, False}
    assert any(d.boxes is not None for d in drawn)
    assert any(len(np.unique(d.labels)) > 3 for d in drawn)  # composites have many people
    assert any(d.labels.max() == 0 for d in drawn)


def test_photos_in_which_a_detector_looked_say_what_it_found(packed):
    boxes = np.array([[0.8, 4, 4, 44, 22]], np.float32)
    mixture = close_up_mixture(packed, teacher=None, found={"coco-1": boxes})
    random = np.random.default_rng(0)
    drawn = [mixture.draw(random) for _ in range(60)]
    known = [(each.found, each.labels) for each in drawn if each.found is not None]
    assert 0 < len(known) < 60 and all(np.array_equal(found, boxes) for found, _ in known)
    assert all(labels.max() == 2 for _, labels in known)  # coco-1, as it is
    with pytest.raises(StudioError, match="of other photos"):
        close_up_mixture(packed, teacher=None, found={"coco-9": boxes})


@pytest.mark.parametrize(("large", "share"), [(0.0, 0.5), (0.5, 0.1 / 1.1)])
def test_photos_of_small_people_alone_are_drawn_the_more_rarely(packed, large, share):
    lone, other = rows_of(packed, kinds={"instance"})[1], rows_of(packed, kinds={"background"})[0]
    whole, small = (
        replace(row, people=1, boxes=((0.0, 0.0, height, 32.0),))
        for row, height in ((lone, 48.0), (other, 4.8))  # half of the photo, and a twentieth
    )
    source = InstanceSource(packed, (whole, small), large=large)
    random = np.random.default_rng(0)
    drawn = [source.draw_row(random).name for _ in range(4000)]
    assert drawn.count(small.name) / len(drawn) == pytest.approx(share, abs=0.03)


def test_the_close_up_mixture_draws_people_who_are_told_apart(packed):
    mixture = close_up_mixture(packed, teacher=None)
    (packed / "photos" / "selfie-2.jpg").unlink()  # reading it would fail
    random = np.random.default_rng(0)
    drawn = [mixture.draw(random) for _ in range(80)]
    assert all(d.boxes is None and d.borders_known for d in drawn)
    assert any(len(np.unique(d.labels)) > 3 for d in drawn)
    assert any(d.labels.max() == 0 for d in drawn)


def test_the_detector_mixture_draws_from_every_source_and_often_photos_with_boxes(packed):
    mixture = detector_mixture(packed, teacher=None)
    (packed / "photos" / "selfie-2.jpg").unlink()  # reading it would fail
    random = np.random.default_rng(0)
    drawn = [mixture.draw(random) for _ in range(120)]
    mosaics = [d for d in drawn if d.photo.shape[:2] == (SIDE, SIDE)]
    assert 0.1 < len(mosaics) / len(drawn) < 0.3
    assert {d.people_known for d in drawn} == {True, False}
    boxed = [d for d in drawn if d.boxes is not None]
    assert 0.12 < (len(boxed) - len(mosaics)) / len(drawn) < 0.35
    assert any(len(np.unique(d.labels)) > 3 for d in drawn)
    assert any(d.labels.max() == 0 for d in drawn)


def test_lone_people_count_as_instances_where_the_source_shows_one(packed):
    one = SemanticSource(packed, rows_of(packed, sources={"selfie"}))
    mixed = SemanticSource(packed, rows_of(packed, sources={"people"}))
    assert one(np.random.default_rng(0)).people_known
    assert not mixed(np.random.default_rng(0)).people_known


def test_a_teacher_fills_the_boxes_where_it_is_sure(packed, tmp_path):
    probability = np.full((48, 64), 128, np.uint8)
    probability[10:20, 10:20], probability[30:36, 30:36] = 255, 0
    cv2.imwrite(str(tmp_path / "coco-2.png"), probability)
    rows = rows_of(packed, kinds={"boxes"})
    labels = BoxSource(packed, rows, tmp_path)(np.random.default_rng(0)).labels
    assert labels[15, 15] == 1 and labels[32, 32] == 0 and labels[25, 25] == IGNORE
    assert labels[2, 2] == 0


@pytest.fixture
def self_masks(tmp_path):
    """Masks of photos of one, two and no people we trust; of a fourth photo there is no file."""
    folder = tmp_path / "self-masks"
    folder.mkdir()
    labels = np.zeros((48, 64), np.uint8)
    labels[8:40, 8:20], labels[8:40, 20:40] = 3, IGNORE
    cv2.imwrite(str(folder / "coco-2.png"), labels)
    labels[8:40, 20:40] = 1
    cv2.imwrite(str(folder / "coco-1.png"), labels)
    cv2.imwrite(str(folder / "coco-4.png"), np.full((48, 64), IGNORE, np.uint8))
    return folder


def test_self_masks_are_drawn_where_somebody_has_one_groups_more_often(packed, self_masks):
    source = SelfMaskSource.of(packed, rows_of(packed, sources={"coco"}), self_masks)
    assert [(row.name, row.people) for row in source.rows] == [("coco-1", 2), ("coco-2", 1)]
    random = np.random.default_rng(0)
    drawn = [source(random) for _ in range(100)]
    assert all(d.borders_known and d.people_known for d in drawn)
    assert {tuple(np.unique(d.labels)) for d in drawn} == {(0, 1, 3), (0, 3, IGNORE)}
    assert 65 < sum(1 in d.labels for d in drawn) < 95  # four of five


@pytest.mark.parametrize("mixture_from", [packed_mixture, close_up_mixture])
def test_self_masks_take_their_share_from_all_others_alike(packed, self_masks, mixture_from):
    before = mixture_from(packed, teacher=None)
    with_them = mixture_from(packed, teacher=None, self_masks=self_masks)
    assert isinstance(with_them.sources[-1], SelfMaskSource)
    assert [row.name for row in with_them.sources[-1].rows] == ["coco-2"]  # only boxed photos
    assert with_them.shares[-1] == SELF_MASKED
    assert sum(with_them.shares) == pytest.approx(1)
    left = np.array(with_them.shares[:-1]) / (1 - SELF_MASKED)
    np.testing.assert_allclose(left, np.array(before.shares) / sum(before.shares))


@pytest.mark.parametrize("mixture_from", [packed_mixture, close_up_mixture])
def test_a_folder_without_masks_is_refused(packed, tmp_path, mixture_from):
    with pytest.raises(StudioError, match=r"nowhere has no masks: .*training\.self_masks"):
        mixture_from(packed, teacher=None, self_masks=tmp_path / "nowhere")


def test_a_teacher_takes_bystanders_out_of_the_background(packed, tmp_path):
    probability = np.zeros((48, 64), np.uint8)
    probability[:8, 56:] = 255
    cv2.imwrite(str(tmp_path / "fashion-1.png"), probability)
    rows = rows_of(packed, sources={"fashion"})
    labels = SemanticSource(packed, rows, tmp_path)(np.random.default_rng(0)).labels
    assert labels[2, 60] == IGNORE and labels[30, 30] == 1 and labels[40, 2] == 0


@pytest.fixture
def voc(tmp_path):
    for folder in ("JPEGImages", "SegmentationClassAug", "ImageSets/Segmentation"):
        (tmp_path / folder).mkdir(parents=True)
    mask = np.zeros((20, 30), np.uint8)
    mask[5:15, 5:15], mask[5:15, 15:25], mask[0] = 15, 9, 255
    Image.fromarray(mask).save(tmp_path / "SegmentationClassAug" / "2007_1.png")
    Image.new("RGB", (30, 20), "grey").save(tmp_path / "JPEGImages" / "2007_1.jpg")
    names = tmp_path / "ImageSets" / "Segmentation" / "trainaug.txt"
    names.write_text("/JPEGImages/2007_1.jpg /SegmentationClassAug/2007_1.png\n")
    return tmp_path


def test_voc_keeps_its_categories(voc):
    labelled = open_voc(voc)(np.random.default_rng(0))
    assert set(np.unique(labelled.labels)) == {0, 9, 15, 255}
    assert not labelled.people_known


def test_voc_without_its_list_says_so(voc):
    with pytest.raises(StudioError, match=r"val\.txt is missing"):
        open_voc(voc, "val")


def test_folders_pair_photos_with_masks_and_read_zero_and_white(tmp_path):
    photos, masks = tmp_path / "photos", tmp_path / "masks"
    photos.mkdir(), masks.mkdir()
    Image.new("RGB", (30, 20), "grey").save(photos / "a.jpg")
    Image.new("RGB", (30, 20), "grey").save(photos / "without mask.jpg")
    mask = np.zeros((20, 30), np.uint8)
    mask[5:15, 5:15] = 255
    Image.fromarray(mask).save(masks / "a.png")
    source = open_folders(photos, masks)
    assert len(source.pairs) == 1
    labelled = source(np.random.default_rng(0))
    assert set(np.unique(labelled.labels)) == {0, 1} and not labelled.people_known
    instances = open_folders(photos, masks, instances=True)(np.random.default_rng(0))
    assert set(np.unique(instances.labels)) == {0, 255} and instances.people_known


def test_folders_without_pairs_say_so(tmp_path):
    with pytest.raises(StudioError, match="has a mask"):
        open_folders(tmp_path, tmp_path)
