"""Doubt: how likely a region is not its owner's.

Three things must hold for the owner to be right: there is such a person, the region is theirs as
far as a closer look can tell, and nobody else is nearly as near. Taken as independent, ::

    doubt = 1 - belief * (1 - exp(-lead / DOUBT_LEAD))

where the *belief* is how surely the owner was detected times their mean own probability in the
region, and the *lead* is how much farther the second person is. ``exp(-lead)`` is the second
person's weight relative to the first's when both fall with distance, as in Bai and Sapiro,
"Geodesic matting", IJCV 82 (2009); by itself it is blind to what nobody else wants. docs/doubt.md
measures all three, and that their product is about the share of regions that are wrong.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.analysis import Analysis

_Floats = NDArray[np.float64]

# A lead of this much over the next person leaves a doubt of 1/e. Crossing a clear outline costs
# ten times as much, a step inside one person a hundredth.
DOUBT_LEAD = 0.5

# A part of the mask that no detection explains is wrong rather than right: a piece of somebody, or
# a mistake of the mask. docs/doubt.md has the share.
UNSEEN = 0.45

# Score of a detection from which on somebody is taken to be there. Chosen among six on the COCO
# photos of docs/doubt.md, which has what the scores bring.
SURELY_THERE = 0.7


def doubt(distances: _Floats, beliefs: _Floats, *, scale: float | _Floats = DOUBT_LEAD) -> _Floats:
    """Return how likely the nearest person is not the right one, 0 where sure.

    Parameters
    ----------
    distances : (P, R) float64
        inf where a person cannot be.
    beliefs : (P, R) float64, 0..1
        How likely a region is a person's, rivals apart (`beliefs_of`).
    scale : float or (R,) float64
        A lead of this much leaves a doubt of 1/e.

    Returns
    -------
    (R,) float64, 0..1
        See the module; 1 where two people are equally near, or nobody can be.

    Examples
    --------
    >>> import numpy as np
    >>> distances = np.array([[0, 1, np.inf, np.inf], [0, np.inf, 9, np.inf]])
    >>> doubt(distances, np.array([[1, 1, 1, 1], [1, 1, 0.25, 1]])).tolist()
    [1.0, 0.0, 0.75, 1.0]
    """
    rows = np.full((2, distances.shape[1]), np.inf)
    padded = np.concatenate([distances, rows])
    nearest = padded.argmin(axis=0)
    first, second = np.partition(padded, 1, axis=0)[:2]
    reached = np.isfinite(first)
    lead = np.subtract(second, first, where=reached, out=np.zeros_like(first))
    belief = np.concatenate([beliefs, np.zeros_like(rows)])[nearest, np.arange(len(nearest))]
    return np.asarray(1 - belief * (1 - np.exp(-lead / scale)))


def beliefs_of(analysis: Analysis) -> _Floats:
    """Return how likely every region is a person's as far as detection and closer look can tell.

    Parameters
    ----------
    analysis : Analysis
        Of a photo.

    Returns
    -------
    (P, R) float64, 0..1
        In the order of the people: what closer looks say (`looks_of`), where one was taken times
        the score of the person's detection as a share of `SURELY_THERE`, at most 1.
    """
    found = looks_of(analysis)
    return found * _presence(analysis)[:, None] if _looked_closer(analysis) else found


def looks_of(analysis: Analysis) -> _Floats:
    """Return how likely every region is a person's as far as a closer look can tell.

    Returns
    -------
    (P, R) float64, 0..1
        The mean own probability, which the evidence is made of. 1 where no closer look was taken,
        so that the lead alone decides; `UNSEEN` for a person without a detection.
    """
    if _looked_closer(analysis):
        found = (1 - analysis.evidence / analysis.settings.own_weight).clip(0, 1)
    else:
        found = np.ones(analysis.evidence.shape)
    found[[not person.detected for person in analysis.people]] = UNSEEN
    return found


def _looked_closer(analysis: Analysis) -> bool:
    return analysis.predictions.own is not None and analysis.settings.own_weight > 0


def _presence(analysis: Analysis) -> _Floats:
    """(P,): how likely each person is there at all; 1 where nothing says so."""
    found = analysis.predictions.detections
    scores = [found[who.detection].score if who.detection >= 0 else 1 for who in analysis.people]
    return np.minimum(1, np.array(scores, np.float64) / SURELY_THERE)
