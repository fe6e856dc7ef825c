"""From a map of probabilities to the claim that it makes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.editing.claims import LEAST, Claim
from portrait_studio.core.editing.looks import Look
from portrait_studio.core.editing.spans import extent, window
from portrait_studio.core.pixel_owners import LEAST as GIVEN
from portrait_studio.core.resample import resampled

_Floats = NDArray[np.float32]

KEPT = 0.5
"""Logit that somebody claims at least of what their look gave to them in the analysis.

The analysis gives people what no other look gives more, however unsure the look is. Without this
all of that would be gone with the first click, wherever it lies.
"""

_ROUNDING = 1e-6  # pixels by which a place may miss a whole one


def claim_of_map(own: _Floats, shape: tuple[int, int]) -> Claim | None:
    """Return the claim that a map of the whole photo makes; None where it makes none.

    Parameters
    ----------
    own : (h', w') float32, 0..1
    shape : (h, w)
        Working size.
    """
    span = extent(own > LEAST)
    if span is None:
        return None
    scale = np.array(shape) / own.shape
    return _claim(own[window(span)], np.array(span) * np.tile(scale, 2), shape)


def claim_of_look(look: Look, *, scale: NDArray[np.float64], shape: tuple[int, int]) -> Claim:
    """Return the claim of a look; `scale` (2,) is in working pixels a photo pixel."""
    place = np.array(look.place) * np.tile(scale, 2)
    claim = _claim(look.probability(), place, shape)
    return claim or Claim((0, 0, 0, 0), np.zeros((0, 0), np.float32))


def with_kept(look: Claim, owner: NDArray[np.int32], *, person: int) -> Claim:
    """Return what somebody claims before any click: what their look does, and what they have by it.

    Parameters
    ----------
    look : Claim
        What the look of the analysis claims by itself.
    owner : (h, w) int32
        Whose every pixel is in the analysis, at working size.
    person : int
        Who was looked at, as `owner` numbers people.
    """
    by_look = owner[window(look.span)] == person
    by_look &= look.logit >= np.log(GIVEN / (1 - GIVEN))
    return Claim(look.span, np.where(by_look, np.maximum(look.logit, np.float32(KEPT)), look.logit))


def _claim(own: _Floats, place: NDArray[np.float64], shape: tuple[int, int]) -> Claim | None:
    """The claim of a map that shows `place` of a photo of working size `shape`."""
    low = np.maximum(np.floor(place[:2] + _ROUNDING), 0).astype(int).tolist()
    high = np.minimum(np.ceil(place[2:] - _ROUNDING), shape).astype(int).tolist()
    if not (low[0] < high[0] and low[1] < high[1]):
        return None
    span = (*low, *high)
    sure = np.clip(resampled(own, place, span), LEAST, 1 - LEAST)
    return Claim(span, np.asarray(np.log(sure / (1 - sure)), np.float32))
