"""How well the border between two people is found: whose each pixel of their common border is."""

from collections.abc import Mapping
from itertools import permutations
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.analysis import Analysis, resized
from portrait_studio.core.enlarge import blocks
from portrait_studio.core.photo import Photo
from portrait_studio.core.shares import Shares, shares_of
from training.edges.composites import Composite

Floats = NDArray[np.float32]

FOUND, TRUE = "regions as they were found", "every region given to the right person"
"""Whose a region is: what the program decided, and the best that could be decided."""

_BAND = 0.01  # half the width of the compared band, as a share of the long side


def border_errors(made: Composite, analysis: Analysis) -> Mapping[str, tuple[float, float]] | None:
    """Errors of the two people's alphas around their true border, in thousandths.

    The alpha of both together is the true one; compared is how it is shared. By `FOUND` and
    `TRUE`: the mean absolute error without and with what the photo says along the border. None
    where other than two people are found, or they do not touch.
    """
    if len(analysis.people) != 2 or len(made.alphas) != 2:
        return None
    where = around_border(made.alphas)
    if not where.any():
        return None
    photo = Photo.from_array(made.rgb)
    owners = {FOUND: analysis.owner, TRUE: true_owner(made.alphas, analysis.labels)}
    return {name: _errors(owner, made, analysis, photo, where) for name, owner in owners.items()}


def _errors(
    owner: NDArray[np.int32],
    made: Composite,
    analysis: Analysis,
    photo: Photo,
    where: NDArray[np.bool_],
) -> tuple[float, float]:
    person = resized(analysis.predictions.person, owner.shape)
    shares = shares_of(person, owner, count=2, photo=photo)
    plain = Shares(shares.territory, shares.count, shares.photo)
    return _error(plain, made, where), _error(shares, made, where)


def _error(shares: Shares, made: Composite, where: NDArray[np.bool_]) -> float:
    first, both = shared(shares, 1), shared(shares, 2)
    found = np.stack([first, both - first])[:, where] * made.alpha[where]
    true = made.alphas[:, where]
    return 1000 * min(
        float(np.abs(found[list(order)] - true).mean()) for order in permutations(range(2))
    )


def shared(shares: Shares, person: int) -> Floats:
    """(H, W) sum of the shares up to a person."""
    large = np.empty(shares.photo, np.float32)
    for block in blocks(slice(0, shares.photo[0]), slice(0, shares.photo[1])):
        large[block] = shares.up_to(person, block, shares.present(block))
    return large


def true_owner(alphas: Floats, labels: NDArray[np.int32]) -> NDArray[np.int32]:
    """(h, w) int32: each region given to whom most of it belongs to, 0 the background."""
    size = labels.shape[1], labels.shape[0]
    small: list[Any] = [cv2.resize(a, size, interpolation=cv2.INTER_AREA) for a in alphas]
    parts = np.stack([1 - np.sum(small, axis=0), *small])
    areas = [np.bincount(labels.ravel(), part.ravel()) for part in parts]
    owners: NDArray[np.int32] = np.argmax(areas, axis=0).astype(np.int32)
    return np.asarray(owners[labels])


def around_border(alphas: Floats) -> NDArray[np.bool_]:
    """(H, W) bool: near a place where the alphas of two people (2, H, W) meet."""
    kernel = np.ones((3, 3), np.uint8)
    masks: Any = [cv2.dilate((alpha >= 0.5).astype(np.uint8), kernel) for alpha in alphas]
    border = (masks[0] > 0) & (masks[1] > 0)
    if not border.any():
        return np.asarray(border)
    distance = cv2.distanceTransform((~border).astype(np.uint8), cv2.DIST_L2, 5)
    return np.asarray(distance <= _BAND * max(border.shape))
