"""How much of a photo's split is in doubt, in one figure: what a batch sets aside for a look."""

from __future__ import annotations

import numpy as np

from portrait_studio.core.analysis import Analysis
from portrait_studio.core.assignment import doubt


def photo_doubt(analysis: Analysis) -> float:
    """Return the share of the person mask that is contested, each pixel weighted by its doubt.

    Parameters
    ----------
    analysis : Analysis
        Of a photo.

    Returns
    -------
    float
        0..1: 0 where every pixel of the mask is surely somebody's or nobody is there, 1 where
        two people are equally near everywhere, or nobody at all. Unassigned pixels count in full.

    Examples
    --------
    >>> import numpy as np
    >>> from portrait_studio.core.analysis import split
    >>> from portrait_studio.core.predictions import Predictions
    >>> person = np.zeros((40, 60), np.float32)
    >>> person[10:40, 5:20] = 1
    >>> photo = np.where(person[..., None] > 0, 200, 50).astype(np.uint8).repeat(3, axis=2)
    >>> photo_doubt(split(photo, Predictions(person, np.zeros_like(person))))
    0.0
    """
    if not analysis.mask.any():
        return 0.0
    of_region = doubt(analysis.distances)
    pixels = np.bincount(analysis.labels[analysis.mask], minlength=len(of_region))
    return float(of_region @ pixels / pixels.sum())
