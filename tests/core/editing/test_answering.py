"""What closer looks after clicks make of a claim: the answer to the click, and no more."""

import numpy as np
import pytest

from portrait_studio.core.editing.answering import ASKED_FOR, LATER, first_answer, later_answer
from portrait_studio.core.editing.claims import NONE, TARGET, Claim, Spread

SHAPE = (20, 30)
LABELS = np.zeros(SHAPE, np.int32)
CLICK = (10, 8)


def claim(value, *, but=None, span=(0, 0, *SHAPE)):
    """A claim of one value, but for boxes (row0, col0, row1, col1) of others."""
    logit = np.full((span[2] - span[0], span[3] - span[1]), value, np.float32)
    for (row0, col0, row1, col1), other in (but or {}).items():
        logit[row0 - span[0] : row1 - span[0], col0 - span[1] : col1 - span[1]] = other
    return Claim(span, logit)


def spread(pixel=CLICK, *, reach=2.0):
    return Spread(pixel, (0, 0, *SHAPE), np.ones(1, np.float32), reach)


def answer(before, look, *, first=None, mine):
    corrected = before.corrected(spread(), LABELS, mine=mine)
    return first_answer(
        before,
        corrected=corrected,
        looks=(first or before, look),
        spreads=[spread()],
        labels=LABELS,
        mine=mine,
    )


@pytest.mark.parametrize("mine", [True, False])
def test_the_change_that_holds_the_click_is_taken_and_others_are_not(mine):
    sign = 1 if mine else -1
    arm, elsewhere = (8, 4, 13, 20), (2, 24, 18, 28)
    look = claim(-3 * sign, but={arm: 3 * sign, elsewhere: 3 * sign})
    found = answer(claim(-3 * sign), look, mine=mine).logit > 0
    assert (found[8:13, 4:20] == mine).all()
    assert (found[2:18, 24:28] != mine).all()


@pytest.mark.parametrize("mine", [True, False])
def test_who_is_given_a_place_loses_none_and_the_other_way_round(mine):
    sign = 1 if mine else -1
    hand = {(2, 24, 18, 28): 3 * sign}
    before, look = claim(-3 * sign, but=hand), claim(-3 * sign)
    assert ((answer(before, look, mine=mine).logit > 0)[2:18, 24:28] == mine).all()


@pytest.mark.parametrize("mine", [True, False])
def test_the_click_is_right_whatever_the_look_says(mine):
    sign = 1 if mine else -1
    found = answer(claim(-3 * sign), claim(-4 * sign), mine=mine)
    assert found.at(CLICK) == pytest.approx(TARGET * sign)


def test_what_counts_is_the_change_between_looks():
    """What the look thought before the click already is no answer to it."""
    arm = {(8, 4, 13, 20): 3.0}
    before = claim(-3.0)  # other clicks have taken the arm away
    found = answer(before, claim(-3.0, but=arm), first=claim(-3.0, but=arm), mine=True)
    corrected = before.corrected(spread(), LABELS, mine=True)
    assert np.array_equal(found.logit, corrected.logit)


def test_looks_of_other_places_are_answered_too():
    before = claim(3.0, span=(0, 0, 20, 12))
    look = claim(3.0, span=(5, 6, 20, 30))
    found = first_answer(
        before,
        corrected=before.corrected(spread((10, 20)), LABELS, mine=True),
        looks=(before, look),
        spreads=[spread((10, 20))],
        labels=LABELS,
        mine=True,
    )
    assert found.at((10, 20)) > 0 and found.at((18, 29)) > 0 and found.at((10, 3)) == 3.0
    assert found.at((0, 29)) < 0


def later(before, look, *, pixels):
    return later_answer(before, corrected=before, look=look, pixels=pixels)


def test_a_later_look_is_averaged_with_what_there_is():
    before, look = claim(2.0, span=(0, 0, 20, 12)), claim(-1.0, span=(5, 6, 20, 30))
    found = later(before, look, pixels=[(0, 29)])
    assert found.at((10, 8)) == pytest.approx(2.0 - 3.0 * LATER, rel=1e-5)
    assert found.at((10, 3)) == pytest.approx(2.0 + LATER * (NONE - 2.0), rel=1e-5)
    assert found.at((10, 20)) == pytest.approx(NONE + LATER * (-1.0 - NONE), rel=1e-5)


@pytest.mark.parametrize("mine", [True, False])
def test_a_later_look_says_more_in_the_change_that_holds_a_click(mine):
    sign = 1 if mine else -1
    arm, elsewhere = (8, 4, 13, 20), (2, 24, 18, 28)
    look = claim(-3.0 * sign, but={arm: 3.0 * sign, elsewhere: 3.0 * sign})
    found = later(claim(-3.0 * sign), look, pixels=[CLICK])
    assert found.at((12, 19)) == pytest.approx((-3 + 6 * ASKED_FOR) * sign, rel=1e-5)
    assert found.at((10, 25)) == pytest.approx((-3 + 6 * LATER) * sign, rel=1e-5)
    assert (found.at((12, 19)) > 0) == mine and (found.at((10, 25)) > 0) != mine


def test_a_click_where_a_later_look_changes_nothing_asks_for_nothing():
    look = claim(-2.0, but={(2, 24, 18, 28): 2.0})
    found = later(claim(-3.0), look, pixels=[CLICK])
    assert found.at((10, 25)) == pytest.approx(-3 + 5 * LATER, rel=1e-5)


def test_the_change_clicked_for_is_against_what_there_was_before_the_click():
    """The click alone has put its own place right: there the look changes nothing any more."""
    before, look = claim(-3.0), claim(-3.0, but={(8, 4, 13, 20): 3.0})
    corrected = before.corrected(spread(), LABELS, mine=True)
    found = later_answer(before, corrected=corrected, look=look, pixels=[CLICK])
    assert found.at((12, 19)) > 0
