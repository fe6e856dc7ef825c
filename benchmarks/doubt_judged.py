"""Of every region of a labelled photo: whose it is, whose it should be, and how sure that was."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from benchmarks.split_error import split_error
from portrait_studio.core.analysis import Analysis
from portrait_studio.core.assignment import nearest_person
from portrait_studio.core.doubt import beliefs_of, looks_of
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.photo_doubt import photo_doubt
from portrait_studio.core.region_graph import RegionGraph
from training.packed import IGNORE

_Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Regions:
    """The R regions of one photo.

    Attributes
    ----------
    graph : RegionGraph
    distances, beliefs, looks : (P, R) float64
        The beliefs, and what of them the closer looks say.
    person : (R,) float64
        Mean person probability of what is mask.
    pixels : (R,) float64
        Of the person mask.
    known : (R,) float64
        Of these, how many are labelled.
    wrong : (R,) bool
        Most of them are not the owner's, matched by IoU: somebody else's, or nobody's.
    unseen : (R,) bool
        The owner has no detection.
    photo : int
        Pixels of the whole photo.
    """

    graph: RegionGraph
    distances: _Floats
    beliefs: _Floats
    looks: _Floats
    person: _Floats
    pixels: _Floats
    known: _Floats
    wrong: NDArray[np.bool_]
    unseen: NDArray[np.bool_]
    photo: int


@dataclass(frozen=True, eq=False)
class JudgedPhoto:
    """One photo.

    Attributes
    ----------
    kind : str
        "group", "other" or "portrait".
    doubt, error : float
        `photo_doubt` and `split_error`.
    regions : Regions
    places : tuple of (n,) intp
        Regions of every doubtful place.
    """

    kind: str
    doubt: float
    error: float
    regions: Regions
    places: tuple[NDArray[np.intp], ...]


def judged_photo(analysis: Analysis, truth: NDArray[np.uint8], *, kind: str) -> JudgedPhoto:
    """Judge the split of a photo by its true label map, of any size."""
    height, width = analysis.owner.shape
    small = cv2.resize(truth, (width, height), interpolation=cv2.INTER_NEAREST)
    true = np.asarray(small, np.uint8)
    return JudgedPhoto(
        kind=kind,
        doubt=photo_doubt(analysis),
        error=split_error(analysis.owner, true),
        regions=_regions(analysis, true),
        places=tuple(place.regions for place in Editor(analysis).doubtful_places()),
    )


def matching(owner: NDArray[np.int32], truth: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Return (P + 1,): the true person that is meant by 1…P, by IoU one to one; -1 for none."""
    valid = truth != IGNORE
    shared = np.zeros((int(owner.max()) + 1, int(truth[valid].max(initial=0)) + 1))
    np.add.at(shared, (owner[valid], truth[valid]), 1)
    both = shared[1:, 1:]
    either = shared[1:].sum(axis=1)[:, None] + shared[:, 1:].sum(axis=0) - both
    iou = both / np.maximum(either, 1)
    meant = np.full(len(shared), -1)
    rows, cols = linear_sum_assignment(-iou)
    meant[rows + 1] = np.where(iou[rows, cols] > 0, cols + 1, -1)
    return meant


def _regions(analysis: Analysis, truth: NDArray[np.uint8]) -> Regions:
    labels, mask, count = analysis.labels, analysis.mask, analysis.graph.regions
    owner = nearest_person(analysis.distances)
    valid = mask & (truth != IGNORE)
    counts = np.zeros((count, int(truth[valid].max(initial=0)) + 1))
    np.add.at(counts, (labels[valid], truth[valid]), 1)
    known = counts.sum(axis=1)
    meant = matching(analysis.owner, truth)
    pixels = np.bincount(labels[mask], minlength=count).astype(np.float64)
    person = cv2.resize(analysis.predictions.person, labels.shape[::-1])
    total = np.bincount(labels[mask], person[mask], minlength=count)
    undetected = np.array([not who.detected for who in analysis.people] + [False])
    return Regions(
        graph=analysis.graph,
        distances=analysis.distances,
        beliefs=beliefs_of(analysis),
        looks=looks_of(analysis),
        person=total / np.maximum(pixels, 1),
        pixels=pixels,
        known=known,
        wrong=(known > 0) & ((owner < 0) | (meant[owner + 1] != counts.argmax(axis=1))),
        unseen=undetected[owner],
        photo=labels.size,
    )
