"""The teacher's answer is put right by what is known of the photo, and by nothing else."""

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from portrait_studio.core.boxes import intersection_over_union  # noqa: E402
from portrait_studio.inference.decode_yolox import grid  # noqa: E402
from training.box_teacher import Cells  # noqa: E402
from training.data.labelled import IGNORE, Labelled  # noqa: E402
from training.data.mixture import Mixture  # noqa: E402
from training.data.samples import image_tensor  # noqa: E402
from training.data.taught_boxes import (  # noqa: E402
    SMALLEST,
    SURE,
    UNSEEN,
    TaughtBoxes,
    corrected,
    true_boxes,
)

SIDE = 256
PERSON = (40.0, 64.0, 140.0, 112.0)
OTHER = (100.0, 160.0, 240.0, 230.0)
UNSURE = 0.05  # what a teacher says of places where it sees nobody in particular


def teacher(*seen):
    """The answer of a teacher to whom a cell's box is its cell, except of ``seen``.

    Each of those is a box, a score and how many cells around its middle say so, the best first.
    """
    corners, strides = grid((SIDE, SIDE), (8, 16, 32))
    middles = (corners + np.float32(0.5)) * strides[:, None]
    half = strides[:, None] / 2
    boxes = np.concatenate([middles - half, middles + half], axis=1)
    scores = np.full(len(boxes), UNSURE, np.float32)
    for box, score, count in seen:
        nearest = cells_nearest(box, middles, strides)[:count]
        boxes[nearest] = np.add(box, (2, -2, 3, 1))  # nearly right
        scores[nearest] = score * np.linspace(1, 0.5, count)
    return Cells(scores, boxes.astype(np.float32), middles, strides)


def cells_nearest(box, middles, strides, stride=16):
    away = np.abs(middles - ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)).max(axis=1)
    return np.argsort(np.where(strides == stride, away, np.inf), kind="stable")


def masks(*boxes, **known):
    """A photo whose people are rectangles."""
    labels = np.zeros((SIDE, SIDE), np.uint8)
    for value, box in enumerate(boxes, 1):
        row0, col0, row1, col1 = (int(side) for side in box)
        labels[row0:row1, col0:col1] = value
    known = {"borders_known": True, "people_known": True, **known}
    return Labelled(np.full((SIDE, SIDE, 3), 128, np.uint8), labels, **known)


def boxed(*boxes):
    """A photo with boxes in place of masks: what is inside is unknown."""
    labelled = masks(*boxes)
    labelled.labels[labelled.labels > 0] = IGNORE
    truth = np.asarray(boxes, np.float32).reshape(-1, 4)
    return replace(labelled, borders_known=False, boxes=truth)


def speaking_of(box, boxes):
    """Which cells have exactly this box."""
    return (boxes == np.asarray(box, np.float32)).all(axis=1)


both_kinds = pytest.mark.parametrize("photo_of", [masks, boxed])


@both_kinds
def test_where_nobody_is_the_cells_fall_silent(photo_of):
    taught = teacher((PERSON, 0.9, 4))
    scores, boxes, weights = corrected(taught, photo_of(OTHER))
    speaking = speaking_of(OTHER, boxes)
    assert (scores[~speaking] == 0).all() and (weights == 1).all()
    scores, boxes, weights = corrected(taught, photo_of())
    assert (scores == 0).all() and (weights == 1).all()
    np.testing.assert_array_equal(boxes, taught.boxes)


@both_kinds
def test_whom_the_teacher_sees_gets_the_true_box_and_a_cell_that_is_nearly_sure(photo_of):
    taught = teacher((PERSON, 0.5, 4), (OTHER, 0.3, 3))
    scores, boxes, weights = corrected(taught, photo_of(PERSON, OTHER))
    for box, count in ((PERSON, 4), (OTHER, 3)):
        own = speaking_of(box, boxes)
        before = taught.scores[own]
        assert own.sum() == count
        assert scores[own].max() == pytest.approx(SURE)
        np.testing.assert_allclose(scores[own], before * SURE / before.max(), rtol=1e-5)
    assert (weights == 1).all() and np.count_nonzero(scores) == 7


def test_a_teacher_who_is_surer_is_believed():
    taught = teacher((PERSON, 0.97, 4))
    scores, boxes, _ = corrected(taught, masks(PERSON))
    own = speaking_of(PERSON, boxes)
    np.testing.assert_array_equal(scores[own], taught.scores[own])


def test_a_box_that_fits_nobody_well_speaks_of_nobody():
    taught = teacher((PERSON, 0.9, 4))
    row0, col0, row1, col1 = PERSON
    far = (row0 + (row1 - row0) / 2, col0, row1, col1)  # its lower half
    scores, _, _ = corrected(taught, masks(far))
    assert 0.4 < intersection_over_union(np.array([PERSON]), np.array([far]))[0, 0] <= 0.5
    assert (scores[taught.scores > UNSURE] != taught.scores[taught.scores > UNSURE]).all()


@both_kinds
@pytest.mark.parametrize(
    ("side", "stride"), [(24, 8), (48, 8), (49, 16), (110, 16), (111, 32), (200, 32)]
)
@pytest.mark.parametrize("seen", [0.0, 0.1])
def test_for_whom_the_teacher_hardly_sees_the_cells_around_the_middle_answer(
    photo_of, side, stride, seen
):
    # long sides of all sizes; upright and lying
    for box in ((20.0, 40.0, 20.0 + side, 60.0), (30.0, 10.0, 46.0, 10.0 + side)):
        taught = teacher((box, seen, 2))
        scores, boxes, weights = corrected(taught, photo_of(box))
        answering = np.flatnonzero(scores == np.float32(UNSEEN))
        middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        away = np.abs(taught.middles - middle).max(axis=1)
        np.testing.assert_array_equal(
            answering, np.flatnonzero((taught.strides == stride) & (away <= stride))
        )
        assert 4 <= len(answering) <= 9
        assert speaking_of(box, boxes)[answering].all() and (weights == 1).all()
        assert scores.max() == np.float32(UNSEEN)


def test_cells_that_answer_for_the_unseen_count_even_beside_people_too_small():
    speck, unseen = (88.0, 84.0, 88.0 + SMALLEST - 1, 94.0), (60.0, 70.0, 120.0, 106.0)
    taught = teacher((speck, 0.6, 3))
    scores, boxes, weights = corrected(taught, boxed(speck, unseen))
    answering = scores == np.float32(UNSEEN)
    assert (answering & (taught.scores > UNSURE)).any()  # some spoke of the speck before
    assert (weights[answering] == 1).all() and speaking_of(unseen, boxes)[answering].all()


@both_kinds
@pytest.mark.parametrize("axis", [0, 1])
def test_people_too_small_say_nothing(photo_of, axis):
    long, short = 60.0, SMALLEST - 1
    size = (short, long) if axis == 0 else (long, short)
    speck = (80.0, 80.0, 80.0 + size[0], 80.0 + size[1])
    taught = teacher()
    taught.boxes[500], taught.scores[500] = speck, 0.4
    scores, _, weights = corrected(taught, photo_of(speck, OTHER))
    assert np.flatnonzero(weights == 0).tolist() == [500]
    assert scores[500] == np.float32(0.4)  # and is raised for nobody
    unseen, _, weights = corrected(teacher(), photo_of(speck))
    assert (unseen == 0).all() and (weights == 1).all()
    large_enough = (80.0, 80.0, 80.0 + SMALLEST, 80.0 + SMALLEST)
    assert corrected(teacher(), photo_of(large_enough))[0].max() == np.float32(UNSEEN)


def test_where_the_photo_is_unknown_the_teacher_stands():
    taught, labelled = teacher((PERSON, 0.6, 4)), masks(OTHER)
    labelled.labels[:, :140] = IGNORE
    scores, boxes, weights = corrected(taught, labelled)
    unknown = taught.middles[:, 1] < 140
    np.testing.assert_array_equal(scores[unknown], taught.scores[unknown])
    np.testing.assert_array_equal(boxes[unknown], taught.boxes[unknown])
    assert (scores[~unknown & ~speaking_of(OTHER, boxes)] == 0).all()
    assert (weights == 1).all()


def test_where_not_everybody_is_known_the_teacher_stands():
    taught = teacher((PERSON, 0.6, 4))
    unknown = masks(OTHER, people_known=False)
    for answer, said in zip(
        corrected(taught, unknown), (taught.scores, taught.boxes), strict=False
    ):
        np.testing.assert_array_equal(answer, said)
    assert (corrected(taught, unknown)[2] == 1).all()


def test_in_a_photo_with_boxes_the_pixels_inside_are_no_open_question():
    taught = teacher()
    silent, boxes, _ = corrected(taught, boxed(OTHER))
    rows, cols = taught.middles.astype(int).T
    inside = boxed(OTHER).labels[rows, cols] == IGNORE
    assert (taught.scores[inside] > 0).all()
    assert (silent[inside & ~speaking_of(OTHER, boxes)] == 0).all()


def test_the_teachers_answer_itself_stays_as_it_was():
    taught, before = teacher((PERSON, 0.5, 4)), teacher((PERSON, 0.5, 4))
    for labelled in (masks(PERSON, OTHER), masks(PERSON, people_known=False)):
        answer = corrected(taught, labelled)
        answer[0][:], answer[1][:] = -1, -1
    for name in ("scores", "boxes", "middles", "strides"):
        np.testing.assert_array_equal(getattr(taught, name), getattr(before, name))


def test_true_boxes_come_from_masks_or_from_boxes_that_are_left_after_a_crop():
    np.testing.assert_array_equal(true_boxes(masks(PERSON, OTHER)), [PERSON, OTHER])
    outside = (0.0, 30.0, 0.0, 60.0), (30.0, 256.0, 60.0, 256.0)
    np.testing.assert_array_equal(true_boxes(boxed(PERSON, *outside, OTHER)), [PERSON, OTHER])
    for nobody in (masks(), boxed()):
        assert true_boxes(nobody).shape == (0, 4)
    unknown = masks(PERSON)
    unknown.labels[unknown.labels == 0] = IGNORE
    np.testing.assert_array_equal(true_boxes(unknown), [PERSON])


def draws(random):
    labelled = masks(PERSON, OTHER)
    labelled.photo[:] = random.integers(0, 255, labelled.photo.shape)
    return labelled


def samples(*, first=0, count=6, seed=3):
    return TaughtBoxes(
        Mixture((draws,), (1.0,)),
        lambda photo: teacher((PERSON, float(photo.mean() / 255), 4)),
        crop=SIDE,
        base=SIDE,
        seed=seed,
        first=first,
        count=count,
    )


def test_a_sample_depends_on_seed_and_number_alone():
    whole, later = samples(), samples(first=4, count=2)
    assert len(whole) == 6 and len(later) == 2
    for name, value in whole[5].items():
        assert torch.equal(value, later[1][name]), name
    assert not torch.equal(whole[5]["image"], whole[4]["image"])
    assert not torch.equal(whole[5]["image"], samples(seed=4)[5]["image"])


def test_the_teacher_and_the_network_see_the_same_crop():
    shown = []

    def watching(photo):
        shown.append(photo.copy())
        return teacher()

    sample = replace(samples(), teacher=watching)[0]
    assert shown[0].shape == (SIDE, SIDE, 3)
    assert torch.equal(sample["image"], image_tensor(shown[0]))
    assert sample["image"].dtype == torch.float32 and sample["image"].shape == (3, SIDE, SIDE)
    cells = len(teacher().scores)
    assert sample["scores"].shape == sample["weights"].shape == (cells,)
    assert sample["boxes"].shape == (cells, 4)
