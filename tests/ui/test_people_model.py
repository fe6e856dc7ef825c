import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from portrait_studio.ui.palette import person_colour
from portrait_studio.ui.panels.people_model import PeopleModel
from portrait_studio.ui.panels.people_panel import PeoplePanel


@pytest.fixture
def model(qapp):
    people = PeopleModel()
    tester = QAbstractItemModelTester(people, QAbstractItemModelTester.FailureReportingMode.Warning)
    people.set_people([(1, 0.97), (2, 0.5)])
    yield people
    tester.deleteLater()


def test_shows_name_colour_and_score(model):
    index = model.index(1, 0)
    assert index.data() == "Person 2"
    assert index.data(Qt.ItemDataRole.DecorationRole) == person_colour(2)
    assert model.index(1, 1).data() == "50%"
    assert "50%" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Person"


def test_hiding_a_person_is_told_and_takes_its_colour_away(model, qtbot):
    with qtbot.waitSignal(model.dataChanged):
        model.setData(model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert model.visible_colours() == {2: person_colour(2)}
    assert not model.rows[0].visible
    assert model.rows[1].visible


def test_nothing_else_can_be_changed(model):
    assert not model.setData(model.index(0, 1), "x", Qt.ItemDataRole.EditRole)
    assert not model.setData(model.index(0, 0), "x", Qt.ItemDataRole.EditRole)


def test_is_flat(model):
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.rowCount(QModelIndex()) == 2


def test_the_panel_tells_who_is_chosen_and_counts(model, qtbot):
    panel = PeoplePanel(model)
    qtbot.addWidget(panel)
    assert panel.summary == "2 people."
    with qtbot.waitSignal(panel.selected) as chosen:
        panel.view.setCurrentIndex(model.index(1, 0))
    assert chosen.args == [2]
    with qtbot.waitSignal(panel.selected) as chosen:
        model.set_people([(1, 1.0)])
    assert chosen.args == [None]
    assert panel.summary == "1 person."
