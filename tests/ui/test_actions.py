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
    for menu in {(spec.menu, spec.submenu) for spec in ACTIONS}:
        texts = [spec.text for spec in ACTIONS if (spec.menu, spec.submenu) == menu]
        texts += {spec.submenu for spec in ACTIONS if spec.submenu and menu == (spec.menu, "")}
        letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
        assert len(set(letters)) == len(letters), menu


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id)
def test_every_action_reaches_its_handler_and_has_an_icon(actions, spec):
    built, called = actions
    built[spec.id].trigger()
    if spec.group and spec.checked:  # one of them is always on, and only another turns it off
        assert called == []
        others = [other.id for other in ACTIONS if other.group == spec.group and not other.checked]
        built[others[0]].trigger()
    assert spec.id in called
    assert not built[spec.id].icon().isNull()
    assert built[spec.id].toolTip().startswith(spec.tooltip)


def test_of_a_group_one_is_on():
    for group in {spec.group for spec in ACTIONS} - {""}:
        members = [spec for spec in ACTIONS if spec.group == group]
        assert all(spec.checkable for spec in members)
        assert sum(spec.checked for spec in members) == 1


def test_an_action_without_handler_is_an_error(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    with pytest.raises(KeyError):
        build_actions(parent, {})
