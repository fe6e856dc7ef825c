"""Claims to single pixels: what looks make of them, what clicks put right, and who wins."""

import numpy as np
import pytest

from portrait_studio.core.editing.claim_maps import claim_of_map
from portrait_studio.core.editing.claims import NONE, TARGET, Claim, Spread, united
from portrait_studio.core.editing.settling import settle

SHAPE = (20, 30)
IDS = np.arange(4, dtype=np.int32)


def claim(value, *, row=4, col=5, rows=10, cols=12):
    return Claim((row, col, row + rows, col + cols), np.full((rows, cols), value, np.float32))


def spread(pixel, *, regions=SHAPE[1], near=2):
    """Each column is a region; a click reaches `near` columns to either side, less and less."""
    away = np.abs(np.arange(regions) - pixel[1])
    share = np.where(away <= near, 1 - away / (near + 1), 0).astype(np.float32)
    low, high = max(0, pixel[1] - near), min(regions, pixel[1] + near + 1)
    return Spread(pixel, (0, low, SHAPE[0], high), share)


LABELS = np.broadcast_to(np.arange(SHAPE[1], dtype=np.int32), SHAPE)


@pytest.mark.parametrize("mine", [True, False])
def test_a_click_puts_the_claim_right_at_its_place_and_less_around_it(mine):
    before = claim(-1.0 if mine else 1.0)
    after = before.corrected(spread((8, 9)), LABELS, mine=mine)
    wanted = TARGET if mine else -TARGET
    assert after.at((8, 9)) == pytest.approx(wanted)
    assert before.at((8, 9)) == pytest.approx(-1.0 if mine else 1.0)  # a value, not a place
    beside = after.at((8, 10))
    assert min(before.at((8, 10)), wanted) < beside < max(before.at((8, 10)), wanted)
    assert after.at((8, 13)) == before.at((8, 13))


def test_a_correction_fades_with_the_distance_between_pixels_and_with_colour():
    labels = np.zeros(SHAPE, np.int32)
    labels[:, 15:] = 1  # of another colour
    click = Spread((8, 14), (0, 0, *SHAPE), np.array([1, 0.5], np.float32), 3.0)
    before = claim(-1.0, row=0, col=0, rows=SHAPE[0], cols=SHAPE[1])
    gained = before.corrected(click, labels, mine=True).logit + 1.0
    assert gained[8, 14] == pytest.approx(TARGET + 1)
    assert gained[8, 11] == pytest.approx(gained[11, 14]) == pytest.approx(gained[5, 14])
    assert gained[8, 11] == pytest.approx((TARGET + 1) * np.exp(-1), rel=1e-4)
    assert gained[8, 17] == pytest.approx(gained[8, 11] / 2)  # as far, over there
    assert gained[8, 2] < 1e-3


@pytest.mark.parametrize("mine", [True, False])
def test_where_the_claim_is_right_already_a_click_changes_nothing(mine):
    sure = claim(4.0 if mine else -4.0)
    assert sure.corrected(spread((8, 9)), LABELS, mine=mine) is sure


def test_a_click_outside_a_claim_extends_it():
    after = claim(3.0).corrected(spread((1, 25)), LABELS, mine=True)
    assert after.at((1, 25)) == pytest.approx(TARGET)
    assert after.at((5, 6)) == pytest.approx(3.0) and after.at((0, 0)) == NONE
    denied = claim(3.0).corrected(spread((1, 25)), LABELS, mine=False)
    assert denied.span == claim(3.0).span


def test_what_differs_between_two_claims_lies_in_a_box():
    one = claim(1.0)
    two = one.corrected(spread((8, 9)), LABELS, mine=False)
    row0, col0, row1, col1 = one.difference(two)
    assert (row0, row1) == (4, 14) and (col0, col1) == (7, 12)
    assert one.difference(claim(1.0)) == (0, 0, 0, 0)
    grown = one.corrected(spread((1, 25)), LABELS, mine=True)
    assert one.difference(grown)[1:] == (23, 20, 28)


def test_several_who_are_one_claim_what_any_of_them_does():
    both = united([claim(1.0), claim(2.0, row=10, col=12, rows=6, cols=9)])
    assert both is not None
    assert both.at((5, 6)) == 1.0 and both.at((12, 14)) == 2.0 and both.at((4, 20)) == NONE
    assert united([]) is None


def cells_of(**owners):
    cells = np.zeros(SHAPE, np.int32)
    for col, owner in owners.items():
        cells[:, int(col[1:]) :] = owner
    return cells


WHOLE = (0, 0, *SHAPE)


def test_who_asserts_a_claim_has_what_they_claim_and_nothing_else():
    cells = cells_of(c0=1)
    settle(cells, WHOLE, {1: claim(2.0)}, {}, before=np.zeros_like(cells), ids=IDS)
    assert (cells[4:14, 5:17] == 1).all() and np.count_nonzero(cells) == 120
    settle(
        cells,
        WHOLE,
        {1: Claim((0, 0, 0, 0), np.zeros((0, 0), np.float32))},
        {},
        before=np.zeros_like(cells),
        ids=IDS,
    )
    assert not cells.any()


@pytest.mark.parametrize(("rival", "winner"), [(1.0, 1), (3.0, 2)])
def test_the_stronger_claim_wins_a_pixel_of_somebody_silent(rival, winner):
    cells = cells_of(c0=2)
    settle(cells, WHOLE, {1: claim(2.0)}, {2: claim(rival)}, before=np.zeros_like(cells), ids=IDS)
    assert (cells[4:14, 5:17] == winner).all()
    assert (cells[15] == 2).all()  # elsewhere the silent one keeps what the regions give


def test_what_is_not_claimed_goes_to_whom_it_is_claimed_by():
    cells = cells_of(c0=1)
    settle(
        cells,
        WHOLE,
        {1: claim(-1.0)},
        {2: claim(0.5, cols=6)},
        before=np.zeros_like(cells),
        ids=IDS,
    )
    assert (cells[4:14, 5:11] == 2).all() and (cells[4:14, 11:17] == 0).all()


def test_what_is_not_claimed_goes_back_to_who_had_it_before():
    cells, before = cells_of(c0=1), cells_of(c0=2, c12=3)
    settle(cells, WHOLE, {1: claim(-1.0)}, {2: claim(-3.0)}, before=before, ids=IDS)
    assert (cells[:, :12] == 2).all() and (cells[:, 12:] == 0).all()


def test_who_had_a_place_before_is_known_by_who_they_are_now():
    cells, before = cells_of(c0=1), cells_of(c0=3, c12=2)
    ids = np.array([0, 1, 0, 2], np.int32)  # the second is gone, the third merged into another
    settle(cells, WHOLE, {1: claim(-1.0)}, {2: claim(-3.0)}, before=before, ids=ids)
    assert (cells[:, :12] == 2).all() and (cells[:, 12:] == 0).all()


@pytest.mark.parametrize("owner", [0, -1])
def test_of_what_is_nobodys_the_stronger_gets_what_somebody_asserts_and_no_more(owner):
    cells = np.full(SHAPE, owner, np.int32)
    rivals = {2: claim(3.0, cols=6), 3: claim(3.0, row=16, rows=3)}
    settle(cells, WHOLE, {1: claim(2.0)}, rivals, before=np.zeros_like(cells), ids=IDS)
    assert (cells[4:14, 5:11] == 2).all() and (cells[4:14, 11:17] == 1).all()
    assert np.count_nonzero(cells > 0) == 120


def test_who_asserts_a_claim_wins_what_another_claims_as_strongly_and_takes_no_weak_one():
    cells = cells_of(c0=2)
    settle(cells, WHOLE, {1: claim(2.0)}, {2: claim(2.0)}, before=np.zeros_like(cells), ids=IDS)
    assert (cells[4:14, 5:17] == 1).all()
    cells = cells_of(c0=2)
    settle(cells, WHOLE, {1: claim(-0.5)}, {2: claim(-2.0)}, before=np.zeros_like(cells), ids=IDS)
    assert (cells == 2).all()


def test_a_box_of_the_cells_is_settled_as_the_whole_is():
    whole = cells_of(c0=1, c10=2, c20=-1)
    part = whole[3:15, 8:26].copy()
    claims = {1: claim(2.0), 3: claim(1.5, row=9, col=14, rows=9, cols=12)}
    settle(whole, WHOLE, claims, {2: claim(1.0)}, before=np.zeros_like(whole), ids=IDS)
    settle(part, (3, 8, 15, 26), claims, {2: claim(1.0)}, before=np.zeros_like(part), ids=IDS)
    assert np.array_equal(part, whole[3:15, 8:26])


def test_a_map_of_the_photo_claims_what_it_is_sure_of():
    own = np.zeros((10, 15), np.float32)
    own[2:8, 3:9] = 0.9
    found = claim_of_map(own, SHAPE)
    assert found is not None
    row0, col0, row1, col1 = found.span
    assert (row0, col0, row1, col1) == (4, 6, 16, 18)
    assert found.at((10, 12)) == pytest.approx(np.log(9), abs=1e-3)
    assert claim_of_map(np.zeros((4, 4), np.float32), SHAPE) is None
