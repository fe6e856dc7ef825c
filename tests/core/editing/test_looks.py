"""Closer looks that edits ask for: what they change, and that they stay with the edit."""

import base64
import json
import zlib
from dataclasses import replace

import numpy as np
import pytest

from portrait_studio.core.close_ups import CloseUp
from portrait_studio.core.editing.edit_records import edit_from_dict, edit_to_dict
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.looks import LARGEST, look_of
from portrait_studio.errors import EditError
from tests.core.split_photos import SHAPE, analysed, own_maps, photo_of

BOXES = (0.2, 0.1, 0.9, 0.45), (0.2, 0.45, 0.9, 0.8)


@pytest.fixture
def analysis():
    photo, truth = photo_of(*BOXES)
    return analysed(photo, truth, list(BOXES), own=own_maps(truth))


def seeing(mask):
    """A closer that sees one mask (h, w) whoever it is asked about, and what it was asked."""
    asked = []

    def closer(people):
        asked.extend(people)
        whole = (0, 0, *mask.shape)
        return tuple(CloseUp(whole, mask, mask, None, 1.0) for _ in people)

    return closer, asked


def square(row0, col0, row1, col1):
    mask = np.full(SHAPE, 0.02, np.float32)
    mask[row0:row1, col0:col1] = 0.98
    return mask


def test_a_look_gives_a_person_their_pixels(analysis):
    closer, asked = seeing(square(30, 20, 70, 50))
    analysis = replace(analysis, closer=closer)
    editor = Editor(analysis)
    change = editor.add_seed(50, 30, 1)
    assert len(editor.edits) == 1 and change.person == 1 and not change.empty
    rows, cols = np.nonzero(editor.owner == 1)
    assert (rows.min(), cols.min(), rows.max(), cols.max()) == (30, 20, 69, 49)
    (question,) = asked
    assert question.own == ((50 / SHAPE[0], 30 / SHAPE[1]),) and question.other == ()
    editor.undo()
    assert np.array_equal(editor.owner, analysis.owner)


def test_what_the_look_was_unsure_of_and_gave_to_somebody_all_the_same_outlives_a_click_elsewhere():
    photo, truth = photo_of(*BOXES)
    own = own_maps(truth)
    own[0, 20:40, 14:50] = 0.3  # a face, say; nobody else's look gives it to anybody
    told = own[0].copy()
    own[0, 66:] = 0.02  # the feet are missing
    analysis = analysed(photo, truth, list(BOXES), own=own)
    assert (analysis.owner[22:38, 18:46] == 1).all() and analysis.owner[76, 36] != 1
    closer, _ = seeing(told)
    editor = Editor(replace(analysis, closer=closer))
    editor.add_seed(76, 36, 1)
    assert (editor.owner[70:80, 20:50] == 1).all()
    assert (editor.owner[22:38, 18:46] == 1).all()


def test_what_was_kept_goes_where_the_look_after_the_click_gives_it_up_and_there_alone():
    photo, truth = photo_of(*BOXES)
    own = own_maps(truth)
    own[0, 20:, 14:50] = 0.3
    analysis = analysed(photo, truth, list(BOXES), own=own)
    told = own[0].copy()
    told[60:] = 0.02
    closer, _ = seeing(told)
    editor = Editor(replace(analysis, closer=closer))
    editor.not_this_person(75, 30, 1)
    assert not (editor.owner[70:80, 18:46] == 1).any()
    assert (editor.owner[22:38, 18:46] == 1).all()


def test_a_click_is_kept_where_the_look_says_otherwise(analysis):
    closer, _ = seeing(square(0, 0, 4, 4))
    analysis = replace(analysis, closer=closer)
    editor = Editor(analysis)
    editor.add_seed(50, 30, 1)
    assert editor.owner[50, 30] == 1 and editor.owner[1, 1] == 1
    editor.add_seed(50, 31, 2)
    assert editor.owner[50, 31] == 2


def test_whoever_loses_a_place_is_looked_at_again_and_told_so(analysis):
    closer, asked = seeing(square(30, 20, 70, 50))
    analysis = replace(analysis, closer=closer)
    Editor(analysis).add_seed(50, 30, 2)  # in the middle of person 1
    place = (50 / SHAPE[0], 30 / SHAPE[1])
    assert {(q.own, q.other) for q in asked} == {((place,), ()), ((), (place,))}
    reaching = next(q for q in asked if q.own)
    assert reaching.box[1] <= place[1]  # who is given a place reaches to it


def test_looks_are_shown_the_mask_that_the_user_saw_before_the_click(analysis):
    closer, asked = seeing(square(30, 20, 70, 50))
    editor = Editor(replace(analysis, closer=closer))
    before = editor.owner.copy()
    editor.add_seed(50, 30, 2)  # in the middle of person 1
    for question in asked:
        person = 2 if question.own else 1
        mask = question.mask()
        row0, col0, row1, col1 = np.array(mask.place) * np.tile(SHAPE, 2)
        rows, cols = slice(round(row0), round(row1)), slice(round(col0), round(col1))
        np.testing.assert_array_equal(mask.inside, before[rows, cols] == person)
        assert mask.inside.any()


def test_looks_are_told_where_the_others_are(analysis):
    closer, asked = seeing(square(30, 20, 70, 50))
    editor = Editor(replace(analysis, closer=closer))
    spans = {}
    for person in (1, 2):
        rows, cols = np.nonzero(editor.owner == person)
        spans[person] = np.array([rows.min(), cols.min(), rows.max() + 1, cols.max() + 1])
    editor.add_seed(50, 30, 2)  # in the middle of person 1
    for question in asked:
        other = spans[1] if question.own else spans[2]
        (box,) = question.others
        np.testing.assert_allclose(np.array(box) * np.tile(SHAPE, 2), other, atol=3)


def test_somebody_new_has_no_mask_yet(analysis):
    closer, asked = seeing(square(0, 70, 20, 90))
    editor = Editor(replace(analysis, closer=closer))
    editor.add_person((0.0, 75.0, 18.0, 90.0))
    assert [question.mask() for question in asked if not question.other] == [None]


def test_whoever_never_had_the_place_is_not_looked_at(analysis):
    own = analysis.predictions.own.copy()
    own[1, 45:55, 25:35] = 0.4  # what person 2 claims a little in the middle of person 1
    closer, asked = seeing(square(30, 20, 70, 50))
    predictions = replace(analysis.predictions, own=own)
    editor = Editor(replace(analysis, predictions=predictions, closer=closer))
    assert editor.owner[50, 30] == 1
    editor.add_seed(50, 30, 1)
    assert [(bool(q.own), bool(q.other)) for q in asked] == [(True, False)]


def test_who_cannot_wait_asks_and_gives_the_looks_later(analysis):
    editor = Editor(analysis, patient=False)
    editor.add_seed(50, 30, 1)
    without = editor.snapshot
    wanted = editor.wanted()
    assert set(wanted) == {1}
    editor.set_name(1, "Ada")  # something else in the meantime
    look = CloseUp((0, 0, *SHAPE), square(30, 20, 70, 50), square(0, 0, 1, 1), None, 1.0)
    change = editor.look({1: look}, index=1)
    assert not change.empty and editor.index == 2 and editor.people[0].name == "Ada"
    assert not np.array_equal(editor.owner, without.owner)
    assert editor.wanted(2) == {}
    again = Editor(analysis, edits=editor.edits)
    assert np.array_equal(again.owner, editor.owner)


def test_until_a_look_comes_claims_decide_how_far_a_click_goes(analysis):
    here = np.s_[:, 15:35]
    unseen = replace(analysis, predictions=replace(analysis.predictions, own=None))
    by_regions, by_claims = (Editor(a, patient=False) for a in (unseen, analysis))
    for editor in (by_regions, by_claims):
        editor.add_seed(50, 52, 2)  # at the rim of person 1
        assert editor.owner[50, 52] == 2
    assert (by_regions.owner[here] == 2).any()  # who are one even grey
    assert np.array_equal(by_claims.owner[here], analysis.owner[here])
    assert by_claims.what_if([(30, 52)], 2).box[1] > 35
    by_claims.undo()
    assert np.array_equal(by_claims.owner, analysis.owner)


def test_whoever_loses_a_place_keeps_to_what_they_claim_at_once(analysis):
    editor = Editor(analysis, patient=False)
    editor.not_a_person(50, 30)
    assert set(editor.snapshot.state.asserted) == {1}
    editor.merge([1, 2], into=2)
    assert set(editor.snapshot.state.asserted) == {2}
    editor.delete_person(2)
    assert not editor.snapshot.state.asserted


def test_looks_are_not_asked_for_again_when_edits_are_made_again(analysis):
    closer, asked = seeing(square(30, 20, 70, 50))
    analysis = replace(analysis, closer=closer)
    first = Editor(analysis)
    first.add_seed(50, 30, 1)
    count = len(asked)
    second = Editor(analysis, edits=first.edits)
    second.undo()
    second.redo()
    assert len(asked) == count and np.array_equal(first.owner, second.owner)


def test_edits_with_looks_survive_json_and_those_without_look_as_ever(analysis):
    closer, _ = seeing(square(30, 20, 70, 50))
    editor = Editor(analysis)
    editor.add_seed(50, 30, 1)
    assert "looks" not in edit_to_dict(editor.edits[0])
    editor = Editor(replace(analysis, closer=closer), edits=editor.edits)
    editor.add_seed(52, 30, 1)
    record = json.loads(json.dumps(edit_to_dict(editor.edits[1])))
    assert edit_from_dict(record) == editor.edits[1]


@pytest.mark.parametrize(
    "change",
    [
        {"own": "no base64!"},
        {"own": "AAAA"},
        {"shape": [3, 3]},
        {"shape": [LARGEST + 1, 2]},
        {"place": [5, 5, 5, 9]},
        {"person": 0},
        {"more": 1},
    ],
)
def test_a_look_that_cannot_be_is_refused(analysis, change):
    own = np.full((6, 8), 0.5, np.float32)
    look = look_of(CloseUp((0, 0, 6, 8), own, own, None, 0.5), 1, seen=SHAPE, photo=SHAPE)
    record = edit_to_dict(
        edit_from_dict(
            {"kind": "not_a_person", "points": [[5, 5]], "radius": 0, "looks": [look.__dict__]}
        )
    )
    record["looks"] = [{**record["looks"][0], **change}]
    with pytest.raises(EditError):
        edit_from_dict(record)


def test_a_look_never_grows_beyond_its_shape():
    bomb = base64.b64encode(zlib.compress(bytes(10_000_000))).decode()
    record = {"person": 1, "place": [0, 0, 4, 4], "shape": [4, 4], "own": bomb}
    with pytest.raises(EditError):
        edit_from_dict({"kind": "remove_seed", "row": 1, "col": 1, "looks": [record]})


def test_a_part_taken_from_a_person_takes_its_claims_along(analysis):
    closer, _ = seeing(square(20, 14, 86, 57))
    editor = Editor(analysis)
    new = editor.split(1, [(30, 30), (32, 40)]).person or 0
    before = editor.owner.copy()
    assert np.count_nonzero(before == new) > 50
    editor = Editor(replace(analysis, closer=closer), edits=editor.edits)
    editor.add_seed(80, 30, 1)  # where person 1 is already
    assert (editor.owner == new).any()
    editor.merge([1, new], 1)
    assert not (editor.owner == new).any() and (editor.owner[before == new] == 1).mean() > 0.9


def test_the_outline_is_as_soft_as_the_look(analysis):
    soft = np.full(SHAPE, 0.02, np.float32)
    soft[30:70, 20:50] = 0.6
    closer, _ = seeing(soft)
    analysis = replace(analysis, closer=closer)
    editor = Editor(analysis)
    editor.add_seed(50, 30, 1)
    person = editor.snapshot.person
    assert np.array_equal(person >= 0.5, editor.mask)
    inside = person[32:40, 22:26]
    assert ((inside > 0.5) & (inside < 0.95)).any()
