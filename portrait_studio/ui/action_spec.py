"""One row of the table of actions."""

from dataclasses import dataclass

NEEDS = ("", "photo", "whole photo", "people", "person", "two people", "job", "undo", "redo")
"""What can be asked for in `ActionSpec.needs`."""


@dataclass(frozen=True)
class ActionSpec:
    """Something the window can be asked to do.

    Attributes
    ----------
    id
        Names the action in code and settings.
    text, tooltip
        What menus and tool bar say, in English; marked for translation in the context "actions".
    icon
        Name in qtawesome.
    menu
        Title of the menu it stands in.
    shortcut
        In Qt's portable spelling.
    needs
        What must be there for it, one of `NEEDS`: nothing, a photo, one that is no draft,
        its people, a chosen person, two chosen people, a running job, something to undo or redo.
    checkable, checked
        Whether it is a switch, and how it begins.
    toolbar
        Whether it has a button.
    submenu
        Title of the submenu it stands in, marked like the text.
    group
        Name of the switches of which exactly one is on.
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
    submenu: str = ""
    group: str = ""
