"""The ways from a small person probability to an alpha at the photo's size that are compared."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core import guided_detail, upsample
from portrait_studio.core.analysis import Analysis, resized
from portrait_studio.core.photo import Photo

Floats = NDArray[np.float32]

OURS = "Portrait Studio"

# GrabCut may move what the network is less sure of than this, and learns its colours elsewhere.
_SURE = 0.95
_ROUNDS = 5


def plain_resize(photo: Photo, analysis: Analysis) -> Floats:
    """Enlarge the mask: what most programs do."""
    mask = (_probability(analysis) >= 0.5).astype(np.float32)
    return _enlarged(mask, photo)


def guided_filter(photo: Photo, analysis: Analysis) -> Floats:
    """Enlarge the probability along the photo's edges, and no more."""
    return guided_detail.refine(_probability(analysis), photo)


def grab_cut(photo: Photo, analysis: Analysis) -> Floats:
    """Cut the photo at working size by GrabCut from what the network is sure of, and enlarge it.

    Rother, Kolmogorov, Blake, "GrabCut", SIGGRAPH 2004, in OpenCV's form.
    """
    probability = _probability(analysis)
    height, width = probability.shape
    small: Any = cv2.resize(photo.rgb8(), (width, height), interpolation=cv2.INTER_AREA)
    mask = np.where(probability >= 0.5, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    mask[probability >= _SURE], mask[probability <= 1 - _SURE] = cv2.GC_FGD, cv2.GC_BGD
    if not {int(cv2.GC_FGD), int(cv2.GC_BGD)} <= set(np.unique(mask).tolist()):
        # without a sure pixel of each there is nothing to learn
        return plain_resize(photo, analysis)
    cv2.setRNGSeed(0)
    whole = (0, 0, width, height)  # OpenCV looks at the mask alone
    outside, inside = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(small, mask, whole, outside, inside, _ROUNDS, cv2.GC_INIT_WITH_MASK)
    found = (mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)
    return _enlarged(found.astype(np.float32), photo)


def ours(photo: Photo, analysis: Analysis) -> Floats:
    """Make the alpha as every export does."""
    boundary = analysis.predictions.boundary
    return upsample.refine(_probability(analysis), photo, boundary=boundary)


WAYS: Mapping[str, Callable[[Photo, Analysis], Floats]] = MappingProxyType(
    {
        "plain resize": plain_resize,
        "guided filter": guided_filter,
        "GrabCut": grab_cut,
        OURS: ours,
    }
)
"""All ways by their name; all start from the same probability."""


def _probability(analysis: Analysis) -> Floats:
    return resized(analysis.predictions.person, analysis.owner.shape)


def _enlarged(mask: Floats, photo: Photo) -> Floats:
    size = photo.shape[1], photo.shape[0]
    return np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_LINEAR), np.float32)
