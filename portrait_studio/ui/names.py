"""How a person is called and coloured in the window."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.layer import Layer
from portrait_studio.ui.palette import person_colour


class Named(Protocol):
    """What a person is called and coloured by: a layer is such, and so is an edited person."""

    @property
    def id(self) -> int:
        """Number, from 1."""

    @property
    def name(self) -> str:
        """What the user calls them; empty for "Person 3"."""

    @property
    def colour(self) -> str | None:
        """``#rrggbb``; None for the palette's."""


def layers_of(editor: Editor) -> tuple[Layer, ...]:
    """Return the people's layers in order: at once, where `Editor.people` counts pixels."""
    return editor.snapshot.state.layers


def colour_of(who: Named) -> QColor:
    """Return the colour a user chose, or the one of the palette."""
    return QColor(who.colour) if who.colour else person_colour(who.id)


def name_of(who: Named) -> str:
    """Return the name a user gave, or "Person 3"."""
    return who.name or numbered(who.id)


def numbered(person: int) -> str:
    """Return what a person without a name is called."""
    return QCoreApplication.translate("people", "Person {number}").format(number=person)
