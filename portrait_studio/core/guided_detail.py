"""A small person probability at the photo's full size, along the photo's own edges.

The probability is enlarged smoothly (bicubic) and only its fine detail comes from the photo: where
a linear function of the photo's colours explains the probability well in a small window, the
photo's own sharp edge takes the place of the blurred one.

The linear function and its enlargement are those of the fast guided filter (He & Sun, "Fast Guided
Filter", 2015): coefficients at the small size, applied to the photo at full size. Two things
differ, each because the filter as published rounds and blurs good probabilities (measured:
boundary IoU below plain bilinear enlargement on real portraits):

* what the function does not explain is added back, so that a flat photo changes nothing;
* the coefficients are weighted by the share of the probability's variance that they explain,
  R² to the sixth power, so that texture beside an edge does not leak into the mask.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.enlarge import Block, blocks, enlarged, under
from portrait_studio.core.photo import Photo

# Chosen by measurement; tests/core/test_guided_detail.py holds them to plain enlargement.
RADIUS = 2  # pixels of the small map
EPSILON = 1e-3  # squared colour units, 0..1
TRUST_POWER = 6
# Variance of the probability below which a window holds no edge at all.
_FLAT = 1e-3
# A coefficient this small moves the alpha by less than half an 8-bit level.
_NEGLIGIBLE = 0.002
_HALF_LEVEL = 0.5 / 255


@dataclass(frozen=True, eq=False)
class GuidedAlpha:
    """The refined alpha of a photo, computed block by block where it is asked for.

    Nothing of the photo's size is kept but the photo. Made by `guided_alpha`.

    Attributes
    ----------
    probability : (h, w) float32
    unexplained : (h, w) float32
        The probability less what the guide says of it.
    slopes : (h, w, 3) float32
        Change of the alpha with the photo's colour.
    photo : Photo
    """

    probability: NDArray[np.float32]
    unexplained: NDArray[np.float32]
    slopes: NDArray[np.float32]
    photo: Photo

    def at(self, block: Block) -> NDArray[np.float32]:
        """(rows, columns) float32, 0..1: the alpha in a block of the photo."""
        shape = self.photo.shape
        part = under(block, small=self.probability.shape, photo=shape)
        around = self.probability[part]
        low, high = around.min(), around.max()
        if high < _HALF_LEVEL or low > 1 - _HALF_LEVEL:
            size = block[0].stop - block[0].start, block[1].stop - block[1].start
            return np.full(size, 0 if high < _HALF_LEVEL else 1, np.float32)
        alpha: NDArray[np.float32] = enlarged(self.unexplained, block, photo=shape, smooth=True)
        if np.abs(self.slopes[part]).max() > _NEGLIGIBLE:
            colours = _unit(self.photo.pixels[block])
            product = cv2.multiply(enlarged(self.slopes, block, photo=shape), colours)
            detail: Any = cv2.transform(product, np.ones((1, 3), np.float32))
            alpha = alpha + detail.reshape(alpha.shape)
        alpha[alpha < _HALF_LEVEL] = 0
        alpha[alpha > 1 - _HALF_LEVEL] = 1
        return alpha


def guided_alpha(probability: NDArray[np.float32], photo: Photo) -> GuidedAlpha:
    """Prepare the refinement of a (h, w) float32 probability, 0..1, of the whole photo."""
    height, width = photo.shape
    small = probability.shape
    if small[0] > height or small[1] > width:  # a tiny photo: nothing to refine
        reduced: Any = cv2.resize(probability, (width, height), interpolation=cv2.INTER_AREA)
        probability = reduced.reshape(height, width)
    if probability.shape == photo.shape:
        flat = np.zeros((height, width, 3), np.float32)
        return GuidedAlpha(probability, probability, flat, photo)
    guide = guide_of(photo, small)
    slopes = trusted_slopes(probability, guide)
    unexplained = probability - (slopes * guide).sum(axis=2)
    return GuidedAlpha(probability, unexplained, slopes, photo)


def refine(probability: NDArray[np.float32], photo: Photo) -> NDArray[np.float32]:
    """Alpha of the photo's size from a smaller probability map of the same photo.

    Parameters
    ----------
    probability : (h, w) float32, 0..1
        Any size; the whole map covers the whole photo.
    photo : Photo
        Its pixels are the guide.

    Returns
    -------
    (H, W) float32, 0..1
        Values nearer to 0 or 1 than half an 8-bit level are exactly 0 or 1.
    """
    source = guided_alpha(probability, photo)
    alpha = np.empty(photo.shape, np.float32)
    for block in blocks(slice(0, photo.shape[0]), slice(0, photo.shape[1])):
        alpha[block] = source.at(block)
    return alpha


def trusted_slopes(
    probability: NDArray[np.float32],
    guide: NDArray[np.float32],
    *,
    epsilon: float = EPSILON,
    power: float = TRUST_POWER,
) -> NDArray[np.float32]:
    """(h, w, 3) change of the probability with the guide's colour, 0 where there is no relation.

    Least squares in every window: slope = (cov(guide) + epsilon)⁻¹ cov(guide, probability).
    `power` is that of the explained share of the variance by which a slope is weighted.
    """
    mean_guide, mean = _mean(guide), _mean(probability)
    covariance = _mean(guide * probability[:, :, None]) - mean_guide * mean[:, :, None]
    spread = np.empty((*probability.shape, 3, 3), np.float32)
    for i in range(3):
        for j in range(i, 3):
            product = _mean(guide[:, :, i] * guide[:, :, j])
            spread[..., i, j] = product - mean_guide[:, :, i] * mean_guide[:, :, j]
            spread[..., j, i] = spread[..., i, j]
        spread[..., i, i] += epsilon
    variance = np.maximum(_mean(probability * probability) - mean * mean, 0)
    slopes = np.zeros_like(guide)
    edge = variance > _FLAT  # elsewhere there is nothing to sharpen
    if edge.any():
        solved = np.linalg.solve(spread[edge], covariance[edge][:, :, None])[:, :, 0]
        explained = (solved * covariance[edge]).sum(axis=1) / (variance[edge] + _FLAT)
        slopes[edge] = solved * np.clip(explained, 0, 1)[:, None] ** power
    smooth: NDArray[np.float32] = _mean(slopes)
    return smooth


def guide_of(photo: Photo, small: tuple[int, ...]) -> NDArray[np.float32]:
    """(h, w, 3) float32, 0..1: the photo averaged down to a small shape."""
    return _unit(photo.reduced((small[0], small[1])))


def _unit(pixels: Any) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = pixels.astype(np.float32)
    scaled *= 1 / np.iinfo(pixels.dtype).max
    return scaled


def _mean(values: NDArray[np.float32]) -> Any:
    side = 2 * RADIUS + 1
    return cv2.blur(values, (side, side), borderType=cv2.BORDER_REPLICATE)
