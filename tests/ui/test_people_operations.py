import pytest

from portrait_studio.ui.action_rows.people import PEOPLE
from portrait_studio.ui.palette import person_colour
from portrait_studio.ui.panels.layer_model import LayerModel
from portrait_studio.ui.panels.layer_panel import LayerPanel
from portrait_studio.ui.people_operations import BUTTONS, PeopleOperations
from tests.ui.panels.fake_people import FakeEdits


@pytest.fixture
def edits():
    return FakeEdits(5)


@pytest.fixture
def operations(qtbot, edits):
    panel = LayerPanel(LayerModel(edits))
    qtbot.addWidget(panel)
    edits.begin(panel.model)
    return PeopleOperations(panel, edits, panel)


def select(operations, *people):
    operations._panel.select(people[0])
    for person in people[1:]:
        operations._panel.add_to_selection(person)


def order(edits):
    return [who.id for who in edits.people]


def test_every_row_of_the_menu_has_its_operation(operations):
    assert set(operations.handlers()) == {spec.id for spec in PEOPLE}
    assert set(BUTTONS) <= {spec.id for spec in PEOPLE}


def test_with_nobody_selected_nothing_happens(operations, edits):
    for name, handler in operations.handlers().items():
        if name not in ("select_everybody", "show_only"):
            handler()
    assert edits.calls == []


def test_hiding_and_showing_goes_by_all_of_them(operations, edits):
    select(operations, 2, 3)
    edits.set_visible((2,), False)
    edits.calls.clear()
    operations.toggle_visible()
    operations.toggle_visible()
    assert edits.calls == [("set_visible", (3,), False), ("set_visible", (2, 3), True)]


def test_locking_goes_by_all_of_them(operations, edits):
    select(operations, 2, 3)
    operations.toggle_locked()
    operations.toggle_locked()
    assert edits.calls == [("set_locked", (2, 3), True), ("set_locked", (2, 3), False)]


def test_show_only_these_and_everybody_again(operations, edits):
    edits.set_visible((3,), False)
    select(operations, 3)
    operations.show_only()
    assert [who.id for who in edits.people if who.visible] == [3]
    operations.show_all()
    assert all(who.visible for who in edits.people)


@pytest.mark.parametrize(
    ("selected", "step", "expected"),
    [
        ((3,), -1, [1, 3, 2, 4, 5]),
        ((3,), 1, [1, 2, 4, 3, 5]),
        ((2, 3), 1, [1, 4, 2, 3, 5]),
        ((1, 3), -1, [1, 3, 2, 4, 5]),
        ((4, 5), 1, [1, 2, 3, 4, 5]),
    ],
)
def test_layers_move_by_one(operations, edits, selected, step, expected):
    select(operations, *selected)
    operations.move(step)
    assert order(edits) == expected
    assert operations._panel.selected_people == tuple(p for p in expected if p in selected)


def test_merging_keeps_the_one_touched_last(operations, edits):
    select(operations, 4, 2)
    operations.merge()
    assert edits.calls == [("merge", (2, 4), 2)]
    operations.merge()
    assert len(edits.calls) == 1


def test_deleting_takes_all_that_are_selected(operations, edits):
    select(operations, 4, 2)
    operations.delete()
    assert edits.calls == [("delete", (2, 4))]


def test_a_colour_is_chosen_and_taken_back(qtbot, operations, edits):
    select(operations, 2, 3)
    dialog = operations.ask_colour()
    assert dialog.currentColor().name() == person_colour(2).name()
    assert "Person 2" in dialog.windowTitle()
    dialog.setCurrentColor("#102030")
    dialog.accept()
    assert edits.calls == [("set_colour", 2, "#102030"), ("set_colour", 3, "#102030")]
    operations.reset_colour()
    assert all(who.colour is None for who in edits.people)


def test_copying_and_exporting_are_asked_for(qtbot, operations):
    select(operations, 4, 2)
    with qtbot.waitSignal(operations.copy_wanted) as copied:
        operations.copy()
    with qtbot.waitSignal(operations.export_wanted) as exported:
        operations.export()
    assert copied.args == [2]
    assert exported.args == [(2, 4)]
