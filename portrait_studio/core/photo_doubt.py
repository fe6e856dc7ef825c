"""How doubtful a photo's split is, in one figure: what a batch sets aside for a look."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.analysis import Analysis
from portrait_studio.core.doubt import beliefs_of, doubt


def photo_doubt(analysis: Analysis) -> float:
    """Return the mean doubt over the person mask: about the share of it that is not its owner's.

    Parameters
    ----------
    analysis : Analysis
        Of a photo.

    Returns
    -------
    float
        0..1: 0 where every pixel of the mask is surely its owner's or nobody is there, 1 where
        two people are equally near everywhere, or nobody at all. Unassigned pixels count in full.

    Examples
    --------
    >>> import numpy as np
    >>> from portrait_studio.core.analysis import split
    >>> from portrait_studio.core.predictions import Detection, Predictions
    >>> person = np.zeros((40, 60), np.float32)
    >>> person[10:40, 5:20] = 1
    >>> photo = np.where(person[..., None] > 0, 200, 50).astype(np.uint8).repeat(3, axis=2)
    >>> box = Detection((0.25, 0.08, 1, 0.34), 0.9)
    >>> photo_doubt(split(photo, Predictions(person, np.zeros_like(person), (box,))))
    0.0
    """
    pixels, of_region = _regions(analysis)
    return float(of_region @ pixels / max(1, pixels.sum()))


def most_doubtful_box(analysis: Analysis) -> tuple[float, float, float, float] | None:
    """Return the box around the region that adds most to a photo's doubt, None without doubt.

    Returns
    -------
    (row0, col0, row1, col1) or None
        In fractions of the photo, 0..1; row1 and col1 lie outside.
    """
    pixels, of_region = _regions(analysis)
    weight = of_region * pixels
    if not weight.any():
        return None
    inside = analysis.mask & (analysis.labels == weight.argmax())
    rows, cols = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    height, width = inside.shape
    row0, row1 = rows[0] / height, (rows[-1] + 1) / height
    col0, col1 = cols[0] / width, (cols[-1] + 1) / width
    return float(row0), float(col0), float(row1), float(col1)


def _regions(analysis: Analysis) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """(R,) pixels of the person mask, and (R,) doubt, of every region."""
    of_region = doubt(analysis.distances, beliefs_of(analysis))
    return np.bincount(analysis.labels[analysis.mask], minlength=len(of_region)), of_region
