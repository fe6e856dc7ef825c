"""From a state to the next: what was worked out is kept, and only what is new is fresh."""

from dataclasses import replace
from functools import cache

import numpy as np

from portrait_studio.core.close_ups import CloseUp
from portrait_studio.core.editing import state as states
from portrait_studio.core.editing.applying import applied
from portrait_studio.core.editing.base import base_of
from portrait_studio.core.editing.beginning import first_state
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.edits import AddSeeds, NotThisPerson, RemoveSeed, SetName
from portrait_studio.core.editing.snapshot import Snapshot
from tests.core.split_photos import SHAPE, analysed, own_maps, photo_of

BOXES = (0.2, 0.1, 0.9, 0.45), (0.2, 0.45, 0.9, 0.8)
GIVE = AddSeeds(((50.0, 30.0),), 2)


@cache
def analysis():
    photo, truth = photo_of(*BOXES)
    return analysed(photo, truth, list(BOXES), own=own_maps(truth))


def shown():
    """The first state, as a window shows it."""
    return Snapshot.of(first_state(base_of(analysis())))


def test_a_click_asks_whose_pixels_are_of_what_is_shown_already(monkeypatch):
    snapshot, worked_out = shown(), []
    nearest = states._nearest

    def watched(*arguments, **more):
        worked_out.append(arguments)
        return nearest(*arguments, **more)

    monkeypatch.setattr(states, "_nearest", watched)
    after = applied(snapshot.state, GIVE)
    assert worked_out == []
    assert (after.owners != snapshot.state.owners).any()
    assert len(worked_out) == 1  # nobody was clicked outside the mask


def test_a_click_after_a_look_does_not_settle_claims_anew(monkeypatch):
    square = np.full(SHAPE, 0.02, np.float32)
    square[30:70, 20:50] = 0.98
    look = CloseUp((0, 0, *SHAPE), square, square, None, 1.0)
    editor = Editor(replace(analysis(), closer=lambda people: (look,) * len(people)))
    editor.add_seed(50, 30, 1)
    state, settled = editor.snapshot.state, []
    assert state.asserted
    monkeypatch.setattr(states, "settle", lambda *arguments, **more: settled.append(arguments))
    applied(state, GIVE)
    assert settled == []


def test_only_the_marks_of_the_last_edit_are_fresh():
    state = shown().state
    given = applied(state, GIVE)
    assert given.fresh == given.marks and len(given.marks) == 1
    refused = applied(given, NotThisPerson(((50.0, 30.0),), 1))
    assert len(refused.marks) == 2 and refused.fresh == refused.marks[1:]
    for edit in (SetName(1, "Anna"), RemoveSeed(50.0, 30.0)):
        assert applied(given, edit).fresh == ()
    assert applied(applied(given, SetName(1, "Anna")), GIVE).fresh
