"""The colours of doubt: clear where sure, through violet to bright yellow where two are equal."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor

from portrait_studio.ui.canvas.label_item import Colours, premultiplied

STEPS = 256
"""How many steps of doubt are told apart."""

# Light grows along the scale, so that it reads without telling hues apart (after "plasma" of
# van der Walt and Smith, 2015).
_STOPS = (
    (0.0, "#5c01a6", 0.0),
    (0.25, "#9c179e", 0.45),
    (0.6, "#ed7953", 0.8),
    (1.0, "#f0f921", 1.0),
)


def doubt_colours() -> Colours:
    """Return (STEPS,) uint32: the colour of every step, from sure to equal."""
    places = [stop[0] for stop in _STOPS]
    ends = [(QColor(name), strength) for _, name, strength in _STOPS]
    channels = [(c.red(), c.green(), c.blue(), 255 * strength) for c, strength in ends]
    steps = np.linspace(0, 1, STEPS)
    curves = [np.interp(steps, places, values) for values in zip(*channels, strict=True)]
    return np.array(
        [premultiplied(QColor(*map(round, step))) for step in zip(*curves, strict=True)], np.uint32
    )
