"""What a closer look says of one person, kept with the edit that asked for it.

A look cannot be derived again where another network is installed, or none; so the edit holds it,
and a project shows the same people wherever it is opened.
"""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.close_ups import CloseUp

_Floats = NDArray[np.float32]

LARGEST = 1024
"""Most rows and columns of a look, in pixels."""


@dataclass(frozen=True)
class Look:
    """One person as a closer look sees them.

    Attributes
    ----------
    person : int
        Id.
    place : (row0, col0, row1, col1)
        What it shows, in pixels of the photo at full size; may reach beyond the photo.
    shape : (rows, columns)
        Of the map.
    own : str
        Base64 of the deflated map, a byte a pixel: the probability that a pixel is this person's,
        in 255ths.
    """

    person: int
    place: tuple[float, float, float, float]
    shape: tuple[int, int]
    own: str

    def probability(self) -> _Floats:
        """Return the map, (rows, columns) float32, 0..1.

        Raises
        ------
        ValueError
            The text is no map of that shape.
        """
        rows, cols = self.shape
        inflate = zlib.decompressobj()
        try:
            # never more than the shape allows, whatever the text would grow to
            found = inflate.decompress(base64.b64decode(self.own, validate=True), rows * cols + 1)
        except zlib.error as error:
            raise ValueError("a look is damaged") from error
        if len(found) != rows * cols:
            raise ValueError("a look does not have its shape")
        values = np.frombuffer(found, np.uint8).reshape(rows, cols)
        return values.astype(np.float32) / np.float32(255)


def look_of(
    close_up: CloseUp, person: int, *, seen: tuple[int, int], photo: tuple[int, int]
) -> Look:
    """Return what an edit keeps of a close-up.

    Parameters
    ----------
    close_up : CloseUp
    person : int
        Whom it shows.
    seen, photo : (H, W)
        Sizes of the photo that was looked at, and of the photo at full size.
    """
    rows, cols = photo[0] / seen[0], photo[1] / seen[1]
    row0, col0, row1, col1 = close_up.place
    values = np.rint(close_up.own * 255).astype(np.uint8)
    return Look(
        person=person,
        place=(row0 * rows, col0 * cols, row1 * rows, col1 * cols),
        shape=(values.shape[0], values.shape[1]),
        own=base64.b64encode(zlib.compress(values.tobytes(), 6)).decode("ascii"),
    )
