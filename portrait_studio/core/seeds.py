"""Where people start, and what speaks against them elsewhere, from detections and votes."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.boxes import cores, intersection_over_union, outside
from portrait_studio.core.mask_parts import mask_parts
from portrait_studio.core.predictions import Predictions
from portrait_studio.core.region_graph import RegionGraph
from portrait_studio.core.settings import Settings

_Floats = NDArray[np.float64]
_Flags = NDArray[np.bool_]

# A small part of the mask further than this many box sides from every box is nobody's: more
# likely a mistake of the mask than a hand.
FAR = 0.25

_BARELY = 1e-6  # weight of what counts only where nothing else is

# Two boxes of this IoU are the same person seen twice.
REPEATED = 0.8


@dataclass(frozen=True, eq=False)
class Seeds:
    """The sources of P people over R regions.

    Attributes
    ----------
    offsets : (P, R) float64
        0 at certain seeds, more at weaker evidence, inf elsewhere.
    evidence : (P, R) float64
        What speaks against a person in a region, ≥ 0; inf on small parts of the mask that are
        too far away to be anybody's.
    within : (P, R) bool
        Regions inside the person's box, or part of the mask.
    detection : (P,) intp
        Index of each person's detection; -1 for a part of the mask that no detection claims.
    dropped : int
        Detections with no person mask under them, or that repeat a better one.
    """

    offsets: _Floats
    evidence: _Floats
    within: _Flags
    detection: NDArray[np.intp]
    dropped: int


def find_seeds(
    graph: RegionGraph,
    labels: NDArray[np.int32],
    *,
    mask: _Flags,
    predictions: Predictions,
    settings: Settings,
) -> Seeds:
    """Give every person a place to start from.

    Parameters
    ----------
    graph : RegionGraph
        With R regions.
    labels : (H, W) int32
        Its label image.
    mask : (H, W) bool
        The person mask.
    predictions : Predictions
        Its detections and votes.
    settings : Settings

    Returns
    -------
    Seeds
        People with a detection first, in the order of the detections, then parts of the mask
        without one.
    """
    touched, in_mask = _mask_regions(graph, labels, mask, settings)
    boxes = np.array([found.box for found in predictions.detections], np.float64).reshape(-1, 4)
    kept = _first_of_its_kind(boxes) & _over_mask(boxes, mask)
    boxes = boxes[kept]
    points = (graph.centroid + 0.5) / np.array(labels.shape)
    away = outside(boxes, points)
    own = _closer_look(graph, labels, predictions, kept=kept, settings=settings)
    if own is None:
        certain = _certain(graph, boxes, points, away=away, in_mask=in_mask, settings=settings)
    else:
        certain = _surely_own(own, in_mask=in_mask, settings=settings)
    _start_the_small(certain, boxes, labels, mask)
    offsets = np.where(certain, 0.0, np.inf)
    if own is None:
        against = _disagreement(predictions.votes, boxes, points, settings=settings)
        evidence = np.where(certain, 0.0, settings.outside_weight * away) + against
    else:  # sharper than a box: the rim of a mask lies a little outside the box of its person
        evidence = settings.own_weight * (1 - own)
    parts, nobody = _unclaimed(
        graph, offsets, away, in_mask=in_mask, touched=touched, settings=settings
    )
    evidence = np.concatenate([evidence, np.zeros(parts.shape)])
    evidence[:, nobody] = np.inf
    return Seeds(
        offsets=np.concatenate([offsets, np.where(parts, 0.0, np.inf)]),
        evidence=evidence,
        within=np.concatenate([away == 0, parts]),
        detection=np.append(np.flatnonzero(kept), np.full(len(parts), -1)),
        dropped=int((~kept).sum()),
    )


def _first_of_its_kind(boxes: _Floats) -> _Flags:
    """(P,) bool: no kept box before it is nearly the same; detections come best first."""
    alike = intersection_over_union(boxes, boxes) > REPEATED
    kept = np.ones(len(boxes), bool)
    for row in range(len(boxes)):
        kept[row] = not (alike[row, :row] & kept[:row]).any()
    return kept


def _over_mask(boxes: _Floats, mask: _Flags) -> _Flags:
    """(P,) bool: there is mask in the box."""
    return np.array([mask[_pixels(box, mask.shape)].any() for box in boxes], bool)


def _certain(
    graph: RegionGraph,
    boxes: _Floats,
    points: _Floats,
    *,
    away: _Floats,
    in_mask: _Flags,
    settings: Settings,
) -> _Flags:
    """(P, R) bool: regions of the mask that lie in exactly one box.

    A box inside another has no region of its own, or a sliver that is as likely a neighbour's: it
    also starts from its core, and if that is empty from all of the mask inside it.
    """
    inside = (away == 0) & in_mask
    alone = inside & ((away <= settings.seed_margin).sum(axis=0) == 1)
    few = alone @ graph.size <= settings.sliver * (inside @ graph.size)
    core = inside & (outside(cores(boxes), points) == 0)
    certain = alone | (core & few[:, None])
    chosen: _Flags = np.where(certain.any(axis=1, keepdims=True), certain, inside)
    return chosen


def _mask_regions(
    graph: RegionGraph, labels: NDArray[np.int32], mask: _Flags, settings: Settings
) -> tuple[_Flags, _Flags]:
    """(R,) bool twice: regions with any mask, and regions that are mostly mask."""
    touched = np.bincount(labels[mask], minlength=graph.regions) > 0
    mostly = graph.person >= settings.mask_threshold
    # a tiny photo, or a distant person: mask, but no region mostly mask
    return touched, mostly if mostly.any() else touched


def _start_the_small(
    certain: _Flags, boxes: _Floats, labels: NDArray[np.int32], mask: _Flags
) -> None:
    """Let people smaller than a region start in all that their box holds of the mask, in place."""
    for row in np.flatnonzero(~certain.any(axis=1)):
        here = _pixels(boxes[row], mask.shape)
        certain[row, labels[here][mask[here]]] = True


def _closer_look(
    graph: RegionGraph,
    labels: NDArray[np.int32],
    predictions: Predictions,
    *,
    kept: _Flags,
    settings: Settings,
) -> _Floats | None:
    """(P, R): what a closer look gives to each kept detection; None without one."""
    if predictions.own is None:
        return None
    mask = predictions.person >= settings.mask_threshold
    return own_shares(predictions.own[kept], labels, graph, mask=mask)


def own_shares(
    own: NDArray[np.float32], labels: NDArray[np.int32], graph: RegionGraph, *, mask: _Flags
) -> _Floats:
    """(P, R): every person's own probability (P, h, w), its mean over what is mask of each region.

    The rim of a person lies in regions that are mostly background, which must not count; where a
    region holds no mask (h, w) at all, all of it does.
    """
    height, width = own.shape[1:]
    small = cv2.resize(labels, (width, height), interpolation=cv2.INTER_NEAREST_EXACT).ravel()
    weight = np.where(mask, 1.0, _BARELY).ravel()
    total = np.bincount(small, weight, minlength=graph.regions)
    sums = [np.bincount(small, plane.ravel() * weight, minlength=graph.regions) for plane in own]
    shares = np.asarray(sums, np.float64).reshape(len(own), graph.regions)
    return shares / np.maximum(total, _BARELY)


def _surely_own(own: _Floats, *, in_mask: _Flags, settings: Settings) -> _Flags:
    """(P, R) bool: regions of the mask that a closer look gives to one person alone.

    Who has none begins where they are likeliest.
    """
    others = own.sum(axis=0) - own
    sure = in_mask & (own >= settings.sure) & (others <= 1 - settings.sure)
    best = own == own.max(axis=1, keepdims=True)
    chosen: _Flags = np.where(sure.any(axis=1, keepdims=True), sure, best & (own > 0))
    return chosen


def _disagreement(
    votes: NDArray[np.float32] | None,
    boxes: _Floats,
    points: _Floats,
    *,
    settings: Settings,
) -> _Floats:
    """(P, R) or 0: how far the votes deny people regions."""
    if votes is not None:
        return settings.vote_weight * (1 - intersection_over_union(boxes, _votes_at(votes, points)))
    return np.zeros(1)


def _unclaimed(
    graph: RegionGraph,
    offsets: _Floats,
    away: _Floats,
    *,
    in_mask: _Flags,
    touched: _Flags,
    settings: Settings,
) -> tuple[_Flags, _Flags]:
    """Find the mask that no detection explains: the people in it (N, R), and what is nobody's (R,).

    Unexplained is a part of the mask in which nobody starts, and whatever lies far from all boxes
    even if it touches a person: a neighbour the network missed.
    """
    parts = mask_parts(graph, in_mask)
    claimed = np.unique(parts[in_mask & np.isfinite(offsets).any(axis=0)])
    alone = in_mask & ~np.isin(parts, claimed)
    far = in_mask & (away > FAR).all(axis=0)
    parts = mask_parts(graph, alone | far)
    large = np.bincount(parts[parts >= 0], graph.size[parts >= 0])
    people = np.flatnonzero(large >= settings.smallest_part * graph.size.sum())
    explained = (in_mask & ~alone) | np.isin(parts, people)
    # The rim of the mask lies in regions that are mostly background, next to those of the person.
    near = explained.copy()
    near[graph.edges[explained[graph.edges].any(axis=1)]] = True
    nobody = touched & (away > FAR).all(axis=0) & ~near
    return people[:, None] == parts, nobody


def _pixels(box: _Floats, shape: tuple[int, ...]) -> tuple[slice, slice]:
    """Pixels (at least one) that a box in fractions covers in a picture of `shape`."""
    size = np.array(shape[:2])
    low = np.minimum((box[:2] * size).astype(int), size - 1)
    high = np.maximum(np.ceil(box[2:] * size).astype(int), low + 1)
    return slice(int(low[0]), int(high[0])), slice(int(low[1]), int(high[1]))


def _votes_at(votes: NDArray[np.float32], points: _Floats) -> _Floats:
    """Boxes (R, 4) voted for at points (R, 2), interpolated between cells."""
    height, width = votes.shape[1:]
    rows, cols = (points * [height, width] - 0.5).astype(np.float32).T
    voted = cv2.remap(
        np.ascontiguousarray(votes.transpose(1, 2, 0)),
        cols[:, None],
        rows[:, None],
        interpolation=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(voted, np.float64).reshape(-1, 4)
