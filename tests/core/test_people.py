import numpy as np
import pytest
from scipy.sparse import csr_array

from portrait_studio.core.geodesic import AffinitySolver
from portrait_studio.core.people import UNDETECTED_SCORE, describe, drop_ghosts, owner_map
from portrait_studio.core.predictions import Detection
from portrait_studio.core.seeds import Seeds

LABELS = np.arange(6, dtype=np.int32).repeat(5)[None].repeat(4, axis=0)
MASK = np.ones(LABELS.shape, bool)


def people_on_a_row(*starts):
    """Six regions of 20 pixels in a row; each person starts, and has a box, at some of them."""
    costs = np.eye(6, k=1) + np.eye(6, k=-1)
    offsets = np.array([np.where(np.isin(range(6), start), 0, np.inf) for start in starts])
    seeds = Seeds(
        offsets=offsets,
        evidence=np.zeros(offsets.shape),
        within=np.isfinite(offsets),
        detection=np.arange(len(starts)),
        dropped=0,
    )
    return AffinitySolver(csr_array(costs), offsets), seeds


def test_owners_are_the_nearest_people_inside_the_mask():
    solver, _ = people_on_a_row([0], [5])
    mask = LABELS != 2
    owner = owner_map(solver.distances, LABELS, mask=mask)
    assert owner[0, ::5].tolist() == [1, 1, 0, 2, 2, 2]


def test_of_equal_people_the_first_stays():
    solver, seeds = people_on_a_row([0, 1], [5], [0, 1], [0, 1])
    assert drop_ghosts(solver, seeds, LABELS, MASK).tolist() == [0, 1]
    assert solver.distances.shape == (2, 6)


def test_what_a_ghost_had_goes_to_the_next():
    solver, seeds = people_on_a_row([0], [5])
    crumb = np.zeros(LABELS.shape, bool)
    crumb[:, :10], crumb[0, 25:28] = True, True
    assert drop_ghosts(solver, seeds, LABELS, crumb).tolist() == [0]
    assert (owner_map(solver.distances, LABELS, mask=crumb)[crumb] == 1).all()


def test_people_with_pixels_of_their_own_all_stay():
    solver, seeds = people_on_a_row([0], [2], [5])
    assert drop_ghosts(solver, seeds, LABELS, MASK).tolist() == [0, 1, 2]


def test_a_person_is_described_by_their_own_pixels():
    owner = np.zeros((6, 8), np.int32)
    owner[1:4, 2:4], owner[5, 7], owner[2, 6] = 1, 3, 3
    person = np.full(owner.shape, 0.5, np.float32)
    one, three = describe(
        owner,
        person,
        detection=np.array([0, 1, -1]),
        detections=[Detection((0, 0, 1, 1), 0.8), Detection((0, 0, 1, 1), 0.7)],
    )
    assert (one.id, one.box, one.area, one.detected) == (1, (1, 2, 4, 4), 6, True)
    assert one.score == pytest.approx(0.4)
    assert (three.id, three.box, three.area, three.detected) == (3, (2, 6, 6, 8), 2, False)
    assert three.score == pytest.approx(UNDETECTED_SCORE / 2)
