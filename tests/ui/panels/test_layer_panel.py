import warnings

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

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


def drop(view, place):
    """Carry what the model makes of the selected rows to a place of the view, as a screen would.

    Without a screen Qt's own drag ends at once, and only while that runs does a view know a row
    for one of its own: a view that moves nothing but those is asked to take any.
    """
    assert view.dragDropMode() == QAbstractItemView.DragDropMode.InternalMove
    view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
    data = view.model().mimeData(view.selectedIndexes())
    how = view.model().supportedDropActions(), data
    held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings():
        # Qt 6.12 prefers a QPointF, which earlier ones do not take.
        warnings.simplefilter("ignore", DeprecationWarning)
        over = QDragEnterEvent(place, *how, *held), QDragMoveEvent(place, *how, *held)
    for event in over:
        QApplication.sendEvent(view.viewport(), event)
        assert event.isAccepted()
    QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(place), *how, *held))
    view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)


@pytest.fixture
def drag(qtbot, panel, monkeypatch):
    """Return what drags a row by the mouse onto another, `down` of its height."""
    view, rows, left = panel.view, panel.view.viewport(), Qt.MouseButton.LeftButton
    started = []

    def move(row, *, onto, down):
        target = view.visualRect(panel.model.index(onto, Column.PERSON))
        place = QPoint(target.center().x(), round(target.y() + down * target.height()))
        monkeypatch.setattr(view, "startDrag", lambda _: started.append(drop(view, place)))
        start = view.visualRect(panel.model.index(row, Column.PERSON)).center()
        qtbot.mousePress(rows, left, pos=start)
        for step in (2, 40):  # the first is too short for a drag
            assert not started
            qtbot.mouseMove(rows, start + QPoint(step, 0))
        assert len(started) == 1
        qtbot.mouseRelease(panel, left)  # a drag keeps its end from the view

    return move


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


@pytest.mark.parametrize(
    ("row", "onto", "down", "order"),
    [(0, 2, 0.7, (2, 3, 1, 4)), (3, 1, 0.3, (1, 4, 2, 3)), (1, 3, 0.99, (1, 3, 4, 2))],
)
def test_a_row_is_dragged_to_its_place(drag, panel, edits, row, onto, down, order):
    drag(row, onto=onto, down=down)
    assert edits.calls == [("reorder", order)]
    assert [who.id for who in panel.model.people] == list(order)


def test_several_rows_are_dragged_together(qtbot, drag, panel, edits):
    click(qtbot, panel, 0)
    click(qtbot, panel, 2, keys=Qt.KeyboardModifier.ControlModifier)
    drag(2, onto=3, down=0.9)
    assert edits.calls == [("reorder", (2, 4, 1, 3))]
    assert panel.selected_people == (1, 3)


def test_a_row_dropped_where_it_was_stays(drag, edits):
    drag(1, onto=2, down=0.3)
    assert edits.calls == []


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
