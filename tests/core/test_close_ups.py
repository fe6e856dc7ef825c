"""What close-ups see lands where they looked, and counts once for every person."""

import numpy as np
import pytest

from portrait_studio.core.close_ups import (
    CANVAS,
    GENEROSITY,
    HEARD,
    MOST_PIXELS,
    SAME,
    CloseUp,
    beside,
    fuse,
)
from portrait_studio.core.predictions import Detection, Predictions

SHAPE = (480, 640)  # as large as the canvas, so that a canvas pixel is a photo's


def predictions(*boxes, shape=SHAPE, scores=None, person=0.5):
    rows, cols = shape
    scores = scores or [0.9 - 0.1 * n for n in range(len(boxes))]
    found = tuple(
        Detection((a / rows, b / cols, c / rows, d / cols), score)
        for (a, b, c, d), score in zip(boxes, scores, strict=True)
    )
    values = np.full((60, 80), person, np.float32)
    return Predictions(values, np.full_like(values, 0.1), found)


def close_up(truth, place, *, size=(256, 256), quality=1.0, others=None, boundary=None):
    """What a faultless close-up of `place` sees of a (H, W) map, sampled at its pixels' middles."""
    row0, col0, row1, col1 = place
    rows = row0 + (np.arange(size[0]) + 0.5) / size[0] * (row1 - row0)
    cols = col0 + (np.arange(size[1]) + 0.5) / size[1] * (col1 - col0)
    inside = (rows >= 0)[:, None] & (rows < truth.shape[0])[:, None]
    inside = inside & (cols >= 0) & (cols < truth.shape[1])
    at = np.ix_(
        rows.astype(int).clip(0, truth.shape[0] - 1), cols.astype(int).clip(0, truth.shape[1] - 1)
    )

    def seen(values):
        return np.where(inside, values[at], 0).astype(np.float32)

    return CloseUp(
        place,
        own=seen(truth),
        others=seen(np.zeros_like(truth) if others is None else others),
        boundary=None if boundary is None else seen(boundary),
        quality=quality,
    )


def painted(*boxes, shape=SHAPE):
    values = np.zeros(shape, np.float32)
    for row0, col0, row1, col1 in boxes:
        values[row0:row1, col0:col1] = 1
    return values


def own_of(fused):
    assert fused.own is not None
    return fused.own


def box_of(mask):
    rows, cols = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return rows[0], cols[0], rows[-1] + 1, cols[-1] + 1


@pytest.mark.parametrize(
    ("place", "size"),
    [
        ((80, 180, 336, 436), (256, 256)),  # a pixel of the close-up is one of the photo
        ((91, 163, 331, 477), (192, 256)),
        ((60, 140, 340, 440), (96, 64)),  # coarser than the photo
        ((95, 195, 325, 385), (256, 224)),
    ],
)
def test_a_person_lands_on_the_pixels_where_they_were_seen(place, size):
    box = (100, 200, 320, 380)
    fused = fuse(predictions(box), [close_up(painted(box), place, size=size)], shape=SHAPE)
    assert own_of(fused).shape == (1, *SHAPE)
    coarse = max(1.0, (place[2] - place[0]) / size[0], (place[3] - place[1]) / size[1])
    found = box_of(own_of(fused)[0] >= 0.5)
    np.testing.assert_allclose(found, box, atol=coarse)
    np.testing.assert_allclose(np.array(fused.detections[0].box) * (480, 640, 480, 640), found)


@pytest.mark.parametrize("box", [(0, 0, 120, 90), (400, 560, 480, 640), (0, 200, 480, 400)])
def test_what_a_close_up_shows_beyond_the_photo_is_left_out(box):
    row0, col0, row1, col1 = box
    place = (row0 - 50, col0 - 40, row1 + 60, col1 + 30)
    fused = fuse(predictions(box), [close_up(painted(box), place)], shape=SHAPE)
    coarse = max(1.0, (place[2] - place[0]) / 256)
    np.testing.assert_allclose(box_of(own_of(fused)[0] >= 0.5), box, atol=coarse)


@pytest.mark.parametrize("shape", [(1, 300), (300, 1), (1, 1), (7, 2001), (37, 53)])
def test_odd_and_thin_photos_keep_their_whole_length(shape):
    rows, cols = shape
    box = (0, 0, rows, (cols + 1) // 2)
    place = (-2, -3, rows + 2, cols + 3)
    seen = close_up(painted(box, shape=shape), place, size=(64, 640))
    fused = fuse(predictions(box, shape=shape), [seen], shape=shape)
    assert max(fused.person.shape) == CANVAS
    assert own_of(fused).shape == (1, *fused.person.shape) == (1, *fused.boundary.shape)
    expected = (0, 0, 1, box[3] / cols)
    pixel = 1 / np.array([*fused.person.shape, *fused.person.shape])
    grain = np.array([(rows + 4) / 64 / rows, (cols + 6) / 640 / cols] * 2)  # of the close-up
    difference = np.abs(np.array(fused.detections[0].box) - expected)
    assert (difference <= pixel + grain).all()


def test_scores_count_the_quality_and_order_the_people_with_their_own_maps():
    left, right = (100, 50, 300, 150), (100, 400, 300, 500)
    looks = [
        close_up(painted(left), (60, 10, 340, 190), quality=0.25),
        close_up(painted(right), (60, 360, 340, 540), quality=0.75),
    ]
    fused = fuse(predictions(left, right, scores=[0.8, 0.4]), looks, shape=SHAPE)
    assert [found.score for found in fused.detections] == pytest.approx(
        [0.4**0.5 * 0.75, 0.8**0.5 * 0.25]
    )
    assert own_of(fused)[0, 200, 450] > 0.99 and own_of(fused)[0, 200, 100] == 0
    assert own_of(fused)[1, 200, 100] > 0.99 and own_of(fused)[1, 200, 450] == 0
    assert fused.detections[0].box[1] == pytest.approx(400 / 640, abs=0.01)


def test_one_person_seen_twice_counts_once_whatever_the_boxes_were():
    person, neighbour = (100, 200, 320, 380), (100, 380, 320, 500)
    looks = [
        close_up(painted(person), (60, 160, 360, 420), quality=0.9),
        close_up(painted(neighbour), (60, 340, 360, 540), quality=0.9),
        close_up(painted(person), (80, 150, 340, 430), quality=0.8),
    ]
    boxes = (90, 200, 200, 300), neighbour, (200, 250, 330, 390)
    fused = fuse(predictions(*boxes, scores=[0.7, 0.9, 0.8]), looks, shape=SHAPE)
    assert [found.score for found in fused.detections] == pytest.approx(
        [0.9**0.5 * 0.9, 0.8**0.5 * 0.8]  # of the two, the surer detection
    )
    assert len(own_of(fused)) == 2


def test_of_detections_that_are_equally_sure_the_one_with_the_better_mask_stays():
    person, worse, better = (100, 200, 320, 380), (90, 200, 200, 300), (200, 250, 330, 390)
    looks = [
        close_up(painted(person), (60, 160, 360, 420), quality=quality) for quality in (0.5, 0.9)
    ]
    fused = fuse(predictions(worse, better, scores=[0.8, 0.8]), looks, shape=SHAPE)
    assert [found.score for found in fused.detections] == pytest.approx([0.8**0.5 * 0.9])


@pytest.mark.parametrize(("shared", "people"), [(SAME - 0.05, 2), (SAME + 0.05, 1)])
def test_people_stay_two_as_long_as_their_masks_differ_enough(shared, people):
    move = round(200 * (1 - shared))  # of one of two masks 200 pixels wide
    one, two = (100, 100, 300, 300), (100, 100 + move, 300, 300 + move)
    looks = [close_up(painted(box), (60, 60, 340, 440)) for box in (one, two)]
    assert len(fuse(predictions(one, two), looks, shape=SHAPE).detections) == people


@pytest.mark.parametrize(("mask", "people"), [((100, 220, 160, 300), 1), ((320, 220, 380, 300), 2)])
def test_a_part_of_somebody_is_nobody_else(mask, people):
    person, part = (100, 200, 320, 320), (90, 210, 380, 310)
    looks = [
        close_up(painted(person), (60, 140, 360, 380)),
        close_up(painted(mask), (60, 140, 400, 380), quality=0.7),
    ]
    fused = fuse(predictions(person, part), looks, shape=SHAPE)
    assert len(fused.detections) == people
    assert own_of(fused)[0, 200, 250] > 0.9  # whoever the part is of stays


def head_and_person(*, quality):
    """Predictions and looks: a head whose mask is better, and the surer detection of them all."""
    head, person = (100, 230, 160, 290), (100, 200, 320, 320)
    looks = [
        close_up(painted(head), (80, 210, 180, 310), quality=0.95),
        close_up(painted(person), (60, 140, 360, 380), quality=quality),
    ]
    return predictions(head, person, scores=[0.4, 0.6]), looks


def test_a_head_with_a_better_mask_does_not_take_the_place_of_the_whole_person():
    found, looks = head_and_person(quality=0.7)
    fused = fuse(found, looks, shape=SHAPE)
    assert [each.score for each in fused.detections] == pytest.approx([0.6**0.5 * 0.7])
    assert own_of(fused)[0, 300, 250] > 0.9


def test_who_does_not_hold_out_takes_nobody_along():
    found, looks = head_and_person(quality=0.3)
    fused = fuse(found, looks, shape=SHAPE, least=0.35)
    assert [each.score for each in fused.detections] == pytest.approx([0.4**0.5 * 0.95])


def test_the_person_map_is_sharpened_inside_a_close_up_and_stays_outside():
    own, other = (100, 200, 320, 300), (100, 300, 320, 360)
    look = close_up(painted(own), (60, 150, 360, 450), others=painted(other))
    fused = fuse(predictions(own, person=0.6), [look], shape=SHAPE)
    assert fused.person[200, 250] > 0.95 and fused.person[200, 330] > 0.95
    assert fused.person[200, 400] < 0.1
    np.testing.assert_allclose(fused.person[:50], 0.6, atol=1e-5)
    np.testing.assert_allclose(fused.boundary, 0.1, atol=1e-5)  # this one saw no boundaries


def test_the_boundary_map_is_sharpened_where_a_close_up_has_one():
    box = (100, 200, 320, 380)
    line = painted((100, 290, 320, 294))
    look = close_up(painted(box), (60, 140, 360, 440), boundary=line)
    fused = fuse(predictions(box), [look], shape=SHAPE)
    assert fused.boundary[200, 292] > 0.5 and fused.boundary[200, 240] < 0.05


def test_a_close_up_fades_in_without_a_step_at_its_rim():
    box = (100, 200, 320, 380)
    place = (60, 140, 360, 440)
    look = close_up(np.ones(SHAPE, np.float32), place)
    fused = fuse(predictions(box, person=0.5), [look], shape=SHAPE)
    row = fused.person[200, 130:200]
    assert row[0] == pytest.approx(0.5) and row[-1] > 0.95
    assert (np.diff(row) >= -1e-6).all() and row[11] < 0.85


def test_whoever_is_not_seen_from_near_keeps_their_box():
    box = (100, 200, 320, 380)
    nobody = close_up(painted(), (60, 140, 360, 440), quality=0.0)
    before = predictions(box)
    fused = fuse(before, [nobody], shape=SHAPE)
    assert fused.detections == (Detection(before.detections[0].box, 0.0),)
    assert not own_of(fused).any()


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_everything_stays_a_probability_at_the_ends_of_the_range(value):
    full = np.full(SHAPE, value, np.float32)
    look = close_up(full, (60, 140, 360, 440), others=full, boundary=full, quality=1.5)
    fused = fuse(predictions((100, 200, 320, 380), person=value), [look], shape=SHAPE)
    for values in (fused.person, fused.boundary, own_of(fused)):
        assert values.dtype == np.float32 and values.min() >= 0 and values.max() <= 1
    assert fused.detections[0].score <= 1


def test_without_close_ups_nothing_changes():
    before = predictions()
    assert fuse(before, [], shape=SHAPE) is before


def test_every_detection_needs_its_close_up():
    box = (100, 200, 320, 380)
    look = close_up(painted(box), (60, 140, 360, 440))
    with pytest.raises(ValueError, match="zip"):
        fuse(predictions(box, (0, 0, 50, 50)), [look], shape=SHAPE)


def test_somebody_found_twice_is_not_beside_themselves():
    box, again, other = (0.1, 0.1, 0.9, 0.5), (0.12, 0.1, 0.9, 0.5), (0.1, 0.3, 0.9, 0.8)
    assert beside(box, [box, again, other]) == (other,)
    assert beside(box, []) == () and beside(box, [other]) == (other,)


@pytest.mark.parametrize(("score", "counts"), [(0.25, HEARD / 2), (1.0, HEARD)])
def test_a_close_up_counts_by_its_score_beside_the_whole_photo_with_the_same_pixels(score, counts):
    place = (100, 200, 356, 456)  # a pixel of the close-up is one of the canvas: a say of 1
    look = close_up(painted(), place, boundary=painted((0, 0, *SHAPE)))
    fused = fuse(predictions((150, 250, 300, 400), person=0.9, scores=[score]), [look], shape=SHAPE)
    sure = np.log((1 - 1e-4) / 1e-4)  # of what a probability of 0 or 1 counts

    def seen(whole, near):
        logit = (np.log(whole / (1 - whole)) + counts * near) / (1 + counts)
        return 1 / (1 + np.exp(-logit))

    assert fused.person[228, 328] == pytest.approx(seen(0.9, -sure - GENEROSITY), rel=1e-3)
    assert fused.boundary[228, 328] == pytest.approx(seen(0.1, sure), rel=1e-3)


@pytest.mark.parametrize(
    ("place", "counts"),
    [((0, 0, 480, 480), (256 / 480) ** 2), ((220, 300, 316, 396), MOST_PIXELS)],
    ids=["a person who fills the photo", "a small person"],
)
def test_a_close_up_counts_by_the_pixels_in_which_it_saw_and_no_more_than_so_many(place, counts):
    look = close_up(painted((0, 0, *SHAPE)), place)
    fused = fuse(predictions(place, person=0.2, scores=[1.0]), [look], shape=SHAPE)
    says = np.log((1 - 1e-4) / 1e-4) - GENEROSITY
    logit = (np.log(0.2 / 0.8) + HEARD * counts * says) / (1 + HEARD * counts)
    assert fused.person[268, 348] == pytest.approx(1 / (1 + np.exp(-logit)), rel=1e-3)


@pytest.mark.parametrize(("surer", "person"), [(-0.1, False), (0.1, True)])
def test_where_the_photo_is_even_a_close_up_counts_a_pixel_in_that_it_is_sure_enough_of(
    surer, person
):
    box = (150, 250, 300, 400)
    logit = GENEROSITY + surer
    look = close_up(painted(box) / (1 + np.exp(-logit)), (100, 200, 356, 456))
    fused = fuse(predictions(box, person=0.5), [look], shape=SHAPE)
    assert (fused.person[228, 328] > 0.5) == person
    assert fused.person[20, 20] == pytest.approx(0.5)  # nobody looked closer there


def test_who_does_not_hold_out_against_the_closer_look_is_gone():
    left, right = (100, 40, 300, 200), (100, 400, 300, 560)
    looks = [
        close_up(painted(left), left, quality=0.9),
        close_up(painted(right), right, quality=0.5),
    ]
    found = predictions(left, right, scores=[0.81, 0.49])
    assert len(fuse(found, looks, shape=SHAPE).detections) == 2
    assert len(fuse(found, looks, shape=SHAPE, least=0.35).detections) == 2  # √.49 · .5
    fused = fuse(found, looks, shape=SHAPE, least=0.36)
    assert [round(each.score, 2) for each in fused.detections] == [0.81]
    assert box_of(own_of(fused)[0] >= 0.5) == pytest.approx(left, abs=2)


def test_a_photo_where_nobody_holds_out_has_nobody_detected():
    box = (100, 40, 300, 200)
    look = close_up(painted(box), box, quality=0.1)
    fused = fuse(predictions(box), [look], shape=SHAPE, least=0.35)
    assert fused.detections == () and fused.own is None
    assert np.ptp(fused.person) == 0  # and the look at nobody is not heard
