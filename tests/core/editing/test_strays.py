"""What closer looks say of single pixels stands until an edit speaks of the place."""

from dataclasses import replace

import numpy as np
import pytest

from portrait_studio.core.editing.editor import Editor
from tests.core.split_photos import analysed, own_maps, photo_of

BOXES = (0.2, 0.05, 1.0, 0.35), (0.3, 0.3, 1.0, 0.6), (0.2, 0.65, 0.9, 0.95)
GIVEN, DENIED = np.s_[56:64, 12:20], np.s_[80:88, 26:34]  # of the first, to the second and nobody


@pytest.fixture
def editor():
    photo, truth = photo_of(*BOXES)
    analysis = analysed(photo, truth, list(BOXES), own=own_maps(truth))
    owner = analysis.owner.copy()
    owner[GIVEN], owner[DENIED] = owner[60, 50], 0
    return Editor(replace(analysis, owner=owner))


def strays(editor):
    """(h, w) bool: pixels that do not go as their region does."""
    state = editor.snapshot.state
    return np.asarray(editor.snapshot.cells != state.owners[state.base.part])


def test_the_editor_begins_with_what_the_analysis_found(editor):
    analysis = editor.snapshot.state.base.analysis
    assert np.array_equal(editor.owner, analysis.owner)
    assert np.array_equal(editor.snapshot.unassigned, analysis.unassigned)
    assert strays(editor)[GIVEN].all() and strays(editor)[DENIED].all()


def test_an_edit_elsewhere_leaves_them(editor):
    before = editor.owner.copy()
    change = editor.not_a_person(60, 100)
    assert editor.owner[60, 100] == 0 and not change.empty
    assert np.array_equal(editor.owner[:, :60], before[:, :60])
    editor.undo()
    assert np.array_equal(editor.owner, before)


@pytest.mark.parametrize("place", [GIVEN, DENIED])
def test_a_click_is_right_where_a_look_said_otherwise(editor, place):
    row, col = (span.start + 4 for span in place)
    first = int(editor.owner[60, 24])
    assert editor.owner[row, col] != first
    before = editor.owner.copy()
    row0, col0, row1, col1 = editor.add_seed(row, col, first).box
    assert editor.owner[row, col] == first
    changed = np.argwhere(before != editor.owner)
    assert changed.min(axis=0).tolist() == [row0, col0]
    assert (changed.max(axis=0) + 1).tolist() == [row1, col1]


def test_locking_somebody_changes_nothing(editor):
    before = editor.owner.copy()
    for person in (1, 2, 3):
        change = editor.set_locked(person, True)
        assert change.empty and np.array_equal(editor.owner, before)
    for person in (1, 2, 3):
        editor.set_locked(person, False)
        assert np.array_equal(editor.owner, before)


def test_whoever_is_deleted_keeps_nothing(editor):
    second = int(editor.owner[60, 50])
    editor.delete_person(second)
    assert not (editor.owner == second).any()
    assert (editor.owner[GIVEN] == editor.owner[60, 24]).all()  # as its region


def test_merged_people_have_what_both_had(editor):
    one, two = int(editor.owner[60, 20]), int(editor.owner[60, 50])
    both = np.isin(editor.owner, (one, two))
    editor.merge((two,), one)
    assert np.array_equal(editor.owner == one, both)
