"""Whose every pixel would be if it were foreground: the people's regions grown over the photo.

The outline of the person mask is decided by its alpha alone. So that no gap opens between a
person's region and that outline, every pixel outside a region goes to the nearest person; patches
of the person mask too thick or too far away for that stay unassigned.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

# A patch of mask without an owner belongs to the person beside it when it is thinner, or nearer,
# than this share of the long side.
REACH = 0.02
_LEAST_REACH = 3.0


def territories(
    person: NDArray[np.float32], owner: NDArray[np.int32], *, count: int
) -> NDArray[np.int32]:
    """(h, w) int32: 1..count the person, count + 1 unassigned; all 0 where nobody is.

    Parameters
    ----------
    person : (h, w) float32, 0..1
        Person probability.
    owner : (h, w) int32
        0 background, 1..count the person.
    count : int
        Number of people.
    """
    if not (owner > 0).any():
        return np.full(owner.shape, count + 1 if count else 0, np.int32)
    distance, nearest = _nearest_owner(owner)
    reach = reach_of(owner.shape)
    unassigned = _patches_out_of_reach((person >= 0.5) & (owner == 0), distance, reach)
    if not unassigned.any():
        return nearest
    return _nearest_owner(np.where(unassigned, np.int32(count + 1), owner))[1]


def _nearest_owner(owner: NDArray[np.int32]) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    free: NDArray[np.uint8] = (owner == 0).astype(np.uint8)
    result: Any = cv2.distanceTransformWithLabels(
        free, cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    distance, source = result
    names = np.zeros(int(source.max()) + 1, np.int32)
    names[source[owner > 0]] = owner[owner > 0]
    return distance, names[source]


def _patches_out_of_reach(
    free: NDArray[np.bool_], distance: NDArray[np.float32], reach: float
) -> NDArray[np.bool_]:
    """Connected patches that are thick or far from everybody."""
    return thick_patches(free, reach) | (free & ~_holding(free, distance <= reach))


def reach_of(shape: tuple[int, ...]) -> float:
    """Return how thick a patch without an owner may be, in pixels of a map (h, w)."""
    return max(_LEAST_REACH, REACH * max(shape))


def thick_patches(patches: NDArray[np.bool_], reach: float) -> NDArray[np.bool_]:
    """(h, w) bool: the connected patches that are deeper than `reach` somewhere."""
    # The frame of the photo is no edge of a patch, so the padding repeats it.
    padded = cv2.copyMakeBorder(patches.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    depth: Any = cv2.distanceTransform(padded, cv2.DIST_L2, cv2.DIST_MASK_5)[1:-1, 1:-1]
    return _holding(patches, depth > reach)


def _holding(patches: NDArray[np.bool_], marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The connected patches that hold a marked pixel."""
    count, labelled = cv2.connectedComponents(patches.astype(np.uint8), connectivity=4)
    patch: NDArray[np.int32] = np.asarray(labelled, np.int32)
    held = np.zeros(count, bool)
    held[patch[marked]] = True
    held[0] = False
    found: NDArray[np.bool_] = held[patch]
    return found
