"""How far exported colours are from a person's own in half-transparent pixels."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.decontaminate import own_colours
from portrait_studio.core.enlarge import blocks
from portrait_studio.core.photo import Photo
from training.edges.composites import Composite

Floats = NDArray[np.float32]

_MIXED = (0.1, 0.9)  # true alphas of the pixels that are compared


@dataclass(frozen=True)
class ColourErrors:
    """Mean absolute difference from the true colour in grey values, 0..255.

    ``kept`` of the photo's colour as it is, ``cleaned`` after decontamination.
    """

    kept: float
    cleaned: float


def colour_errors(made: Composite, alpha: Floats) -> ColourErrors | None:
    """Compare colours where person and background mix; None where they do nowhere.

    Parameters
    ----------
    made : Composite
    alpha : (H, W) float32
        That decontamination is given; the true one, or one that was found.
    """
    mixed = (made.alpha > _MIXED[0]) & (made.alpha < _MIXED[1]) & (alpha > 0)
    if not mixed.any():
        return None
    photo = Photo.from_array(made.rgb)
    rows, cols = (slice(0, length) for length in photo.shape)
    own = own_colours(photo, (rows, cols), alpha)
    cleaned = np.empty_like(made.rgb)
    for block in blocks(rows, cols):
        cleaned[block] = own.at(block, alpha[block])
    return ColourErrors(*(_error(shown, made, mixed) for shown in (made.rgb, cleaned)))


def _error(shown: NDArray[np.uint8], made: Composite, where: NDArray[np.bool_]) -> float:
    return float(np.abs(shown[where].astype(np.float32) - made.colours[where]).mean())
