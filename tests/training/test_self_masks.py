"""Labels from our own network's masks: what is sure, what is unknown, and who is trusted."""

from pathlib import Path

import cv2
import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

from portrait_studio.core.close_ups import CloseUp
from portrait_studio.core.predictions import Predictions
from training.data.labelled import IGNORE
from training.packed import PackedRow
from training.self_masks import (
    Seen,
    count_people,
    label_map,
    look_twice,
    on_photo,
    write_masks,
)

SHAPE = 60, 80
LEFT, RIGHT = (5.0, 5.0, 45.0, 30.0), (5.0, 40.0, 45.0, 65.0)
BOXES = np.array([LEFT, RIGHT])
NO_ONE = np.zeros(SHAPE, np.float32)


def filled(*boxes, value=0.95):
    own = np.full((len(boxes), *SHAPE), 0.01, np.float32)
    for mask, (row0, col0, row1, col1) in zip(own, np.array(boxes).astype(int), strict=True):
        mask[row0:row1, col0:col1] = value
    return own


def labels_of(own, *, quality=(0.9, 0.9), boxes=BOXES, person=NO_ONE):
    return label_map(Seen(own, np.array(quality)), boxes, person)


def test_who_is_sure_gets_a_number_and_the_rest_is_background():
    labels = labels_of(filled(LEFT, RIGHT))
    assert (labels[5:45, 5:30] == 1).all() and (labels[5:45, 40:65] == 2).all()
    assert np.count_nonzero(labels) == 2 * 40 * 25


def test_inside_a_box_what_is_neither_sure_nor_empty_is_unknown():
    own = filled(LEFT, RIGHT)
    own[0, 10:12, 10:12], own[0, 20:22, 20:22], own[0, 30:32, 10:12] = 0.5, 0.01, 0.2
    labels = labels_of(own)
    assert labels[10, 10] == IGNORE and labels[20, 20] == 0 and labels[30, 10] == IGNORE


def test_what_two_may_own_is_unknown():
    own = filled(LEFT, RIGHT)
    own[1, 10:20, 10:20], own[1, 30:35, 10:20] = 0.4, 0.3
    labels = labels_of(own, boxes=np.array([LEFT, (5, 5, 45, 65)]), quality=(0.9, 0.2))
    assert (labels[10:20, 10:20] == IGNORE).all() and (labels[30:35, 10:20] == 1).all()


def test_background_needs_the_look_at_the_whole_photo_too():
    own = filled(LEFT, RIGHT)
    own[0, 20:30, 10:20] = 0.01
    person = NO_ONE.copy()
    person[20:25, 10:20] = person[50:, :] = 0.9
    labels = labels_of(own, person=person)
    assert (labels[20:25, 10:20] == IGNORE).all() and (labels[25:30, 10:20] == 0).all()
    assert (labels[50:] == 0).all()  # outside every box nobody is


def test_nobody_owns_a_pixel_outside_their_own_box():
    own = filled(LEFT, RIGHT)
    own[0, 10:20, 32:34] = 0.95  # in the other's box
    own[0, 46:48, 5:30] = 0.95  # in nobody's
    labels = labels_of(own, boxes=np.array([LEFT, (5.0, 32.0, 45.0, 65.0)]))
    assert set(np.unique(labels[:45, :30])) == {0, 1}
    assert (labels[10:20, 32:34] == IGNORE).all() and not labels[45:].any()


@pytest.mark.parametrize("why", ["another box", "poor by its own account", "tiny"])
def test_the_box_of_whom_we_do_not_trust_is_unknown(why):
    own, quality = filled(LEFT, RIGHT), [0.9, 0.9]
    if why == "another box":
        own[1] = filled((5, 40, 25, 65))[0]
    elif why == "tiny":
        own[1, 5:45, 40:65] = 0.6  # the right box, but few sure pixels
        own[1, 10:20, 45:55] = 0.95
    else:
        quality[1] = 0.5
    labels = labels_of(own, quality=quality)
    assert (labels[5:45, 40:65] == IGNORE).all() and (labels[5:45, 5:30] == 1).all()


def test_in_the_box_of_whom_we_do_not_trust_others_keep_what_is_surely_theirs():
    boxes = np.array([LEFT, (5.0, 20.0, 45.0, 65.0)])
    labels = labels_of(filled(LEFT, (5, 50, 10, 65)), boxes=boxes)
    assert (labels[5:45, 5:30] == 1).all() and (labels[5:45, 30:65] == IGNORE).all()


def test_more_people_than_a_label_map_holds_are_unknown():
    boxes = np.repeat([RIGHT], 256, axis=0)
    own = np.repeat(filled(RIGHT, value=0.2), 256, axis=0)
    own[255] = filled(RIGHT)[0]
    labels = label_map(Seen(own, np.full(256, 0.9)), boxes, NO_ONE)
    assert (labels[5:45, 40:65] == IGNORE).all()


def test_a_close_up_lies_on_the_photo_where_it_was_cut():
    own = np.zeros((30, 40), np.float32)
    own[10:20, 20:] = 1
    whole = on_photo(CloseUp((-10, 60, 50, 140), own, own, None, 0.9), SHAPE)
    # twice as large as its map: its bright rows are 10 to 30, its bright columns beyond the photo
    assert whole.shape == SHAPE and whole.max() == 0
    shifted = on_photo(CloseUp((-10, 20, 50, 100), own, own, None, 0.9), SHAPE)
    assert (shifted[11:29, 62:] > 0.99).all() and shifted[31:].max() == 0
    full = on_photo(CloseUp((0, 0, 60, 80), own, own, None, 0.9), SHAPE)
    assert (full[21:39, 42:] > 0.99).all() and full[:18].max() == 0 and full[:, :38].max() == 0


class ColourLooker:
    """Sees a person wherever the colour is that of the middle of the box."""

    def __init__(self):
        self.photos = []

    def look_for(self, rgb8, people):
        self.photos.append(rgb8)
        return tuple(self._close_up(rgb8, asked.box) for asked in people)

    def _close_up(self, rgb8, box):
        height, width = rgb8.shape[:2]
        middle = rgb8[int((box[0] + box[2]) / 2 * height), int((box[1] + box[3]) / 2 * width)]
        own = (rgb8 == middle).all(axis=2).astype(np.float32)
        sees_red_better = 0.9 if middle[0] > middle[2] else 0.7
        return CloseUp((0, 0, height, width), own, 1 - own, None, sees_red_better)


class NobodyPortrait:
    def predict(self, rgb8, *, cancel=None):
        empty = np.zeros((30, 40), np.float32)
        return Predictions(person=empty, boundary=empty, detections=(), votes=None)


def painted():
    photo = np.full((*SHAPE, 3), 128, np.uint8)
    photo[5:45, 5:30], photo[5:45, 40:65] = (240, 20, 20), (20, 20, 240)
    return photo


def test_the_mirror_image_is_looked_at_and_turned_back():
    looker = ColourLooker()
    seen = look_twice(looker, painted(), BOXES)
    np.testing.assert_array_equal(looker.photos[1], painted()[:, ::-1])
    assert (seen.own[0, 5:45, 5:30] == 1).all() and seen.own[0].sum() == 40 * 25
    assert (seen.own[1, 5:45, 40:65] == 1).all() and seen.own[1].sum() == 40 * 25
    np.testing.assert_allclose(seen.quality, [0.9, 0.7])


def test_photos_get_one_label_map_each_once(tmp_path: Path):
    (tmp_path / "photos").mkdir()
    cv2.imwrite(str(tmp_path / "photos" / "a.png"), painted()[..., ::-1])
    (tmp_path / "photos" / "a.png").rename(tmp_path / "photos" / "a.jpg")  # no loss of colours
    rows = (
        PackedRow("a", "coco", "boxes", "train", *SHAPE, 2, (LEFT, RIGHT)),
        PackedRow("nobody", "coco", "boxes", "train", *SHAPE, 0, ()),
    )
    out = tmp_path / "masks"

    def write():
        looker, portrait = ColourLooker(), NobodyPortrait()
        return write_masks(rows, data=tmp_path, out=out, looker=looker, portrait=portrait)

    assert write() == 1 and write() == 0
    labels = np.asarray(cv2.imread(str(out / "a.png"), cv2.IMREAD_UNCHANGED))
    assert (labels[5:45, 5:30] == 1).all() and (labels[5:45, 40:65] == 2).all()
    assert labels.shape == SHAPE and np.count_nonzero(labels) == 2 * 40 * 25
    assert [path.name for path in out.iterdir()] == ["a.png"]
    assert count_people(rows, out) == (2, 2)
