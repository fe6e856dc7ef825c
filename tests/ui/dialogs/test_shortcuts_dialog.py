import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from portrait_studio.ui.actions import ACTIONS
from portrait_studio.ui.dialogs.shortcuts_dialog import ShortcutsDialog
from portrait_studio.ui.gestures_text import GESTURES
from portrait_studio.ui.tools.tool import TOOLS, Tool


@pytest.fixture
def dialog(qtbot):
    page = ShortcutsDialog()
    page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(page)
    page.show()
    return page


def rows(dialog):
    for at in range(dialog.list.topLevelItemCount()):
        section = dialog.list.topLevelItem(at)
        for index in range(section.childCount()):
            row = section.child(index)
            if not row.isHidden() and not section.isHidden():
                yield row.text(0), row.text(1)


def test_every_shortcut_of_the_table_is_listed(dialog):
    listed = {how for _, how in rows(dialog)}
    native = QKeySequence.SequenceFormat.NativeText
    for spec in ACTIONS:
        if spec.shortcut:
            assert QKeySequence(spec.shortcut).toString(native) in listed, spec.id


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.id)
def test_every_gesture_of_every_tool_is_listed(dialog, tool: Tool):
    begun = {button for button in ("left", "right") if getattr(tool, button)}
    for button in begun or {"left"}:  # without a gesture the tool pans
        words = [text for text in GESTURES if (tool.id, button) in text.serves]
        assert words, f"no line says what the {button} button does with {tool.id}"
        assert {(text.what, text.how) for text in words} <= set(rows(dialog))


def test_no_line_speaks_of_a_tool_that_is_gone():
    assert {tool for text in GESTURES for tool, _ in text.serves} <= {tool.id for tool in TOOLS}


def test_typing_narrows_the_list(dialog):
    everything = len(list(rows(dialog)))
    dialog.search.setText("wheel")
    assert 0 < len(list(rows(dialog))) < everything
    dialog.search.setText("no such thing")
    assert not list(rows(dialog))
