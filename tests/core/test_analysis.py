from dataclasses import replace

import numpy as np
import pytest

from portrait_studio.core.analysis import DEFAULT, PAPER, split
from portrait_studio.core.people import owner_map
from portrait_studio.core.predictions import Detection, Predictions
from tests.core.split_photos import (
    SHAPE,
    analysed,
    assert_consistent,
    iou,
    photo_of,
    votes_for,
)

LEFT, RIGHT = (0.2, 0.1, 1.0, 0.4), (0.2, 0.6, 1.0, 0.9)
BEHIND, FRONT = (0.2, 0.1, 1.0, 0.6), (0.4, 0.4, 1.0, 0.9)
INNER = (0.5, 0.25, 1.0, 0.45)

presets = pytest.mark.parametrize("settings", [DEFAULT, PAPER], ids=["default", "paper"])


@presets
def test_nobody(settings):
    photo, truth = photo_of()
    analysis = analysed(photo, truth, [], settings=settings)
    assert_consistent(analysis)
    assert analysis.people == () and not analysis.owner.any()


@presets
def test_one_person(settings):
    photo, truth = photo_of(LEFT)
    analysis = analysed(photo, truth, [LEFT], settings=settings)
    assert_consistent(analysis)
    assert (analysis.owner == truth).all()
    assert analysis.people[0].score == pytest.approx(0.95)


@presets
def test_boxes_apart_take_the_parts_of_the_mask(settings):
    photo, truth = photo_of(LEFT, RIGHT)
    analysis = analysed(photo, truth, [LEFT, RIGHT], settings=settings)
    assert_consistent(analysis)
    assert (analysis.owner == truth).all()


@presets
def test_overlapping_boxes_are_split_along_the_border(settings):
    photo, truth = photo_of(BEHIND, FRONT)
    analysis = analysed(photo, truth, [BEHIND, FRONT], settings=settings)
    assert_consistent(analysis)
    assert min(iou(analysis.owner, n, truth == n) for n in (1, 2)) > 0.95


def test_where_colours_are_equal_the_boundary_map_splits():
    photo, truth = photo_of(BEHIND, FRONT, noise=0)
    photo[truth > 0] = 150
    analysis = analysed(photo, truth, [BEHIND, FRONT])
    assert min(iou(analysis.owner, n, truth == n) for n in (1, 2)) > 0.95


@presets
def test_a_box_wholly_inside_another_still_gets_its_person(settings):
    photo, truth = photo_of(BEHIND, INNER)
    analysis = analysed(photo, truth, [BEHIND, INNER], settings=settings)
    assert_consistent(analysis)
    assert min(iou(analysis.owner, n, truth == n) for n in (1, 2)) > 0.9


def test_boxes_that_leave_a_person_no_region_of_their_own():
    people = [(0.2, 0.0, 1.0, 0.4), (0.3, 0.3, 1.0, 0.7), (0.2, 0.6, 1.0, 1.0)]
    photo, truth = photo_of(people[0], people[2], people[1])
    boxes = [(0.2, 0.0, 1.0, 0.5), (0.2, 0.5, 1.0, 1.0), people[1]]
    analysis = analysed(photo, truth, boxes)
    assert_consistent(analysis)
    assert min(iou(analysis.owner, n, truth == n) for n in (1, 2, 3)) > 0.9


def test_a_detection_with_no_mask_under_it_is_dropped_and_counted():
    photo, truth = photo_of(LEFT)
    analysis = analysed(photo, truth, [LEFT, RIGHT])
    assert_consistent(analysis)
    assert len(analysis.people) == 1 and analysis.dropped == 1


@pytest.mark.parametrize("shift", [0.0, 0.02])
def test_a_second_box_on_one_person_is_dropped_and_counted(shift):
    photo, truth = photo_of(LEFT)
    again = (LEFT[0], LEFT[1] + shift, LEFT[2], LEFT[3] + shift)
    analysis = analysed(photo, truth, [LEFT, again])
    assert_consistent(analysis)
    assert (analysis.owner == truth).all()
    assert analysis.people[0].score == pytest.approx(0.95) and analysis.dropped == 1


def test_a_part_of_the_mask_without_a_detection_is_a_person():
    photo, truth = photo_of(LEFT, RIGHT)
    analysis = analysed(photo, truth, [LEFT])
    assert_consistent(analysis)
    assert (analysis.owner == truth).all()
    assert [person.detected for person in analysis.people] == [True, False]
    assert analysis.people[1].score < 0.5 < analysis.people[0].score


def test_without_any_detection_the_parts_of_the_mask_are_the_people():
    photo, truth = photo_of(LEFT, RIGHT)
    analysis = analysed(photo, truth, [])
    assert_consistent(analysis)
    assert len(analysis.people) == 2 and not analysis.unassigned.any()


def test_a_neighbour_without_a_detection_who_touches_a_person_is_found():
    people = (0.2, 0.1, 1.0, 0.35), (0.2, 0.35, 1.0, 0.6)
    photo, truth = photo_of(*people)
    analysis = analysed(photo, truth, [people[0]])
    assert_consistent(analysis)
    assert min(iou(analysis.owner, n, truth == n) for n in (1, 2)) > 0.95


def test_hair_beyond_the_box_belongs_to_the_person():
    photo, truth = photo_of(LEFT, RIGHT)
    lower = (LEFT[0] + 0.1, *LEFT[1:])
    analysis = analysed(photo, truth, [lower, RIGHT])
    assert_consistent(analysis)
    assert (analysis.owner == truth).all()


def test_a_speck_far_from_everybody_is_unassigned_until_somebody_claims_it():
    photo, truth = photo_of(LEFT)
    truth[2:5, 110:113] = 1
    small = replace(DEFAULT, smallest_part=0.02)
    analysis = analysed(photo, truth, [LEFT], settings=small)
    assert_consistent(analysis)
    assert analysis.unassigned.sum() == 9
    solver = analysis.solver()
    solver.add_seed(0, int(analysis.labels[3, 111]))
    owner = owner_map(solver.distances, analysis.labels, mask=analysis.mask)
    assert owner[3, 111] == 1


def test_forty_people():
    people = [
        (row / 5 + 0.03, col / 8 + 0.02, row / 5 + 0.17, col / 8 + 0.1)
        for row in range(5)
        for col in range(8)
    ]
    photo, truth = photo_of(*people, shape=(200, 320))
    analysis = analysed(photo, truth, people, scores=np.linspace(1, 0.5, 40).tolist())
    assert_consistent(analysis)
    assert len(analysis.people) == 40
    assert min(iou(analysis.owner, n, truth == n) for n in range(1, 41)) > 0.99


def test_votes_split_where_nothing_else_does():
    boxes = [(0.2, 0.1, 1.0, 0.7), (0.2, 0.3, 1.0, 0.9)]
    photo, truth = photo_of((0.2, 0.1, 1.0, 0.35), (0.2, 0.35, 1.0, 0.9), noise=0)
    photo[truth > 0] = 150
    votes = votes_for(truth, boxes)
    with_votes = analysed(photo, truth, boxes, votes=votes, boundary=False)
    without = analysed(photo, truth, boxes, boundary=False)
    assert_consistent(with_votes)
    assert iou(with_votes.owner, 2, truth == 2) > 0.93 > 0.85 > iou(without.owner, 2, truth == 2)


def test_a_click_moves_the_border_and_taking_it_back_restores_it():
    photo, truth = photo_of(BEHIND, FRONT)
    analysis = analysed(photo, truth, [BEHIND, FRONT])
    solver, region = analysis.solver(), int(analysis.labels[70, 60])
    before = owner_map(solver.distances, analysis.labels, mask=analysis.mask)
    other = int(3 - before[70, 60]) - 1
    solver.add_seed(other, region)
    after = owner_map(solver.distances, analysis.labels, mask=analysis.mask)
    assert (before == analysis.owner).all()
    assert after[70, 60] == other + 1
    solver.remove_seed(other, region)
    assert np.array_equal(solver.distances, analysis.distances)


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (2, 3), (5, 5)])
@pytest.mark.parametrize("value", [0.0, 1.0])
@pytest.mark.parametrize("boxes", [(), ((0, 0, 1, 1),), ((0, 0, 1, 1), (0, 0, 0.5, 0.5))])
def test_tiny_photos(shape, value, boxes):
    maps = np.full(shape, value, np.float32)
    detections = tuple(Detection(box, 0.9) for box in boxes)
    analysis = split(np.zeros((*shape, 3), np.uint8), Predictions(maps, maps, detections))
    assert_consistent(analysis)
    assert bool(analysis.people) == bool(value)


def test_predictions_of_another_size_are_resized():
    photo, truth = photo_of(LEFT, RIGHT)
    large = (truth > 0).astype(np.float32).repeat(3, axis=0).repeat(2, axis=1)
    predictions = Predictions(large, np.zeros_like(large), (Detection(LEFT, 0.9),))
    analysis = split(photo, predictions)
    assert_consistent(analysis)
    assert analysis.owner.shape == SHAPE
    assert iou(analysis.owner, 1, truth == 1) > 0.95
    assert analysis.predictions is predictions


def test_equal_input_gives_equal_people():
    photo, truth = photo_of(BEHIND, FRONT)
    one, other = (analysed(photo, truth, [BEHIND, FRONT]) for _ in range(2))
    assert (one.owner == other.owner).all() and one.people == other.people


def test_time_is_told_stage_by_stage():
    photo, truth = photo_of(LEFT)
    seconds = analysed(photo, truth, [LEFT]).seconds
    assert list(seconds) == ["superpixels", "graph", "people"]
    assert all(value > 0 for value in seconds.values())


def with_own(truth, boxes, own):
    """Predictions without a boundary map: only the closer look can tell people apart."""
    person = (truth > 0).astype(np.float32)
    found = tuple(Detection(box, 0.9 - 0.1 * n) for n, box in enumerate(boxes))
    return Predictions(person, np.zeros_like(person), found, own=own)


def test_a_closer_look_gives_overlapping_people_their_own_pixels():
    photo, truth = photo_of(BEHIND, FRONT, noise=0)
    photo[truth > 0] = 150
    own = np.stack([truth == n for n in (1, 2)]).astype(np.float32)
    analysis = split(photo, with_own(truth, [BEHIND, FRONT], own))
    assert_consistent(analysis)
    assert min(iou(analysis.owner, n, truth == n) for n in (1, 2)) > 0.95
    one_look = split(photo, with_own(truth, [BEHIND, FRONT], None))
    assert min(iou(one_look.owner, n, truth == n) for n in (1, 2)) < 0.9


def test_a_photo_whose_only_detection_has_no_mask_under_it_is_split_all_the_same():
    photo, truth = photo_of(RIGHT)
    own = np.zeros((1, *truth.shape), np.float32)
    analysis = split(photo, with_own(truth, [LEFT], own))
    assert_consistent(analysis)
    assert analysis.dropped == 1 and len(analysis.people) == 1
