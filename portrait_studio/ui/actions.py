"""Everything the window can be asked to do, in one table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import qtawesome
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class ActionSpec:
    """One row of the table.

    Attributes
    ----------
    id
        Names the action in code and settings.
    text, tooltip
        What menus and tool bar say.
    icon
        Name in qtawesome.
    menu
        Title of the menu it stands in.
    shortcut
        In Qt's portable spelling.
    needs
        What must be there for it: "" nothing, "photo", "people" or "job".
    checkable, checked
        Whether it is a switch, and how it begins.
    toolbar
        Whether it has a button.
    """

    id: str
    text: str
    tooltip: str
    icon: str
    menu: str
    shortcut: str = ""
    needs: str = ""
    checkable: bool = False
    checked: bool = False
    toolbar: bool = True


ACTIONS = (
    ActionSpec(
        "open", "&Open photo …", "Open a photo and find its people",
        "mdi6.folder-open-outline", "&File", "Ctrl+O",
    ),
    ActionSpec(
        "open_sample", "Open the &sample", "Open the bundled group photo",
        "mdi6.account-group-outline", "&File", toolbar=False,
    ),
    ActionSpec(
        "export", "&Export layers …", "Write every person as a PNG layer of its own",
        "mdi6.layers-outline", "&File", "Ctrl+E", needs="people",
    ),
    ActionSpec(
        "quit", "&Quit", "Close Portrait Studio", "mdi6.exit-to-app", "&File", "Ctrl+Q",
        toolbar=False,
    ),
    ActionSpec(
        "cancel", "&Cancel", "Stop the work that is going on", "mdi6.close-circle-outline",
        "&Edit", "Esc", needs="job", toolbar=False,
    ),
    ActionSpec(
        "show_people", "&People", "Show every person in a colour of its own",
        "mdi6.palette-outline", "&View", "P", needs="people", checkable=True, checked=True,
    ),
    ActionSpec(
        "show_boundary", "&Boundary map", "Show where the network sees the outlines of people",
        "mdi6.vector-polyline", "&View", "B", needs="people", checkable=True,
    ),
    ActionSpec(
        "zoom_in", "Zoom &in", "Show the photo larger", "mdi6.magnify-plus-outline",
        "&View", "Ctrl++", needs="photo",
    ),
    ActionSpec(
        "zoom_out", "Zoom &out", "Show the photo smaller", "mdi6.magnify-minus-outline",
        "&View", "Ctrl+-", needs="photo",
    ),
    ActionSpec(
        "fit", "&Fit", "Show the whole photo", "mdi6.fit-to-page-outline", "&View", "Ctrl+0",
        needs="photo",
    ),
    ActionSpec(
        "actual_size", "&Actual size", "Show one pixel of the photo as one of the screen",
        "mdi6.relative-scale", "&View", "Ctrl+1", needs="photo", toolbar=False,
    ),
    ActionSpec(
        "about", "&About", "Versions and licence", "mdi6.information-outline", "&Help",
        toolbar=False,
    ),
)  # fmt: skip


def build_actions(
    parent: QWidget, handlers: Mapping[str, Callable[..., object]]
) -> dict[str, QAction]:
    """Create the actions of the table, each connected to the handler of its id.

    Raises
    ------
    KeyError
        If an action has no handler.
    """
    return {spec.id: _build(spec, parent, handlers[spec.id]) for spec in ACTIONS}


def _build(spec: ActionSpec, parent: QWidget, handler: Callable[..., object]) -> QAction:
    icon = qtawesome.icon(spec.icon, color="#d8d8d8", color_disabled="#6a6a6a")
    action = QAction(icon, spec.text, parent)
    action.setObjectName(spec.id)
    action.setToolTip(spec.tooltip)
    action.setStatusTip(spec.tooltip)
    action.setCheckable(spec.checkable)
    if spec.shortcut:
        action.setShortcut(QKeySequence(spec.shortcut))
        action.setToolTip(f"{spec.tooltip} ({action.shortcut().toString()})")
    if spec.checkable:
        action.setChecked(spec.checked)
        action.toggled.connect(handler)
    else:
        action.triggered.connect(lambda _checked=False: handler())
    return action
