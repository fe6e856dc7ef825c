import numpy as np
import pytest

from training.data.labelled import IGNORE, Labelled
from training.data.mixture import Mixture
from training.data.mosaics import SIDE, MosaicSource

RED = (200, 0, 0)


def photo_with(*boxes, shape=(90, 120)):
    """A black photo with red people who fill their boxes."""
    photo, labels = np.zeros((*shape, 3), np.uint8), np.zeros(shape, np.uint8)
    for value, (row0, col0, row1, col1) in enumerate(boxes, 1):
        photo[row0:row1, col0:col1] = RED
        labels[row0:row1, col0:col1] = value
    return Labelled(photo, labels, borders_known=True, people_known=True)


def mosaic_of(labelled, seed):
    made = MosaicSource(Mixture((lambda random: labelled,), (1.0,)))
    return made(np.random.default_rng(seed))


def red_inside(made, box):
    row0, col0, row1, col1 = np.round(box).astype(int)
    inside = made.photo[row0:row1, col0:col1, 0]
    return float((inside > 120).mean()) if inside.size else 1.0


@pytest.mark.parametrize("seed", range(20))
def test_boxes_hold_exactly_what_is_red(seed):
    made = mosaic_of(photo_with((20, 30, 80, 70), (40, 80, 85, 110)), seed)
    assert made.photo.shape == (SIDE, SIDE, 3) and made.people_known and not made.borders_known
    covered = np.zeros((SIDE, SIDE), bool)
    for box in made.boxes:
        if min(box[2] - box[0], box[3] - box[1]) >= 4:
            assert red_inside(made, box) > 0.8
        row0, col0, row1, col1 = box
        covered[int(row0) : int(np.ceil(row1)) + 1, int(col0) : int(np.ceil(col1)) + 1] = True
    red = (made.photo[..., 0] > 120) & (made.photo[..., 1] < 60)
    assert red.any()
    assert (red & covered).sum() > 0.98 * red.sum()


def test_four_photos_of_several_sizes_meet():
    counts, widths = set(), set()
    for seed in range(20):
        boxes = mosaic_of(photo_with((20, 30, 80, 70)), seed).boxes
        counts.add(len(boxes))
        widths.update((boxes[:, 3] - boxes[:, 1]).round().tolist())
    assert 4 in counts and max(counts) == 4
    assert max(widths) > 1.5 * np.median(list(widths))


def test_photos_that_have_boxes_only_keep_theirs():
    labelled = photo_with((20, 30, 80, 70))
    unknown = np.where(labelled.labels > 0, IGNORE, 0).astype(np.uint8)
    boxes = np.array([[20, 30, 80, 70]], np.float32)
    boxed = Labelled(labelled.photo, unknown, False, True, boxes=boxes)
    assert np.array_equal(mosaic_of(boxed, 3).boxes, mosaic_of(labelled, 3).boxes)
    assert np.array_equal(mosaic_of(boxed, 3).photo, mosaic_of(labelled, 3).photo)


def test_nobody_is_asked_to_find_what_a_mask_leaves_open():
    labelled = photo_with((20, 30, 80, 70))
    labelled.labels[labelled.labels == 1] = IGNORE
    made = mosaic_of(labelled, 3)
    assert len(made.boxes) == 0
    assert not ((made.photo[..., 0] > 120) & (made.photo[..., 1] < 60)).any()


def test_a_mosaic_is_a_function_of_its_seed():
    labelled = photo_with((20, 30, 80, 70))
    assert np.array_equal(mosaic_of(labelled, 7).photo, mosaic_of(labelled, 7).photo)
    assert not np.array_equal(mosaic_of(labelled, 7).photo, mosaic_of(labelled, 8).photo)
