"""How a person is called and coloured in the window."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from portrait_studio.core.editing.views import EditedPerson
from portrait_studio.ui.palette import person_colour


def colour_of(who: EditedPerson) -> QColor:
    """Return the colour a user chose, or the one of the palette."""
    return QColor(who.colour) if who.colour else person_colour(who.id)


def name_of(who: EditedPerson) -> str:
    """Return the name a user gave, or "Person 3"."""
    return who.name or numbered(who.id)


def numbered(person: int) -> str:
    """Return what a person without a name is called."""
    return QCoreApplication.translate("people", "Person {number}").format(number=person)
