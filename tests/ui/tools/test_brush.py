import pytest

from tests.ui.rig import RIGHT


@pytest.fixture
def painting(rig):
    rig.easel.hand.take("brush")
    rig.easel.desk.choose(3)
    return rig


def test_a_stroke_gives_pixels(painting):
    painting.drag((30, 20), (30, 35))
    assert painting.owner(30, 25) == 3
    assert painting.owner(40, 25) == 1
    (edit,) = painting.editor.edits
    assert type(edit).__name__ == "Paint"
    assert edit.radius == painting.easel.desk.brush_radius


def test_a_stroke_survives_a_later_solve(painting):
    painting.drag((30, 20), (30, 35))
    painting.easel.hand.take("give")
    painting.easel.desk.choose(2)
    painting.click(60, 60)
    assert painting.owner(30, 25) == 3


def test_right_drag_and_the_eraser_erase(painting):
    painting.drag((30, 20), (30, 35), button=RIGHT)
    assert painting.owner(30, 25) == 0
    painting.easel.hand.take("eraser")
    painting.drag((50, 20), (50, 35))
    assert painting.owner(50, 25) == 0
    assert [type(edit).__name__ for edit in painting.editor.edits] == ["Erase", "Erase"]


def test_the_brush_gets_larger_and_smaller(painting):
    radius = painting.easel.desk.brush_radius
    painting.easel.hand.resize(+2)
    assert painting.easel.desk.brush_radius == pytest.approx(radius * 1.25**2)
    for _ in range(100):
        painting.easel.hand.resize(-1)
    assert painting.easel.desk.brush_radius >= 1


def test_with_nobody_chosen_it_says_what_to_do(painting):
    painting.easel.desk.choose(None)
    painting.drag((30, 20), (30, 35))
    assert not painting.editor.edits
    assert "Choose the person" in painting.said[-1]


def test_escape_forgets_the_stroke(painting):
    painting.press(30, 20)
    painting.move(30, 35)
    painting.escape()
    painting.release(30, 35)
    assert not painting.editor.edits
