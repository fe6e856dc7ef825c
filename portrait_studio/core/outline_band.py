"""The band around the outlines of people in which the photo decides what the network could not.

Where the network is sure of an outline, its boundary map has a high, thin ridge there and the band
is narrow; where the ridge is low – hair, a dark coat in the dark – the band is wide. Near the
outline it also holds whatever the network is not sure of. Around somebody small all of this is
narrower: a band as wide as a person is thick leaves nothing that is sure.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

# Half the width of the band, as a share of the map's long side, on a sure and on an unsure outline.
NARROW, WIDE = 3 / 512, 10 / 512
# Heights of the boundary map's ridge that count as unsure and as sure.
_UNSURE, _SURE = 0.3, 0.9
_LEAST = 2.0  # pixels of the map, however thin somebody is
# Between these two probabilities a pixel belongs to the band, this far from an outline.
_SURELY_NOBODY, _SURELY_SOMEBODY = 0.02, 0.98
REACH = 20 / 512
# No more than these shares of how thick somebody is near there, from the outline to the innermost.
_OF_THICKNESS, _REACH_OF_THICKNESS = 0.1, 0.2
_NEAR = 0.2  # as a share of the long side
_RIDGE = 2 / 512  # how far from the outline its ridge may lie, as a share of the long side


def outline_band(
    probability: NDArray[np.float32], boundary: NDArray[np.float32] | None
) -> NDArray[np.bool_]:
    """(h, w) bool: the pixels near the outlines of people.

    Parameters
    ----------
    probability : (h, w) float32, 0..1
        Person probability; the outlines are where it crosses one half.
    boundary : (h2, w2) float32, 0..1, or None
        Boundary map of any size; without one every outline counts as half sure.

    Examples
    --------
    >>> import numpy as np
    >>> person = np.zeros((512, 512), np.float32)
    >>> person[:, 256:] = 1
    >>> sure = np.zeros_like(person)
    >>> sure[:, 254:258] = 1
    >>> bool(outline_band(person, sure)[0].sum() < outline_band(person, 0 * sure)[0].sum())
    True
    """
    mask = (probability >= 0.5).astype(np.uint8)
    kernel = np.ones((3, 3), np.uint8)
    outline = cv2.dilate(mask, kernel) != cv2.erode(mask, kernel)
    if not outline.any():
        return np.zeros(mask.shape, bool)
    found: Any = cv2.distanceTransformWithLabels(
        (~outline).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    distance, nearest = found
    thick = _thickness(mask)[outline]
    width = np.zeros(int(nearest.max()) + 1, np.float32)
    reach = width.copy()
    wide = _half_width(boundary, mask.shape)[outline]
    far = max(4.0, REACH * max(mask.shape))
    width[nearest[outline]] = np.minimum(wide, np.maximum(_LEAST, _OF_THICKNESS * thick))
    reach[nearest[outline]] = np.minimum(far, np.maximum(_LEAST, _REACH_OF_THICKNESS * thick))
    unsure = (probability > _SURELY_NOBODY) & (probability < _SURELY_SOMEBODY)
    band: NDArray[np.bool_] = (distance <= width[nearest]) | (unsure & (distance <= reach[nearest]))
    return band


def _thickness(mask: NDArray[np.uint8]) -> NDArray[np.float32]:
    """(h, w): how far inside somebody it is possible to be, near each pixel."""
    depth: Any = cv2.distanceTransform(mask, cv2.DIST_L2, cv2.DIST_MASK_3)
    side = 2 * max(1, round(_NEAR * max(mask.shape))) + 1
    near: Any = cv2.dilate(depth, np.ones((side, side), np.uint8))
    return np.asarray(near, np.float32).reshape(mask.shape)


def _half_width(boundary: NDArray[np.float32] | None, shape: tuple[int, ...]) -> Any:
    side = max(shape)
    narrow, wide = max(2.0, NARROW * side), max(4.0, WIDE * side)
    if boundary is None:
        return np.full(shape, (narrow + wide) / 2, np.float32)
    ridge: Any = boundary
    if boundary.shape != shape:
        ridge = cv2.resize(boundary, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)
    reach = max(1, round(_RIDGE * side))
    ridge = cv2.dilate(ridge.reshape(shape), np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    ridge = cv2.GaussianBlur(ridge, (0, 0), reach)
    unsure = np.clip((_SURE - ridge) / (_SURE - _UNSURE), 0, 1)
    return narrow + (wide - narrow) * unsure.reshape(shape)
