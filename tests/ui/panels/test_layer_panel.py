import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from portrait_studio.ui.panels.layer_model import Column, LayerModel
from portrait_studio.ui.panels.layer_panel import LayerPanel
from tests.ui.panels.fake_people import FakeEdits


@pytest.fixture
def edits():
    return FakeEdits(4)


@pytest.fixture
def panel(qtbot, edits):
    model = LayerModel(edits)
    layers = LayerPanel(model)
    qtbot.addWidget(layers)
    layers.resize(320, 400)
    layers.show()
    edits.begin(model)
    return layers


def click(qtbot, panel, row, column=Column.PERSON, keys=Qt.KeyboardModifier.NoModifier):
    place = panel.view.visualRect(panel.view.model().index(row, column)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, keys, place)


def test_clicking_a_row_chooses_its_person(qtbot, panel):
    with qtbot.waitSignal(panel.selected) as chosen:
        click(qtbot, panel, 1)
    assert chosen.args == [2]
    assert panel.selected_people == (2,)


def test_of_several_the_last_touched_is_chosen(qtbot, panel):
    click(qtbot, panel, 3)
    with qtbot.waitSignal(panel.selected) as chosen:
        click(qtbot, panel, 0, keys=Qt.KeyboardModifier.ControlModifier)
    assert chosen.args == [1]
    assert panel.selected_people == (1, 4)


def test_choosing_elsewhere_selects_the_row_without_an_echo(qtbot, panel):
    told: list[int | None] = []
    panel.selected.connect(told.append)
    panel.select(3)
    panel.select(3)
    assert told == [3]
    assert panel.selected_people == (3,)
    panel.select(None)
    assert told == [3, None]
    assert panel.selected_people == ()


@pytest.mark.parametrize(
    ("column", "call"),
    [(Column.VISIBLE, ("set_visible", (2,), False)), (Column.LOCKED, ("set_locked", (2,), True))],
)
def test_one_click_switches_and_the_next_switches_back(qtbot, panel, edits, column, call):
    click(qtbot, panel, 1, column)
    assert edits.calls == [call]
    click(qtbot, panel, 1, column)
    assert edits.calls[-1] == (call[0], call[1], not call[2])


def test_space_switches_from_the_keyboard(qtbot, panel, edits):
    index = panel.view.model().index(2, Column.VISIBLE)
    panel.view.selectionModel().setCurrentIndex(
        index, QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    qtbot.keyClick(panel.view, Qt.Key.Key_Space)
    assert edits.calls == [("set_visible", (3,), False)]


def test_a_name_is_typed_in_its_row(qtbot, panel, edits):
    panel.rename(2)
    editor = panel.view.viewport().findChild(QLineEdit)
    assert editor.text() == "Person 2"
    editor.setText("Zoë")
    # The delegate commits from the event loop, after the key.
    with qtbot.waitSignal(panel.view.model().dataChanged):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert edits.calls == [("set_name", 2, "Zoë")]


def test_escape_keeps_the_name(qtbot, panel, edits):
    panel.rename(2)
    editor = panel.view.viewport().findChild(QLineEdit)
    editor.setText("Zoë")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert edits.calls == []


def test_the_selection_survives_reordering_and_who_goes_leaves_it(qtbot, panel, edits):
    click(qtbot, panel, 1)
    click(qtbot, panel, 2, keys=Qt.KeyboardModifier.ControlModifier)
    edits.reorder((4, 3, 2, 1))
    assert panel.selected_people == (3, 2)
    edits.delete((3,))
    assert panel.selected_people == (2,)
    edits.delete((2,))
    assert panel.selected_people == ()


def test_the_menu_of_a_row_offers_the_operations(qtbot, panel):
    action = QAction("Merge", panel)
    panel.offer([action], buttons=[action])
    menu = panel.row_menu()
    assert menu.actions() == [action]
    menu.close()


def test_the_summary_counts(panel, edits):
    assert panel.summary == "4 people."
    edits.delete((1, 2, 3))
    assert panel.summary == "1 person."
    edits.delete((4,))
    assert panel.summary == "No people yet."


def test_fifty_people_are_painted_with_only_the_visible_pictures_made(qtbot):
    edits = FakeEdits(50, shape=(60, 200))
    model = LayerModel(edits)
    panel = LayerPanel(model)
    qtbot.addWidget(panel)
    panel.resize(320, 400)
    panel.show()
    edits.begin(model)
    panel.grab()
    assert 5 <= model.thumbnails.made <= 12
