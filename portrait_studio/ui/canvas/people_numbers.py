"""The label map as the canvas paints it: who owns a pixel, in small numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from portrait_studio.core.editing.state import NOBODY
from portrait_studio.ui.canvas.label_item import Colours, premultiplied

UNASSIGNED = 1
"""Number of pixels of the person mask that are nobody's; people come after it."""
_FREE = QColor("#d0d0d0")


def people_numbers(cells: NDArray[np.int32], *, largest: int) -> NDArray[Any]:
    """(h, w) uint8 or uint16: 0 nobody, `UNASSIGNED`, or a person's id + 1.

    Parameters
    ----------
    cells : (h, w) int32
        Ids; 0 outside the person mask, `NOBODY` where nobody has a part of it.
    largest
        Largest id there is.
    """
    kind = np.uint8 if largest + 1 <= np.iinfo(np.uint8).max else np.uint16
    numbers: NDArray[Any] = (cells + (cells > 0)).astype(kind)
    numbers[cells == NOBODY] = UNASSIGNED
    return numbers


def people_colours(
    colours: Mapping[int, QColor], *, largest: int, fill: float, outline: float, chosen: int | None
) -> tuple[Colours, Colours]:
    """Return the colours of fill and outline for every number.

    Parameters
    ----------
    colours
        Of every person to show, by id; the others stay clear.
    largest
        Largest id there is.
    fill, outline
        Opacities, 0..1.
    chosen
        Id of a person who is shown stronger.
    """
    inside = np.zeros(largest + 2, np.uint32)
    along = np.zeros(largest + 2, np.uint32)
    inside[UNASSIGNED] = premultiplied(_FREE, fill)
    along[UNASSIGNED] = premultiplied(_FREE, outline)
    for person, colour in colours.items():
        strength = min(1.0, fill * 1.4) if person == chosen else fill
        inside[person + 1] = premultiplied(colour, strength)
        along[person + 1] = premultiplied(colour, outline)
    return inside, along
