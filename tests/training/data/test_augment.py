import numpy as np
import pytest

from training.data.augment import augment, change_light, warp_photo
from training.data.labelled import GREY, IGNORE, Labelled

BLUE = (20, 40, 200)


def marked(height=90, width=120, boxes=None):
    """A grey photo with a blue person in it."""
    photo = np.full((height, width, 3), 128, np.uint8)
    labels = np.zeros((height, width), np.uint8)
    labels[30:70, 40:80] = 1
    photo[labels == 1] = BLUE
    return Labelled(photo, labels, borders_known=True, people_known=True, boxes=boxes)


@pytest.mark.parametrize("seed", range(8))
def test_photo_and_labels_are_warped_alike(seed):
    warped = augment(marked(), crop=96, base=96, random=np.random.default_rng(seed))
    assert warped.photo.shape == (96, 96, 3) and warped.labels.shape == (96, 96)
    person = warped.labels == 1
    assert person.sum() > 50
    blueness = warped.photo[..., 2].astype(int) - warped.photo[..., 0]
    if blueness.max() < 20:
        return  # a draw that turned the photo grey
    assert blueness[person].mean() > blueness[warped.labels == 0].mean() + 20


def test_what_lies_outside_the_photo_is_unknown():
    draws = (
        augment(marked(), crop=256, base=96, random=np.random.default_rng(s)) for s in range(3)
    )
    assert all((draw.labels == IGNORE).any() for draw in draws)


@pytest.mark.parametrize("seed", range(6))
def test_boxes_follow_the_warp(seed):
    boxes = np.array([[30, 40, 70, 80]], np.float32)
    warped = augment(marked(boxes=boxes), crop=96, base=96, random=np.random.default_rng(seed))
    rows, cols = np.nonzero(warped.labels == 1)
    expected = [rows.min(), cols.min(), rows.max() + 1, cols.max() + 1]
    assert warped.boxes is not None
    np.testing.assert_allclose(warped.boxes[0], expected, atol=1.5)


def test_the_same_seed_gives_the_same_sample():
    one, two = (augment(marked(), crop=64, base=96, random=np.random.default_rng(5)) for _ in "ab")
    np.testing.assert_array_equal(one.photo, two.photo)
    np.testing.assert_array_equal(one.labels, two.labels)


def test_light_changes_the_pixels_but_not_their_place():
    photo = marked().photo
    lit = change_light(photo, np.random.default_rng(0))
    assert lit.dtype == np.uint8 and lit.shape == photo.shape
    assert not np.array_equal(lit, photo)


def stripes():
    """Columns black and white in turn: grey from afar."""
    return np.repeat(np.tile(np.array([0, 255], np.uint8), 60)[None, :, None], 90, 0).repeat(3, 2)


def scaled(scale, across=3.0, down=2.0):
    return np.array([[scale, 0, across], [0, scale, down]])


def test_a_photo_that_shrinks_is_averaged():
    small = warp_photo(stripes(), scaled(0.5), 80)[5:40, 8:55]
    np.testing.assert_allclose(small, 127.5, atol=1)


def test_a_photo_that_grows_keeps_its_stripes():
    large = warp_photo(stripes(), scaled(2.0), 80)[10:70, 10:70]
    assert large.min() < 60 and large.max() > 190


@pytest.mark.parametrize("scale", [0.4, 0.55, 0.74, 0.76, 1.3])
@pytest.mark.parametrize("flip", [1, -1])
def test_every_pixel_lands_where_the_matrix_says(scale, flip):
    photo = np.full((90, 120, 3), GREY, np.uint8)  # so that its rim is not seen
    photo[31:52, 40:71] = 255
    matrix = scaled(scale, across=5.0 if flip == 1 else 100.0)
    matrix[0, 0] *= flip
    weight = warp_photo(photo, matrix, 160)[..., 0].astype(np.float64) - GREY
    rows, cols = np.indices(weight.shape)
    found = np.array([(weight * cols).sum(), (weight * rows).sum()]) / weight.sum()
    np.testing.assert_allclose(found, matrix @ [55, 41, 1], atol=0.12)


def test_beyond_the_rim_is_grey():
    photo = np.full((90, 120, 3), 255, np.uint8)
    assert (warp_photo(photo, scaled(0.5), 80)[60:, 70:] == GREY).all()
