"""The colours of people: told apart by colour-blind eyes too."""

from PySide6.QtGui import QColor

COLOURS = (
    "#56B4E9",  # sky blue
    "#E69F00",  # orange
    "#009E73",  # bluish green
    "#CC79A7",  # reddish purple
    "#F0E442",  # yellow
    "#D55E00",  # vermilion
    "#0072B2",  # blue
    "#DDDDDD",  # pale grey
)
"""The eight of Okabe and Ito (2008), with grey for black, which a photo swallows."""


def person_colour(person: int) -> QColor:
    """Return the colour of a person, numbered from 1; after eight they begin again, darker."""
    turn, index = divmod(person - 1, len(COLOURS))
    return QColor(COLOURS[index]).darker(100 + 35 * (turn % 4))
