"""Whatever is edited, undone and done again: the same as all edits replayed on the analysis."""

import json
from dataclasses import replace
from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from portrait_studio.core.close_ups import CloseUp
from portrait_studio.core.editing.edit_records import KINDS, edit_from_dict, edit_to_dict
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.looks import look_of
from portrait_studio.errors import EditError
from tests.core.split_photos import SHAPE, analysed, own_maps, photo_of

BOXES = (0.2, 0.05, 1.0, 0.35), (0.3, 0.3, 1.0, 0.6), (0.2, 0.65, 0.9, 0.95)


@cache
def analysis(*, seen=False):
    photo, truth = photo_of(*BOXES)
    # not where the regions end, so that pixels go other ways than their regions
    own = np.roll(own_maps(truth), (3, 5), axis=(1, 2)) if seen else None
    return analysed(photo, truth, list(BOXES), own=own)


person = st.integers(1, 5)


@st.composite
def look(draw):
    """Somebody, or nobody at all, in a part of the photo that may reach beyond it."""
    row, col = draw(st.integers(-20, 60)), draw(st.integers(-20, 90))
    size = draw(st.integers(8, 70))
    own = np.full((10, 14), draw(st.sampled_from([0.0, 0.4, 0.9])), np.float32)
    own[draw(st.integers(0, 9)) :] = draw(st.sampled_from([0.1, 1.0]))
    close_up = CloseUp((row, col, row + size, col + size), own, own, None, 0.5)
    return look_of(close_up, draw(person), seen=SHAPE, photo=SHAPE)


point = st.tuples(st.floats(0, SHAPE[0] - 1), st.floats(0, SHAPE[1] - 1))
points = st.lists(point, min_size=1, max_size=3).map(tuple)
radius = st.sampled_from([0.0, 2.0, 9.0])
box = st.tuples(st.floats(0, 40), st.floats(0, 60), st.floats(41, 96), st.floats(61, 128))
FIELDS = {
    "points": points,
    "point": point,
    "origin": point,
    "to": point,
    "row": st.floats(0, SHAPE[0] - 1),
    "col": st.floats(0, SHAPE[1] - 1),
    "radius": radius,
    "person": person,
    "into": person,
    "people": st.lists(person, min_size=1, max_size=4, unique=True).map(tuple),
    "box": box,
    "name": st.text(max_size=5),
    "colour": st.sampled_from([None, "#00ff7f"]),
    "visible": st.booleans(),
    "locked": st.booleans(),
    "looks": st.one_of(st.just(()), st.lists(look(), max_size=2).map(tuple)),
}
edit = st.one_of(
    *(st.builds(kind, **{n: FIELDS[n] for n in kind.__annotations__}) for kind in KINDS.values())
)
steps = st.lists(st.one_of(edit, edit, st.sampled_from(["undo", "redo"])), max_size=10)


def step(editor, what):
    """One step; None where it was not possible, and then nothing has changed."""
    before = editor.snapshot
    try:
        if what in ("undo", "redo"):
            return getattr(editor, what)()
        return editor.apply(what)
    except EditError:
        assert editor.snapshot is before
        return None


def edited(steps, *, seen=False):
    editor = Editor(analysis(seen=seen))
    for what in steps:
        step(editor, what)
    return editor


def assert_alike(one, other):
    assert np.array_equal(one.snapshot.cells, other.snapshot.cells)
    assert np.array_equal(one.owner, other.owner) and np.array_equal(one.mask, other.mask)
    assert np.array_equal(one.doubt(), other.doubt())
    assert one.people == other.people and one.seeds == other.seeds
    assert one.edits == other.edits


@given(steps, st.booleans())
@settings(max_examples=160, deadline=None)
def test_any_edits_undone_and_done_again_equal_a_replay_from_scratch(steps, seen):
    editor = edited(steps, seen=seen)
    assert_alike(editor, Editor(analysis(seen=seen), edits=editor.edits))
    while editor.can_undo:
        editor.undo()
    assert np.array_equal(editor.owner, analysis(seen=seen).owner)


@given(steps, st.booleans())
@settings(max_examples=80, deadline=None)
def test_a_change_says_what_changed(steps, seen):
    editor = Editor(analysis(seen=seen))
    for what in steps:
        before = editor.snapshot
        change = step(editor, what)
        if change is None:
            continue
        changed = before.cells != editor.snapshot.cells
        row0, col0, row1, col1 = change.box
        assert changed.any() != change.empty
        changed[row0:row1, col0:col1] = False
        assert not changed.any()
        for who in range(1, 9):
            pixels = (editor.owner == who).sum() - (before.owner == who).sum()
            assert round(change.moved.get(who, 0) * editor.owner.size) == pixels


@given(steps, st.booleans())
@settings(max_examples=80, deadline=None)
def test_people_are_where_the_owner_map_says_and_every_pixel_has_one_owner(steps, seen):
    editor = edited(steps, seen=seen)
    ids = [who.id for who in editor.people]
    assert len(set(ids)) == len(ids)
    assert set(np.unique(editor.owner)) <= {0, *ids}
    assert ((editor.owner > 0) ^ editor.unassigned == editor.mask).all()
    for who in editor.people:
        rows, cols = np.nonzero(editor.owner == who.id)
        assert who.area == len(rows)
        if len(rows):
            assert who.box == (rows.min(), cols.min(), rows.max() + 1, cols.max() + 1)


@given(st.sampled_from([1, 2, 3]), steps, steps, st.booleans())
@settings(max_examples=80, deadline=None)
def test_locked_people_never_change(who, first, then, seen):
    editor = edited(first, seen=seen)
    if who not in {one.id for one in editor.people}:
        return
    editor.set_locked(who, True)
    pixels = editor.owner == who
    for what in then:
        if what not in ("undo", "redo") and not (hasattr(what, "locked") and what.person == who):
            step(editor, what)
            assert np.array_equal(editor.owner == who, pixels)


@given(steps)
@settings(max_examples=40, deadline=None)
def test_edits_survive_json(steps):
    for what in steps:
        if what not in ("undo", "redo"):
            record = json.loads(json.dumps(edit_to_dict(what)))
            assert edit_from_dict(record) == what


@given(steps, points, person, st.sampled_from(["seed", "not", "nobody"]), radius)
@settings(max_examples=60, deadline=None)
def test_what_if_foretells_and_changes_nothing(steps, places, who, kind, size):
    editor = edited(steps)
    before = editor.snapshot
    try:
        foretold = editor.what_if(places, who, kind=kind, radius=size)
    except EditError:
        return
    assert editor.snapshot is before
    do = {
        "seed": lambda: editor.add_seeds(places, who, radius=size),
        "not": lambda: editor.not_this_person_at(places, who, radius=size),
        "nobody": lambda: editor.not_a_person_at(places, radius=size),
    }
    done = do[kind]()
    assert (foretold.box, foretold.text, foretold.moved) == (done.box, done.text, done.moved)
    assert np.array_equal(foretold.regions, done.regions)


@given(steps, st.booleans())
@settings(max_examples=40, deadline=None)
def test_what_is_shown_is_what_the_state_would_work_out_anew(steps, seen):
    editor = edited(steps, seen=seen)
    shown = editor.snapshot
    anew = replace(shown.state)
    height, width = shown.cells.shape
    assert np.array_equal(anew.cells((0, 0, height, width)), shown.cells)
    assert np.array_equal(shown.state.cells((2, 3, 9, 11)), anew.cells((2, 3, 9, 11)))
