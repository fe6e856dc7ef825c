from dataclasses import replace

import numpy as np
import pytest

from portrait_studio.core.predictions import Detection, Predictions
from portrait_studio.core.region_graph import region_graph
from portrait_studio.core.seeds import find_seeds, own_shares
from portrait_studio.core.settings import DEFAULT, PAPER

SIDE = 20


def seeds_of(mask, *boxes, votes=None, own=None, settings=PAPER):
    """Seeds where every pixel of a 20 × 20 photo is a region of its own."""
    labels = np.arange(SIDE * SIDE, dtype=np.int32).reshape(SIDE, SIDE)
    person = mask.astype(np.float32)
    graph = region_graph(
        labels,
        np.zeros((SIDE, SIDE, 3), np.uint8),
        boundary=np.zeros_like(person),
        person=person,
    )
    detections = tuple(Detection(tuple(c / SIDE for c in box), 0.9) for box in boxes)
    predictions = Predictions(person, np.zeros_like(person), detections, votes, own)
    return find_seeds(graph, labels, mask=mask, predictions=predictions, settings=settings)


def started(seeds, person):
    return (seeds.offsets[person] == 0).reshape(SIDE, SIDE)


def area(*boxes):
    """(20, 20) bool: inside any of the boxes, in pixels."""
    inside = np.zeros((SIDE, SIDE), bool)
    for row0, col0, row1, col1 in boxes:
        inside[row0:row1, col0:col1] = True
    return inside


LEFT, RIGHT = (0, 0, 20, 12), (0, 8, 20, 20)
EVERYWHERE = area((0, 0, 20, 20))


def test_the_papers_seeds_are_the_mask_in_exactly_one_box():
    mask = area((5, 0, 20, 20))
    seeds = seeds_of(mask, LEFT, RIGHT)
    assert (started(seeds, 0) == (mask & area((0, 0, 20, 8)))).all()
    assert (started(seeds, 1) == (mask & area((0, 12, 20, 20)))).all()


def test_a_margin_keeps_seeds_away_from_other_boxes():
    seeds = seeds_of(EVERYWHERE, LEFT, RIGHT, settings=replace(PAPER, seed_margin=0.15))
    assert (started(seeds, 0) == area((0, 0, 20, 6))).all()


def test_a_box_inside_another_starts_from_its_core():
    inner = (5, 5, 15, 15)
    seeds = seeds_of(EVERYWHERE, (0, 0, 20, 20), inner)
    assert (started(seeds, 0) == ~area(inner)).all()
    assert (started(seeds, 1) == area((6, 8, 11, 12))).all()


def test_a_box_whose_core_is_empty_starts_from_all_mask_inside():
    mask = area((14, 5, 15, 15), (0, 0, 4, 20))
    seeds = seeds_of(mask, (0, 0, 20, 20), (5, 5, 15, 15))
    assert (started(seeds, 1) == area((14, 5, 15, 15))).all()


def test_a_box_smaller_than_a_region_starts_from_the_region_under_it():
    labels = np.zeros((SIDE, SIDE), np.int32)
    labels[:, 10:] = 1
    person = EVERYWHERE.astype(np.float32)
    zeros = np.zeros_like(person)
    graph = region_graph(labels, np.zeros((SIDE, SIDE, 3), np.uint8), boundary=zeros, person=person)
    tiny = Detection((0.1, 0.9, 0.15, 0.95), 0.9)
    seeds = find_seeds(
        graph,
        labels,
        mask=EVERYWHERE,
        predictions=Predictions(person, zeros, (tiny,)),
        settings=DEFAULT,
    )
    assert seeds.offsets[0].tolist() == [np.inf, 0]
    assert seeds.evidence[0, 1] == 0


def test_a_detection_without_mask_and_one_repeated_are_dropped_and_counted():
    mask = area((0, 0, 20, 8))
    seeds = seeds_of(mask, (0, 0, 20, 8), (0, 12, 20, 20), (0, 0, 19, 8))
    assert seeds.detection.tolist() == [0] and seeds.dropped == 2


def test_evidence_grows_with_the_distance_from_the_box():
    seeds = seeds_of(EVERYWHERE, (0, 0, 20, 10), settings=replace(DEFAULT, outside_weight=2.0))
    row = seeds.evidence[0].reshape(SIDE, SIDE)[3]
    assert (row[:10] == 0).all()
    assert row[10:] == pytest.approx(2 * (np.arange(10) + 0.5) / 10)


def test_votes_are_evidence_against_those_they_do_not_name():
    boxes = np.array([LEFT, RIGHT]) / SIDE
    left, right = boxes.astype(np.float32)[:, :, None, None]
    votes = np.where(np.arange(SIDE)[None, None] < 10, left, right)
    votes = np.ascontiguousarray(np.broadcast_to(votes, (4, SIDE, SIDE)))
    seeds = seeds_of(EVERYWHERE, LEFT, RIGHT, votes=votes, settings=DEFAULT)
    contested = (3, 9), (3, 10)
    evidence = np.array([seeds.evidence.reshape(2, SIDE, SIDE)[:, r, c] for r, c in contested])
    agree, disagree = [0, 1], [1, 0]
    assert evidence[[0, 1], agree] == pytest.approx(0, abs=1e-5)
    assert evidence[[0, 1], disagree] == pytest.approx(DEFAULT.vote_weight * 0.75, rel=0.1)


def test_the_paper_ignores_votes():
    votes = np.zeros((4, 5, 5), np.float32)
    assert np.array_equal(
        seeds_of(EVERYWHERE, LEFT, RIGHT, votes=votes).offsets,
        seeds_of(EVERYWHERE, LEFT, RIGHT).offsets,
    )


def test_mask_that_no_detection_explains_is_a_person_when_large_enough():
    mask = area((0, 0, 20, 5), (0, 10, 10, 15))
    seeds = seeds_of(mask, (0, 0, 20, 5))
    assert seeds.detection.tolist() == [0, -1]
    assert (started(seeds, 1) == area((0, 10, 10, 15))).all()
    small = seeds_of(mask, (0, 0, 20, 5), settings=replace(PAPER, smallest_part=0.5))
    assert small.detection.tolist() == [0]
    assert (np.isinf(small.evidence[0]).reshape(SIDE, SIDE) == area((0, 10, 10, 15))).all()


def test_a_small_part_close_to_a_box_may_belong_to_its_person():
    mask = area((0, 0, 20, 10), (8, 11, 10, 12))
    seeds = seeds_of(mask, (0, 0, 20, 10), settings=replace(DEFAULT, smallest_part=0.1))
    assert np.isfinite(seeds.evidence).all()


def own_maps(*areas, sure=1.0):
    """(P, 20, 20): each person's own probability, `sure` in an area and 0 outside."""
    return np.stack([where.astype(np.float32) * np.float32(sure) for where in areas])


def test_people_start_where_a_closer_look_gives_a_region_to_them_alone():
    one, two = area((0, 0, 20, 11)), area((0, 9, 20, 20))
    mask = area((5, 0, 20, 20))
    seeds = seeds_of(mask, LEFT, RIGHT, own=own_maps(one, two), settings=DEFAULT)
    assert (started(seeds, 0) == (mask & one & ~two)).all()
    assert (started(seeds, 1) == (mask & two & ~one)).all()


def test_who_is_nowhere_surely_seen_starts_where_they_are_likeliest():
    own = own_maps(area((0, 0, 20, 8)), area((0, 12, 20, 20)), sure=0.6)
    own[1, 3:5, 14:16] = 0.7
    seeds = seeds_of(EVERYWHERE, LEFT, RIGHT, own=own, settings=DEFAULT)
    assert (started(seeds, 0) == area((0, 0, 20, 8))).all()
    assert (started(seeds, 1) == area((3, 14, 5, 16))).all()


def test_who_is_not_seen_at_all_from_near_starts_from_their_box():
    own = own_maps(area((0, 0, 20, 8)), area())
    seeds = seeds_of(EVERYWHERE, LEFT, RIGHT, own=own, settings=DEFAULT)
    assert (started(seeds, 1) == area(RIGHT)).all()


def test_what_a_closer_look_denies_speaks_against_a_person():
    own = own_maps(area((0, 0, 20, 10)), area((0, 10, 20, 20)))
    own[0, :, 10:] = 0.25
    settings = replace(DEFAULT, outside_weight=0.0, own_weight=3.0)
    seeds = seeds_of(EVERYWHERE, LEFT, RIGHT, own=own, settings=settings)
    first, second = seeds.evidence.reshape(2, SIDE, SIDE)
    assert first[:, 10:] == pytest.approx(3 * 0.75) and (first[:, :10] == 0).all()
    assert second[:, :10] == pytest.approx(3)


def test_votes_have_no_say_beside_a_closer_look():
    own = own_maps(area((0, 0, 20, 10)), area((0, 10, 20, 20)))
    votes = np.zeros((4, 5, 5), np.float32)
    with_votes = seeds_of(EVERYWHERE, LEFT, RIGHT, own=own, votes=votes, settings=DEFAULT)
    without = seeds_of(EVERYWHERE, LEFT, RIGHT, own=own, settings=DEFAULT)
    assert np.array_equal(with_votes.evidence, without.evidence)


def test_the_maps_of_dropped_detections_go_with_them():
    mask = area((0, 10, 20, 20))
    own = own_maps(area((0, 0, 20, 8)), area((0, 12, 20, 20)))
    seeds = seeds_of(mask, (0, 0, 20, 8), RIGHT, own=own, settings=DEFAULT)
    assert seeds.detection.tolist() == [1] and seeds.dropped == 1
    assert (started(seeds, 0) == area((0, 12, 20, 20))).all()


def test_when_every_detection_is_dropped_the_mask_alone_says_who_is_there():
    mask = area((0, 12, 20, 20))
    own = own_maps(area((0, 0, 20, 8)))
    seeds = seeds_of(mask, (0, 0, 20, 8), own=own, settings=DEFAULT)
    assert seeds.detection.tolist() == [-1] and seeds.dropped == 1
    assert (started(seeds, 0) == mask).all()


@pytest.mark.parametrize("factor", [1, 2, 3])
def test_shares_are_means_over_regions_whatever_the_size_of_the_maps(factor):
    labels = np.zeros((6, 6), np.int32)
    labels[:, 2:] = 1
    zeros = np.zeros((6, 6), np.float32)
    graph = region_graph(labels, np.zeros((6, 6, 3), np.uint8), boundary=zeros, person=zeros)
    own = np.zeros((2, 6, 6), np.float32)
    own[0, :, :2], own[1, :3, 2:] = 0.5, 1
    large = own.repeat(factor, axis=1).repeat(factor, axis=2)
    everywhere = np.ones(large.shape[1:], bool)
    for mask in (everywhere, ~everywhere):
        shares = own_shares(large, labels, graph, mask=mask)
        np.testing.assert_allclose(shares, [[0.5, 0], [0, 0.5]])
    assert own_shares(own[:0], labels, graph, mask=everywhere[:6, :6]).shape == (0, 2)


def test_only_the_mask_of_a_region_counts_for_its_shares():
    labels = np.zeros((4, 8), np.int32)
    zeros = np.zeros((4, 8), np.float32)
    graph = region_graph(labels, np.zeros((4, 8, 3), np.uint8), boundary=zeros, person=zeros)
    own, mask = np.zeros((2, 4, 8), np.float32), np.zeros((4, 8), bool)
    own[0, :, :2], mask[:, :2] = 0.9, True
    shares = own_shares(own, labels, graph, mask=mask)
    assert np.abs(shares - np.array([[0.9], [0.0]])).max() < 1e-4
