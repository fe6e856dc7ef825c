"""The colour of a person alone, in pixels where something else shines through.

A pixel of an outline has the colour  I = α F + (1 − α) B. Asked for is F, the person's own. Near an
outline F is much like the person's colour a few pixels inside (f), B like what is a few pixels
outside (b). Of all F and B that mix to I, the most likely are those with the smallest

    (F − f)² + (B − b)²,   which gives   F = f + α (I − α f − (1 − α) b) / (α² + (1 − α)²).

It is the estimate of Chuang et al., "A Bayesian Approach to Digital Matting", CVPR 2001, with the
same spread for both colours. f and b are means over growing windows, of the photo reduced to a
small size; what lies outside a person may be the background or a neighbour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.enlarge import Block, enlarged
from portrait_studio.core.guided_detail import guide_of
from portrait_studio.core.photo import Photo
from portrait_studio.core.photo_colour import Pixels

LONG_SIDE = 512
"""Long side in pixels at which the colours inside and outside are averaged."""

_SURE = 0.98  # from this alpha on a pixel is the person's alone; below one minus it, the others'
_RADII = (2, 4, 8, 16, 32)
_FALL = 0.03  # weight of each radius beside the next smaller one: the nearest colours speak first


@dataclass(frozen=True, eq=False)
class OwnColours:
    """The colours inside and outside one person. Made by `own_colours`.

    Attributes
    ----------
    inside, outside : (h, w, 3) float32, 0..1
        Mean colours near each place.
    photo : Photo
    """

    inside: NDArray[np.float32]
    outside: NDArray[np.float32]
    photo: Photo

    def at(self, block: Block, alpha: NDArray[np.float32]) -> Pixels:
        """(rows, columns, 3) of the photo's dtype: the person's colours in a block of the photo.

        Where alpha is 0 or 1 they are the photo's own. `alpha` is the person's, (rows, columns).
        """
        pixels = self.photo.pixels[block]
        mixed = (alpha > 0) & (alpha < 1)
        if not mixed.any():
            return pixels
        top = np.float32(np.iinfo(pixels.dtype).max)
        part = alpha[mixed][:, None]
        inside = enlarged(self.inside, block, photo=self.photo.shape)[mixed]
        outside = enlarged(self.outside, block, photo=self.photo.shape)[mixed]
        left = pixels[mixed] / top - part * inside - (1 - part) * outside
        colour = inside + part / (part * part + (1 - part) ** 2) * left
        own: Pixels = pixels.copy()
        own[mixed] = np.rint(colour.clip(0, 1) * top)
        return own


def own_colours(photo: Photo, rectangle: Block, alpha: NDArray[np.float32] | Pixels) -> OwnColours:
    """Average the colours inside and outside a person.

    Parameters
    ----------
    photo : Photo
    rectangle : (slice, slice)
        Rows and columns of the photo.
    alpha : (rows, columns) float32, 0..1, or levels in uint8 or uint16
        The person's alpha there; outside the rectangle it is 0.
    """
    factor = min(1.0, LONG_SIDE / max(photo.shape))
    small = max(1, round(photo.shape[0] * factor)), max(1, round(photo.shape[1] * factor))
    picture = guide_of(photo, small)
    share = _reduced(alpha, rectangle, photo.shape, small)
    inside = _near(picture, (share >= _SURE).astype(np.float32))
    outside = _near(picture, (share <= 1 - _SURE).astype(np.float32))
    # A person without a sure pixel, or one that fills the photo: the photo's colour is the best.
    inside, outside = (np.where(np.isnan(mean), picture, mean) for mean in (inside, outside))
    return OwnColours(inside, outside, photo)


def _near(picture: NDArray[np.float32], weight: NDArray[np.float32]) -> NDArray[np.float32]:
    """(h, w, 3) weighted mean colour near each place, from afar where there is none near."""
    total, count, fall = np.zeros_like(picture), np.zeros_like(weight), 1.0
    weighted = picture * weight[:, :, None]
    for radius in _RADII:
        side = (2 * radius + 1, 2 * radius + 1)
        total += np.float32(fall) * _blurred(weighted, side)
        count += np.float32(fall) * _blurred(weight, side)
        fall *= _FALL
    everywhere = weight.sum()
    last = weighted.sum(axis=(0, 1)) / everywhere if everywhere else np.full(3, np.nan, np.float32)
    known = count > 1e-7
    mean = np.where(known[:, :, None], total / np.maximum(count, 1e-7)[:, :, None], last)
    return np.asarray(mean, np.float32)


def _blurred(values: NDArray[np.float32], side: tuple[int, int]) -> Any:
    return cv2.blur(values, side, borderType=cv2.BORDER_REPLICATE).reshape(values.shape).clip(0)


def _reduced(
    alpha: NDArray[np.float32] | Pixels,
    rectangle: Block,
    shape: tuple[int, int],
    small: tuple[int, int],
) -> NDArray[np.float32]:
    """(h, w) alpha averaged down; only its rectangle is looked at."""
    down, across = small[0] / shape[0], small[1] / shape[1]
    rows, cols = rectangle
    top, left = int(rows.start * down), int(cols.start * across)
    bottom = min(small[0], max(top + 1, round(rows.stop * down)))
    right = min(small[1], max(left + 1, round(cols.stop * across)))
    reduced: Any = cv2.resize(alpha, (right - left, bottom - top), interpolation=cv2.INTER_AREA)
    whole = np.zeros(small, np.float32)
    whole[top:bottom, left:right] = reduced.reshape(bottom - top, right - left)
    if alpha.dtype == np.float32:
        return whole
    levels: np.dtype[Any] = alpha.dtype
    return whole / np.float32(np.iinfo(levels).max)
