import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from portrait_studio.core.editing.edits import AddSeeds, SetLocked
from portrait_studio.ui.tools.desk import PIECES
from tests.ui.rig import ALT, LEFT, NO_KEY, RIGHT, SHIFT


def test_a_click_gives_the_regions_to_the_chosen_person(rig):
    rig.easel.desk.choose(2)
    assert rig.owner(40, 20) == 1
    rig.click(40, 20)
    assert rig.owner(40, 20) == 2
    (edit,) = rig.editor.edits
    assert isinstance(edit, AddSeeds)
    assert len(edit.points) == 1
    assert edit.points[0] == pytest.approx((40.5 * 4, 20.5 * 4), abs=4)
    assert "Person 2 +" in rig.said[-1]
    assert "Person 1 −" in rig.said[-1]


def test_a_drag_is_one_edit(rig):
    rig.easel.desk.choose(3)
    rig.drag((25, 20), (35, 20), (50, 25), (70, 30))
    assert len(rig.editor.edits) == 1
    assert len(rig.editor.edits[0].points) >= 4
    assert {rig.owner(25, 20), rig.owner(50, 25), rig.owner(70, 30)} == {3}


def test_two_quick_clicks_are_two_edits(rig):
    rig.easel.desk.choose(3)
    rig.click(40, 20)
    rig.click(40, 50)
    assert len(rig.editor.edits) == 2


def test_escape_takes_a_drag_back(rig):
    rig.easel.desk.choose(3)
    rig.press(25, 20)
    rig.move(50, 25)
    rig.escape()
    rig.release(50, 25)
    assert not rig.editor.edits
    assert rig.owner(25, 20) == 1


def test_with_nobody_chosen_a_click_chooses(rig):
    rig.click(40, 90)
    assert rig.easel.desk.chosen == rig.owner(40, 90)
    assert not rig.editor.edits


def test_with_nobody_chosen_a_click_beside_people_says_what_to_do(rig):
    rig.click(5, 5)
    assert rig.easel.desk.chosen is None
    assert "Choose a person" in rig.said[-1]


def test_alt_click_chooses_whatever_the_tool(rig):
    for tool in ("give", "brush", "split"):
        rig.easel.hand.take(tool)
        rig.easel.desk.choose(None)
        rig.click(40, 90, keys=ALT)
        assert rig.easel.desk.chosen == rig.owner(40, 90)
    rig.click(5, 5, keys=ALT)
    assert rig.easel.desk.chosen is None
    assert not rig.editor.edits


@pytest.mark.parametrize(("button", "keys"), [(RIGHT, NO_KEY), (LEFT, SHIFT)])
def test_not_this_person(rig, button, keys):
    rig.easel.desk.choose(1)
    rig.click(40, 37, button, keys)
    assert rig.owner(40, 37) != 1
    (edit,) = rig.editor.edits
    assert type(edit).__name__ == "NotThisPerson"


def test_not_a_person(rig):
    rig.drag((40, 88), (60, 95), (60, 105), button=RIGHT)
    assert rig.owner(60, 95) == 0
    (edit,) = rig.editor.edits
    assert type(edit).__name__ == "NotAPerson"


def test_a_seed_outside_the_mask_extends_it(rig):
    rig.easel.desk.choose(1)
    assert not rig.editor.mask[60, 3]
    rig.click(60, 3)
    assert rig.owner(60, 3) == 1


def test_a_click_takes_a_larger_piece(rig):
    rig.easel.desk.choose(3)
    rig.easel.hand.resize(+1)
    rig.easel.hand.resize(+1)
    assert rig.easel.desk.piece_radius == pytest.approx(PIECES[2] * 480)
    rig.click(40, 20)
    assert rig.editor.edits[0].radius == pytest.approx(PIECES[2] * 480)
    for _ in range(9):
        rig.easel.hand.resize(-1)
    assert rig.easel.desk.piece_radius == 0


def test_what_cannot_be_is_told_and_changes_nothing(rig):
    rig.sheet.edit(SetLocked(1, True))
    rig.easel.desk.choose(2)
    rig.click(40, 20)
    assert rig.owner(40, 20) == 1
    assert rig.sheet.refused


def test_a_second_button_does_not_disturb(rig):
    rig.easel.desk.choose(2)
    rig.press(40, 20)
    rig.press(50, 20, RIGHT)
    rig.release(50, 20, RIGHT)
    rig.release(40, 20)
    assert len(rig.editor.edits) <= 1


def test_a_click_far_outside_the_photo_is_refused(rig):
    rig.easel.desk.choose(2)
    QTest.mouseClick(rig.view, LEFT, NO_KEY, QPoint(2, 2))
    assert not rig.editor.edits
    assert rig.sheet.refused
