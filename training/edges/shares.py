"""How well the border between two people is found: whose each pixel of their common border is."""

from itertools import permutations
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.analysis import Analysis, resized
from portrait_studio.core.photo import Photo
from portrait_studio.core.upsample import person_alphas
from training.edges.composites import Composite

Floats = NDArray[np.float32]

_BAND = 0.02  # half the width of the compared band, as a share of the long side


def border_error(made: Composite, analysis: Analysis) -> float | None:
    """Mean absolute error of the two people's alphas around their true border, in thousandths.

    None where the analysis finds another number of people than two, or they do not touch.
    """
    where = around_border(made.alphas)
    if len(analysis.people) != len(made.alphas) or not where.any():
        return None
    found = people_alphas(made, analysis)
    orders = permutations(range(len(found)))
    errors = [float(np.abs(found[list(order)] - made.alphas)[:, where].mean()) for order in orders]
    return 1000 * min(errors)


def people_alphas(made: Composite, analysis: Analysis) -> Floats:
    """(P, H, W) alphas of the people that were found, as they are exported."""
    photo = Photo.from_array(made.rgb)
    found = np.zeros((len(analysis.people), *photo.shape), np.float32)
    person = resized(analysis.predictions.person, analysis.owner.shape)
    for number, rectangle, alpha in person_alphas(
        person,
        analysis.owner,
        count=len(analysis.people),
        photo=photo,
        boundary=analysis.predictions.boundary,
    ):
        found[number - 1][rectangle] = alpha
    return found


def around_border(alphas: Floats) -> NDArray[np.bool_]:
    """(H, W) bool: near a place where the alphas of two people (2, H, W) meet."""
    kernel = np.ones((3, 3), np.uint8)
    masks: Any = [cv2.dilate((alpha >= 0.5).astype(np.uint8), kernel) for alpha in alphas]
    border = (masks[0] > 0) & (masks[1] > 0)
    if not border.any():
        return np.asarray(border)
    distance = cv2.distanceTransform((~border).astype(np.uint8), cv2.DIST_L2, 5)
    return np.asarray(distance <= _BAND * max(border.shape))
