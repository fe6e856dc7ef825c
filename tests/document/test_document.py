import dataclasses

import pytest

from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.edits import AddSeeds, SetName
from portrait_studio.core.photo import Photo
from portrait_studio.document.document import Document
from portrait_studio.errors import EditError
from tests.core.project.small_project import analysis, save_photo

GIVE = AddSeeds(((20.0, 10.0),), person=2)
NAME = SetName(1, "Anna")


@pytest.fixture
def document(qtbot, tmp_path):
    photo = Photo.open(save_photo(tmp_path))
    return Document(Editor(dataclasses.replace(analysis(), photo=photo)))


def test_an_edit_is_told_and_can_be_undone(qtbot, document):
    before = document.editor.owner.copy()
    with qtbot.waitSignals([document.changed, document.people_changed, document.seeds_changed]):
        change = document.edit(GIVE)
    after = document.editor.owner.copy()
    assert change.text == document.undo_stack.undoText() == "Give to person 2"
    assert (before != after).any()
    with qtbot.waitSignal(document.changed):
        document.undo()
    assert (document.editor.owner == before).all()
    assert document.undo_stack.redoText() == "Give to person 2"
    with qtbot.waitSignal(document.changed):
        document.redo()
    assert (document.editor.owner == after).all()


def test_the_list_view_goes_anywhere(document):
    for person in (1, 2, 3):
        document.edit(SetName(person, f"N{person}"))
    document.undo_stack.setIndex(1)
    assert document.editor.index == 1
    assert [who.name for who in document.editor.people] == ["N1", "", ""]
    document.undo_stack.setIndex(3)
    assert [who.name for who in document.editor.people] == ["N1", "N2", "N3"]


def test_a_new_edit_takes_the_place_of_those_undone(document):
    document.edit(GIVE)
    document.edit(NAME)
    document.undo()
    document.edit(SetName(2, "Ben"))
    assert document.undo_stack.count() == 2
    assert document.editor.edits == (GIVE, SetName(2, "Ben"))


def test_an_edit_that_cannot_be_made_leaves_no_trace(document):
    with pytest.raises(EditError):
        document.edit(SetName(99, "Nobody"))
    assert document.undo_stack.count() == 0
    assert not document.modified


def test_undo_has_no_limit(document):
    for n in range(300):
        document.edit(SetName(1, f"N{n}"))
    assert document.undo_stack.count() == 300
    for _ in range(300):
        document.undo()
    assert document.editor.people[0].name == ""


def test_modified_follows_edits_and_saving(qtbot, document, tmp_path):
    told: list[bool] = []
    document.modified_changed.connect(told.append)
    document.edit(NAME)
    document.undo()
    document.edit(NAME)
    document.saved(document.snapshot(), tmp_path / "a.portrait")
    document.undo()
    assert told == [True, False, True, False, True]
    assert document.title == "a.portrait"


def test_what_is_edited_during_a_save_stays_unsaved(document, tmp_path):
    document.edit(NAME)
    snapshot = document.snapshot()
    document.edit(GIVE)
    document.saved(snapshot, tmp_path / "a.portrait")
    assert document.modified
    assert len(snapshot.edits) == 1


def test_edits_of_a_file_can_be_undone_and_are_no_unsaved_work(document):
    document.edit(NAME)
    document.edit(GIVE)
    editor = Editor(document.editor.analysis, edits=document.editor.edits)
    again = Document(editor, project=document.snapshot())
    assert not again.modified
    assert again.undo_stack.undoText() == "Give to person 2"
    again.undo()
    assert again.editor.edits == (NAME,)
    assert again.modified


def test_what_was_undone_is_in_the_snapshot_and_can_be_done_again(qtbot, document):
    document.edit(NAME)
    document.edit(GIVE)
    after = document.editor.owner.copy()
    document.undo()
    snapshot = document.snapshot()
    assert [edit["kind"] for edit in snapshot.edits] == ["set_name"]
    assert [edit["kind"] for edit in snapshot.undone] == ["add_seeds"]
    editor = Editor(document.editor.analysis, edits=(NAME, GIVE))
    editor.go(1)
    again = Document(editor, project=snapshot)
    assert not again.modified
    assert (again.editor.index, again.undo_stack.index(), again.undo_stack.count()) == (1, 1, 2)
    assert again.undo_stack.redoText() == "Give to person 2"
    with qtbot.waitSignal(again.changed):
        again.redo()
    assert (again.editor.owner == after).all()
    assert again.editor.edits == (NAME, GIVE)
    again.undo()
    assert not again.modified


def test_recovered_work_is_unsaved(document):
    document.mark_unsaved(None)
    assert document.modified
    assert document.title == "three.png"


def test_without_a_photo_there_is_no_document(qtbot):
    with pytest.raises(ValueError, match="needs the photo"):
        Document(Editor(analysis()))
