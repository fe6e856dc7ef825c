import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from portrait_studio.ui.action_spec import NEEDS
from portrait_studio.ui.actions import ACTIONS, build_actions


@pytest.fixture
def actions(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    called = []
    handlers = {spec.id: lambda *_, name=spec.id: called.append(name) for spec in ACTIONS}
    built = build_actions(parent, handlers)
    yield built, called
    parent.close()


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id)
def test_every_action_says_what_it_is(spec):
    assert spec.id.isidentifier()
    assert spec.text.strip()
    assert len(spec.tooltip) > len(spec.text.replace("&", ""))
    assert spec.menu.startswith("&")
    assert spec.needs in NEEDS


def test_ids_and_shortcuts_are_unique():
    ids = [spec.id for spec in ACTIONS]
    shortcuts = [QKeySequence(spec.shortcut).toString() for spec in ACTIONS if spec.shortcut]
    assert len(set(ids)) == len(ids)
    assert all(shortcuts)
    assert len(set(shortcuts)) == len(shortcuts)


def test_mnemonics_are_unique_within_a_menu():
    for menu in {spec.menu for spec in ACTIONS}:
        letters = [
            spec.text[spec.text.index("&") + 1].lower()
            for spec in ACTIONS
            if spec.menu == menu and "&" in spec.text
        ]
        assert len(set(letters)) == len(letters), menu


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id)
def test_every_action_reaches_its_handler_and_has_an_icon(actions, spec):
    built, called = actions
    built[spec.id].trigger()
    assert called == [spec.id]
    assert not built[spec.id].icon().isNull()
    assert built[spec.id].toolTip().startswith(spec.tooltip)


def test_an_action_without_handler_is_an_error(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    with pytest.raises(KeyError):
        build_actions(parent, {})
