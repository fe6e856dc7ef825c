from portrait_studio.core.editing.edits import MergePeople
from tests.ui.rig import RIGHT, Rig


def test_a_box_adds_a_person_who_is_chosen(rig):
    rig.easel.hand.take("add_person")
    rig.drag((14, 12), (45, 25))
    (edit,) = rig.editor.edits
    assert type(edit).__name__ == "AddPerson"
    assert len(rig.editor.people) == 4
    assert rig.easel.desk.chosen == 4


def test_a_click_adds_nobody(rig):
    rig.easel.hand.take("add_person")
    rig.click(14, 12)
    assert not rig.editor.edits
    assert "Drag a box" in rig.said[-1]


def test_escape_forgets_the_box(rig):
    rig.easel.hand.take("add_person")
    rig.press(14, 12)
    rig.move(45, 25)
    rig.escape()
    rig.release(45, 25)
    assert not rig.editor.edits


def test_a_box_drawn_too_early_waits_for_the_people(qtbot):
    early = Rig(qtbot, people=False)
    early.easel.hand.take("add_person")
    early.drag((14, 12), (45, 25))
    assert "will be added" in early.said[-1]
    early.find_people()
    assert [type(edit).__name__ for edit in early.editor.edits] == ["AddPerson"]
    assert len(early.editor.people) == 4
    early.easel.close()


def test_without_people_other_tools_pan(qtbot):
    early = Rig(qtbot, people=False)
    early.canvas.zoom_by(4)
    before = early.at(20, 20)
    early.drag((20, 20), (30, 30))
    assert early.at(20, 20) != before
    early.easel.close()


def test_a_stroke_splits_one_who_is_two(rig):
    mine, other = rig.owner(50, 20), rig.owner(50, 55)
    rig.sheet.edit(MergePeople((mine, other), into=mine))
    rig.easel.hand.take("split")
    rig.drag((30, 55), (60, 55))
    edit = rig.editor.edits[-1]
    assert type(edit).__name__ == "SplitPerson"
    assert edit.person == mine
    assert rig.owner(50, 55) == 4
    assert rig.owner(50, 20) == mine
    assert rig.easel.desk.chosen == 4


def test_a_split_must_begin_on_somebody(rig):
    rig.easel.hand.take("split")
    rig.drag((3, 3), (6, 6))
    assert not rig.editor.edits
    assert "Begin the stroke" in rig.said[-1]


def test_seeds_are_moved_and_deleted(rig):
    rig.easel.desk.choose(3)
    rig.click(40, 20)
    rig.easel.hand.take("seeds")
    rig.drag((40, 20), (40, 30), (40, 55))
    assert type(rig.editor.edits[-1]).__name__ == "MoveSeed"
    assert rig.owner(40, 55) == 3
    (seed,) = rig.editor.seeds
    assert abs(seed.col / 4 - 55) < 2
    rig.click(40, 55, button=RIGHT)
    assert not rig.editor.seeds
    assert rig.owner(40, 55) == 2


def test_where_no_seed_is_nothing_happens(rig):
    rig.easel.hand.take("seeds")
    rig.drag((40, 20), (40, 30))
    rig.click(40, 20, button=RIGHT)
    assert not rig.editor.edits
    assert any("no seed here" in text for text in rig.said)


def test_escape_leaves_the_seed_where_it_was(rig):
    rig.easel.desk.choose(3)
    rig.click(40, 20)
    rig.easel.hand.take("seeds")
    rig.press(40, 20)
    rig.move(40, 55)
    rig.escape()
    rig.release(40, 55)
    assert len(rig.editor.edits) == 1


def test_the_pan_tool_moves_the_photo(rig):
    rig.easel.hand.take("pan")
    rig.canvas.zoom_by(4)
    before = rig.at(20, 20)
    rig.drag((20, 20), (30, 30))
    assert rig.at(20, 20) != before
    assert not rig.editor.edits
