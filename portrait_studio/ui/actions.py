"""Everything the window can be asked to do, in one table."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from portrait_studio.ui.action_rows.choose import CHOOSE
from portrait_studio.ui.action_rows.edit import EDIT
from portrait_studio.ui.action_rows.file import FILE
from portrait_studio.ui.action_rows.help import HELP
from portrait_studio.ui.action_rows.people import PEOPLE
from portrait_studio.ui.action_rows.tools import TOOLS
from portrait_studio.ui.action_rows.view import VIEW
from portrait_studio.ui.action_spec import ActionSpec
from portrait_studio.ui.icons import themed_icon

ACTIONS = (*FILE, *EDIT, *VIEW, *TOOLS, *CHOOSE, *PEOPLE, *HELP)


def build_actions(
    parent: QWidget, handlers: Mapping[str, Callable[..., object]]
) -> dict[str, QAction]:
    """Create the actions of the table, each connected to the handler of its id.

    Raises
    ------
    KeyError
        If an action has no handler.
    """
    actions = {spec.id: _build(spec, parent, handlers[spec.id]) for spec in ACTIONS}
    _group(parent, actions)
    translate_actions(actions)
    return actions


def _group(parent: QWidget, actions: Mapping[str, QAction]) -> None:
    groups: dict[str, QActionGroup] = {}
    for spec in ACTIONS:
        if spec.group:
            group = groups.setdefault(spec.group, QActionGroup(parent))
            group.addAction(actions[spec.id])


def translate_actions(actions: Mapping[str, QAction]) -> None:
    """Give actions of the table their texts in the language of the moment."""
    for spec in ACTIONS:
        action = actions[spec.id]
        tooltip = translated(spec.tooltip)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setText(translated(spec.text))
        action.setStatusTip(tooltip)
        action.setToolTip(f"{tooltip} ({keys})" if keys else tooltip)


def translated(text: str) -> str:
    """Return a text of the table in the language of the moment."""
    return QCoreApplication.translate("actions", text)


def _build(spec: ActionSpec, parent: QWidget, handler: Callable[..., object]) -> QAction:
    action = QAction(themed_icon(spec.icon), spec.text, parent)
    action.setObjectName(spec.id)
    action.setCheckable(spec.checkable)
    if spec.shortcut:
        action.setShortcut(QKeySequence(spec.shortcut))
    if spec.checkable:
        action.setChecked(spec.checked)
        action.toggled.connect(handler)
    else:
        action.triggered.connect(lambda _checked=False: handler())
    return action
