import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from portrait_studio.ui.palette import person_colour
from portrait_studio.ui.panels.layer_model import AMOUNT, COLOUR, Column, LayerModel, per_cent
from tests.ui.panels.fake_people import FakeEdits

Role = Qt.ItemDataRole


@pytest.fixture
def edits():
    return FakeEdits(4)


@pytest.fixture
def model(qapp, edits):
    layers = LayerModel(edits)
    tester = QAbstractItemModelTester(layers, QAbstractItemModelTester.FailureReportingMode.Warning)
    edits.begin(layers)
    yield layers
    tester.deleteLater()


def ids(model):
    return [who.id for who in model.people]


def test_a_row_says_everything_of_a_person(model):
    person = model.index(1, Column.PERSON)
    assert person.data() == "Person 2"
    assert person.data(COLOUR) == person_colour(2)
    assert not person.data(Role.DecorationRole).isNull()
    assert model.index(1, Column.SHARE).data() == "20 %"
    assert model.index(1, Column.DOUBT).data(AMOUNT) == pytest.approx(0.1)
    for column in Column:
        index = model.index(1, column)
        assert index.data(Role.ToolTipRole)
        assert index.data(Role.AccessibleTextRole).startswith("Person 2")
        assert model.headerData(column, Qt.Orientation.Horizontal, Role.ToolTipRole)


def test_names_and_colours_of_the_user_are_shown(model, edits):
    edits.set_name(3, "Zoë")
    edits.set_colour(3, "#123456")
    assert model.index(2, Column.PERSON).data() == "Zoë"
    assert model.index(2, 0).data(COLOUR).name() == "#123456"


@pytest.mark.parametrize(
    ("typed", "kept"), [("  Zoë \n K. ", "Zoë K."), ("", ""), ("Person 1", "")]
)
def test_renaming_cleans_the_name(model, edits, typed, kept):
    edits.set_name(1, "Old")
    edits.calls.clear()
    model.setData(model.index(0, Column.PERSON), typed)
    assert edits.calls == [("set_name", 1, kept)]


def test_the_same_name_again_is_no_edit(model, edits):
    model.setData(model.index(0, Column.PERSON), "Person 1")
    assert edits.calls == []


@pytest.mark.parametrize(
    ("column", "call"),
    [(Column.VISIBLE, ("set_visible", (2,), False)), (Column.LOCKED, ("set_locked", (2,), True))],
)
def test_switches_go_to_the_document_and_come_back(qtbot, model, edits, column, call):
    index = model.index(1, column)
    other = Qt.CheckState.Unchecked if call[2] is False else Qt.CheckState.Checked
    with qtbot.waitSignal(model.dataChanged) as told:
        assert model.setData(index, other, Role.CheckStateRole)
    assert edits.calls == [call]
    assert told.args[0].row() == told.args[1].row() == 1
    assert Qt.CheckState(index.data(Role.CheckStateRole)) == other


def test_what_cannot_be_set_is_refused(model, edits):
    assert not model.setData(model.index(0, Column.SHARE), "x")
    assert not model.setData(model.index(0, Column.SHARE), 2, Role.CheckStateRole)
    assert not model.setData(QModelIndex(), "x")
    assert edits.calls == []


@pytest.mark.parametrize(
    ("rows", "before", "order"),
    [
        ([0], 4, [2, 3, 4, 1]),
        ([3], 0, [4, 1, 2, 3]),
        ([0, 2], 2, [2, 1, 3, 4]),
        ([1, 2], -1, [1, 4, 2, 3]),
    ],
)
def test_dragging_reorders(model, edits, rows, before, order):
    data = model.mimeData([model.index(row, column) for row in rows for column in Column])
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, before, 0, QModelIndex())
    assert edits.calls == [("reorder", tuple(order))]
    assert ids(model) == order


def test_dropping_a_row_where_it_is_is_no_edit(model, edits):
    data = model.mimeData([model.index(1, 0)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    model.dropMimeData(data, Qt.DropAction.MoveAction, 2, 0, QModelIndex())
    assert edits.calls == []


def test_foreign_data_moves_nothing(model, edits):
    data = model.mimeData([model.index(1, 0)])
    for content in (b"[9]", b"[true]", b"{}", b"\xff"):
        data.setData(model.mimeTypes()[0], content)
        model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert edits.calls == []


def test_thumbnails_are_made_when_looked_at_and_again_only_after_a_change(model, edits):
    def look():
        for row in range(model.rowCount()):
            model.index(row, Column.PERSON).data(Role.DecorationRole)
        return model.thumbnails.made

    assert model.thumbnails.made == 0
    assert look() == 4
    edits.set_visible((1, 2), False)
    edits.reorder((4, 3, 2, 1))
    assert look() == 4
    edits.merge((1, 2), into=1)
    assert ids(model) == [4, 3, 1]
    assert look() == 5


def test_only_rows_that_changed_are_told(qtbot, model, edits):
    told = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    edits.set_visible((2, 3), False)
    model.change(edits.people, edits.owner, [4])
    assert told == [(1, 1), (2, 2), (3, 3)]


def test_is_flat(model):
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0


@pytest.mark.parametrize(
    ("part", "text"), [(0, "0 %"), (0.004, "0.4 %"), (0.21, "21 %"), (1, "100 %"), (0.099, "9.9 %")]
)
def test_parts_are_told_in_per_cent(part, text):
    assert per_cent(part) == text
