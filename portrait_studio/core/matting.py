"""The alpha of all people at the photo's size, from a small probability, refined for hair.

1. The probability is brought to the matting size, and the photo too.
2. In a band around the outlines (`outline_band`) closed-form matting (`closed_form`) decides,
   drawn towards what the colours on both sides of the band say (`colour_samples`), and towards the
   probability where the network is sure. Outside the band alpha is 0 or 1, so that what the
   network half believes far from any outline leaves no haze. What is exactly 0 or 1, with all
   around it, stays.
3. Matting leaves a veil over large areas of which neither colours nor network are sure. So it is
   solved again, drawn towards its own answer with more contrast, and what is left of a veil
   is cut off.
4. What matting says of a window is a linear function of the photo's colours. At the photo's full
   size the function is applied to the full-size colours, block by block, as far as it explains
   the alpha (`guided_detail`).
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.closed_form import EPSILON, RADIUS, MattingLaplacian, closed_form
from portrait_studio.core.colour_samples import with_colours
from portrait_studio.core.enlarge import Block
from portrait_studio.core.guided_detail import GuidedAlpha, guide_of, trusted_slopes
from portrait_studio.core.outline_band import outline_band
from portrait_studio.core.photo import Photo

MATTING_LONG_SIDE = 512
"""Long side in pixels at which matting is solved: what the network sees."""

# What squared differences cost beside the matting energy: from the probability where the network
# is sure, from sampled colours that can be trusted, from an earlier answer with more contrast.
PRIOR_WEIGHT, _COLOUR_WEIGHT, _CONTRAST_WEIGHT = 0.1, 0.2, 0.1
# The first of them where the photo is no larger than what the network sees: it holds nothing more,
# and its colours alone lead further from masks drawn by hand, not nearer.
SEEN_WEIGHT = 3.0
_ROUNDS, _CONTRAST = 2, 2.0
_ISLAND = 0.1  # alpha from which on patches hang together
_CLOSE_ALREADY = 0.05  # tolerance of a search that begins near its end
_VEIL = 0.07  # alpha that counts as none; one less this counts as all
# Power of the explained share of the variance: without it grain tears the outline at full size.
_TRUST_POWER = 3


def matted_alpha(
    probability: NDArray[np.float32], photo: Photo, *, boundary: NDArray[np.float32] | None = None
) -> GuidedAlpha:
    """Prepare the alpha of a whole photo.

    Parameters
    ----------
    probability : (h, w) float32, 0..1
        Person probability, of any size.
    photo : Photo
    boundary : (h2, w2) float32, 0..1, or None
        Boundary map, of any size: how wide the band is. None counts as half sure everywhere.
    """
    small = _matting_size(probability, photo)
    picture = guide_of(photo, small.shape)
    band = outline_band(small, boundary) & ~_beyond_doubt(small)
    settled = np.where(band, small, small >= 0.5).astype(np.float32)
    slopes = np.zeros((*small.shape, 3), np.float32)
    if band.any():
        part = _around(band)
        prior = prior_weight(photo.shape)
        settled[part] = _matted(picture[part], settled[part], band[part], prior=prior)
        trusted = trusted_slopes(settled[part], picture[part], epsilon=EPSILON, power=_TRUST_POWER)
        slopes[part] = trusted * band[part][:, :, None]
    unexplained = settled - (slopes * picture).sum(axis=2)
    return GuidedAlpha(settled, unexplained, slopes, photo)


def prior_weight(photo: tuple[int, ...]) -> float:
    """What the network's word counts in a photo (H, W); from twice what it sees on, little."""
    finer = np.log2(max(photo) / MATTING_LONG_SIDE)
    return float(SEEN_WEIGHT * (PRIOR_WEIGHT / SEEN_WEIGHT) ** np.clip(finer, 0, 1))


def _matted(
    picture: NDArray[np.float32],
    probability: NDArray[np.float32],
    band: NDArray[np.bool_],
    *,
    prior: float,
) -> NDArray[np.float32]:
    """(h, w) alpha; outside the band it is the probability, which is 0 or 1 there."""
    laplacian = MattingLaplacian(picture)
    sure = np.float32(prior) * np.square(2 * probability - 1)
    expected, weight = with_colours(
        picture, probability, sure, band=band, colour_weight=_COLOUR_WEIGHT
    )
    alpha = closed_form(laplacian, expected, free=band, weight=weight)
    for _ in range(_ROUNDS):
        clearer = ((alpha - 0.5) * _CONTRAST + 0.5).clip(0, 1)
        both = weight + np.float32(_CONTRAST_WEIGHT)
        drawn = (weight * expected + _CONTRAST_WEIGHT * clearer) / both
        drawn = np.where(band, drawn, probability).astype(np.float32)
        alpha = closed_form(
            laplacian, drawn, free=band, weight=both, start=alpha, tolerance=_CLOSE_ALREADY
        )
    clear = np.asarray((alpha - _VEIL) / (1 - 2 * _VEIL), np.float32).clip(0, 1)
    return _without_islands(clear, probability >= 0.5)


def _without_islands(alpha: NDArray[np.float32], mask: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Alpha without patches of the background that only have a person's colours, and the reverse.

    A patch that touches no pixel of the mask grew from no person; a hole all in the mask is none.
    """
    islands = _apart_from(alpha > _ISLAND, mask) & ~mask
    holes = _apart_from(alpha < 1 - _ISLAND, ~mask) & mask
    return np.where(islands, np.float32(0), np.where(holes, np.float32(1), alpha))


def _apart_from(patches: NDArray[np.bool_], land: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(h, w) bool: connected patches that share no pixel with the land, and their faint rims."""
    count, pieces = cv2.connectedComponents(patches.astype(np.uint8), connectivity=8)
    apart = np.ones(count, bool)
    apart[pieces[land]] = False
    apart[0] = False
    found = apart[pieces]
    rim: Any = cv2.dilate(found.astype(np.uint8), np.ones((5, 5), np.uint8))
    return np.asarray(found | ((rim > 0) & ~patches))


def _beyond_doubt(probability: NDArray[np.float32]) -> NDArray[np.bool_]:
    """(h, w) bool: exactly 0 or 1, with all around it, as inside a user's stroke.

    A network is never so sure; the rim of a stroke may still follow the photo.
    """
    kernel = np.ones((3, 3), np.uint8)
    nobody = cv2.erode((probability == 0).astype(np.uint8), kernel)
    somebody = cv2.erode((probability == 1).astype(np.uint8), kernel)
    return np.logical_or(nobody, somebody)


def _matting_size(probability: NDArray[np.float32], photo: Photo) -> NDArray[np.float32]:
    """Probability no larger than the matting size or the photo."""
    side = max(photo.shape)
    factor = min(1.0, MATTING_LONG_SIDE / side, max(probability.shape) / side)
    rows, cols = (max(1, round(length * factor)) for length in photo.shape)
    if probability.shape == (rows, cols):
        return probability
    larger = probability.shape[0] > rows or probability.shape[1] > cols
    how = cv2.INTER_AREA if larger else cv2.INTER_LINEAR
    resized: Any = cv2.resize(probability, (cols, rows), interpolation=how)
    small: NDArray[np.float32] = resized.reshape(rows, cols)
    return small


def _around(band: NDArray[np.bool_]) -> Block:
    """Rectangle that holds the band and every window over it."""
    margin = 2 * RADIUS + 1
    rows, cols = np.flatnonzero(band.any(axis=1)), np.flatnonzero(band.any(axis=0))
    return (
        slice(max(0, int(rows[0]) - margin), int(rows[-1]) + margin + 1),
        slice(max(0, int(cols[0]) - margin), int(cols[-1]) + margin + 1),
    )
