"""The tour goes where the split is as likely wrong as right, and edits settle that."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from portrait_studio.core.analysis import split
from portrait_studio.core.close_ups import CloseUp
from portrait_studio.core.doubt import UNSEEN
from portrait_studio.core.editing.doubtful import DOUBTFUL, SMALLEST
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.edits import AddSeeds, MergePeople, SetLocked
from portrait_studio.core.predictions import Detection, Predictions
from tests.core.split_photos import SHAPE, outlines, photo_of, pixels

BOXES = (0.1, 0.05, 1.0, 0.45), (0.1, 0.55, 1.0, 0.95)
HAND = pixels((0.7, 0.55, 1.0, 0.8))
MIDDLE = (80, 86)  # of the hand


@cache
def analysis(hand=0.1, boxes=2):
    """Two people apart; of a part of the second, the closer look says little: a hand, perhaps."""
    photo, truth = photo_of(*BOXES)
    own = np.zeros((boxes, *SHAPE), np.float32)
    for plane, box in zip(own, BOXES, strict=False):
        plane[pixels(box)] = 0.99
    own[-1][HAND] = hand
    seen = tuple(map(Detection, BOXES, (0.9, 0.8)))[:boxes]
    there = (truth > 0).astype(np.float32)
    return split(photo, Predictions(there, outlines(truth), seen, own=own))


@pytest.fixture
def editor():
    return Editor(analysis())


def test_what_the_closer_look_denies_its_owner_is_a_place(editor):
    (place,) = editor.doubtful_places()
    row0, col0, row1, col1 = place.box
    inside = HAND[0].start - 8 <= row0 < row1 <= SHAPE[0] and 64 <= col0 < col1 <= 110
    assert inside and editor.owner[MIDDLE] in place.people
    assert editor.doubt()[MIDDLE] == pytest.approx(0.9, abs=0.02)
    sure = editor.owner == editor.owner[50, 32]
    assert editor.doubt()[sure].max() < 0.1


def test_a_closer_look_that_agrees_leaves_no_place():
    assert not Editor(analysis(hand=0.9)).doubtful_places()


def test_giving_it_to_somebody_settles_it_until_that_is_undone(editor):
    place = editor.doubtful_places()[0]
    for person in (1, 2):
        editor.apply(AddSeeds((MIDDLE,), person))
        assert editor.doubt()[MIDDLE] < 0.15
        left = editor.doubtful_places()
        assert sum(one.area for one in left) < place.area / 2
        editor.undo()
        assert [one.area for one in editor.doubtful_places()] == [place.area]


def test_without_a_closer_look_what_a_click_gives_is_believed():
    plain = Editor(replace(analysis(), predictions=replace(analysis().predictions, own=None)))
    person = int(plain.owner[MIDDLE])
    plain.apply(AddSeeds((MIDDLE,), person, 3.0))
    state = plain.snapshot.state
    given = state.inside.given(person - 1) & (state.base.pixels[1::2] > 0)
    assert given.any() and plain.region_doubt[given].max() < DOUBTFUL


def look_again(editor, person):
    """Look at somebody after the last edit, and see what was seen before."""
    own = analysis().predictions.own[analysis().people[person - 1].detection]
    whole = CloseUp((0, 0, *SHAPE), own, np.zeros_like(own), None, 0.9)
    editor.look({person: whole})


def test_whoever_was_looked_at_is_believed_as_far_as_they_claim(editor):
    person = int(editor.owner[MIDDLE])
    editor.apply(AddSeeds((MIDDLE,), person))
    look_again(editor, person)
    state = editor.snapshot.state
    claim = state.asserted[person]
    region = int(analysis().labels[50, 96])
    row0, col0, row1, col1 = claim.span
    there = np.zeros(SHAPE, bool)
    there[row0:row1, col0:col1] = True
    inside = (analysis().labels == region) & analysis().mask
    assert there[inside].all()
    chance = 1 / (1 + np.exp(-claim.logit[inside[row0:row1, col0:col1]]))
    assert editor.region_doubt[region] == pytest.approx(1 - chance.mean(), abs=1e-5)


def test_pixels_that_claims_decide_are_no_question(editor):
    editor.apply(AddSeeds((MIDDLE,), 1))
    look_again(editor, 1)
    state = editor.snapshot.state
    elsewhere = editor.snapshot.cells != state.owners[state.base.part]
    assert elsewhere.any() and not editor.doubt()[elsewhere].any()


def test_a_locked_person_is_no_question(editor):
    editor.apply(SetLocked(int(editor.owner[MIDDLE]), True))
    assert not editor.doubtful_places()


def test_somebody_without_a_detection_is_a_place():
    seen = Editor(analysis(boxes=1))
    (place,) = seen.doubtful_places()
    assert place.area == (seen.owner == seen.owner[50, 96]).sum() > SMALLEST * SHAPE[0] * SHAPE[1]
    assert seen.doubt()[50, 96] == pytest.approx(1 - UNSEEN, abs=1e-3)


def test_of_merged_people_all_beliefs_count():
    photo, truth = photo_of((0.1, 0.1, 1.0, 0.9))
    own = np.full((2, *SHAPE), 0.45, np.float32)
    own[0, :, :40], own[1, :, :40] = 0.95, 0.02
    own[0, :, 90:], own[1, :, 90:] = 0.02, 0.95
    boxes = Detection((0.1, 0.1, 1.0, 0.7), 0.9), Detection((0.1, 0.3, 1.0, 0.9), 0.8)
    there = (truth > 0).astype(np.float32)
    editor = Editor(split(photo, Predictions(there, outlines(truth), boxes, own=own)))
    assert editor.doubt()[60, 64] > DOUBTFUL and editor.doubtful_places()
    editor.apply(MergePeople((1, 2), 1))
    assert editor.doubt()[60, 64] == pytest.approx(0.1, abs=0.02)
    assert not editor.doubtful_places()
