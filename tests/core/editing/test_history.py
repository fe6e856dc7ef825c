"""The line of edits: every state can be had again, few are kept, and none is long to make."""

import numpy as np
import pytest

from portrait_studio.core.editing.applying import applied
from portrait_studio.core.editing.base import base_of
from portrait_studio.core.editing.beginning import first_state
from portrait_studio.core.editing.edits import AddSeeds, SetName
from portrait_studio.core.editing.history import KEPT, History
from tests.core.split_photos import analysed, own_maps, photo_of

BOXES = (0.2, 0.1, 0.9, 0.45), (0.2, 0.45, 0.9, 0.8)
EDITS = 100


@pytest.fixture(scope="module")
def first():
    photo, truth = photo_of(*BOXES)
    return first_state(base_of(analysed(photo, truth, list(BOXES), own=own_maps(truth))))


@pytest.fixture
def made(monkeypatch):
    """A row that grows by one for every edit that is made, or made again."""
    row = []

    def watched(state, edit):
        row.append(edit)
        return applied(state, edit)

    monkeypatch.setattr("portrait_studio.core.editing.history.applied", watched)
    return row


def named(first):
    history = History(first)
    history.replay(SetName(1, f"Anna {turn}") for turn in range(1, EDITS + 1))
    return history


def test_states_that_are_not_kept_are_made_again_as_they_were(first):
    places = [(float(row), float(col)) for row in (30, 45, 60) for col in (15, 30, 50, 65)]
    edits = [AddSeeds((place,), 1 + turn % 2) for turn, place in enumerate(places * 2)]
    history, owners = History(first), [first.owners]
    for edit in edits:
        owners.append(history.do(edit).owners)
    assert len(owners) > KEPT
    for index in (*range(len(edits), -1, -1), 5, 20, 11):
        assert np.array_equal(history.go(index).owners, owners[index]), index


def test_few_states_are_kept(first):
    history = named(first)
    assert len(history._states) == KEPT and EDITS in history._states
    for index in range(EDITS, -1, -7):
        history.go(index)
        assert len(history._states) <= KEPT


def test_a_step_back_makes_few_edits_again_the_nearer_the_fewer(first, made):
    history = named(first)
    for back in (1, 3, 10, 30, 60):
        made.clear()
        assert history.at(EDITS - back).layer(1).title == f"Anna {EDITS - back}"
        assert len(made) <= 1 + back / 2, back


def test_all_the_way_back_step_by_step_makes_no_edit_again_often(first, made):
    history = named(first)
    made.clear()
    for index in range(EDITS - 1, -1, -1):
        history.go(index)
    assert len(made) < 4 * EDITS
