"""From a photo at working size and its predictions to its people, once; edits answer from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from time import perf_counter
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.close_ups import Closer
from portrait_studio.core.edge_costs import edge_weights
from portrait_studio.core.geodesic import AffinitySolver
from portrait_studio.core.people import Person, describe, drop_ghosts, owner_map
from portrait_studio.core.photo import Photo
from portrait_studio.core.pixel_owners import pixel_owners
from portrait_studio.core.predictions import Predictions
from portrait_studio.core.region_graph import RegionGraph, region_graph
from portrait_studio.core.seeds import Seeds, find_seeds
from portrait_studio.core.settings import DEFAULT, PAPER, PRESETS, Settings
from portrait_studio.core.superpixels import superpixels

__all__ = ["DEFAULT", "PAPER", "PRESETS", "Analysis", "Settings", "split"]

_Floats = NDArray[np.float64]
_Map = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Analysis:
    """Everything derived of one photo. Arrays are at working size (h, w).

    Attributes
    ----------
    predictions : Predictions
        As the network gave them.
    settings : Settings
        What was chosen.
    labels : (h, w) int32
        Label image of R regions.
    graph : RegionGraph
        Its graph, with E edges.
    weights : (E,) float64
        Cost of each edge.
    mask : (h, w) bool
        Person mask.
    offsets, evidence : (P, R) float64
        Where people start and what speaks against them (`Seeds`), in the order of `people`.
    distances : (P, R) float64
        What decided (`AffinitySolver.distances`).
    people : tuple of Person
        Best score first, ids 1..P.
    owner : (h, w) int32
        1..P whose a pixel is; 0 background or unassigned.
    dropped : int
        Detections that became nobody: no mask under them, or a second box on somebody.
    seconds : dict of str to float
        Time of each stage.
    photo : Photo or None
        The photo at full size, where it is at hand.
    closer : Closer or None
        Takes closer looks at people, told where a user clicked; None where no network does.
    """

    predictions: Predictions
    settings: Settings
    labels: NDArray[np.int32]
    graph: RegionGraph
    weights: _Floats
    mask: NDArray[np.bool_]
    offsets: _Floats
    evidence: _Floats
    distances: _Floats
    people: tuple[Person, ...]
    owner: NDArray[np.int32]
    dropped: int
    seconds: dict[str, float]
    photo: Photo | None = None
    closer: Closer | None = None

    @property
    def unassigned(self) -> NDArray[np.bool_]:
        """(h, w) bool: pixels of the person mask that are nobody's."""
        free: NDArray[np.bool_] = self.mask & (self.owner == 0)
        return free

    def solver(self) -> AffinitySolver:
        """Return a solver of its own for a user's edits, in the state of this analysis."""
        return AffinitySolver(
            self.graph.matrix(self.weights),
            self.offsets,
            evidence=self.evidence,
            reach=self.settings.reach,
        )


def split(
    working_rgb8: NDArray[np.uint8], predictions: Predictions, settings: Settings = DEFAULT
) -> Analysis:
    """Tell the people of a photo apart.

    Parameters
    ----------
    working_rgb8 : (h, w, 3) uint8
        The photo at working size.
    predictions : Predictions
        Of any size; enlarged or reduced to (h, w).
    settings : Settings
        `DEFAULT`, `PAPER` or any other.

    Examples
    --------
    >>> import numpy as np
    >>> from portrait_studio.core.photo import Photo
    >>> from portrait_studio.core.predictions import Detection
    >>> person = np.zeros((40, 60), np.float32)
    >>> person[10:40, 5:20] = person[10:40, 35:55] = 1
    >>> boxes = Detection((0.25, 0.05, 1, 0.35), 0.9), Detection((0.25, 0.55, 1, 0.95), 0.8)
    >>> photo = np.where(person[..., None] > 0, 200, 50).astype(np.uint8).repeat(3, axis=2)
    >>> analysis = split(photo, Predictions(person, np.zeros_like(person), boxes))
    >>> [(who.id, round(who.score, 2), who.box) for who in analysis.people]
    [(1, 0.9, (10, 5, 40, 20)), (2, 0.8, (10, 35, 40, 55))]
    """
    seconds: dict[str, float] = {}
    with _timed("superpixels", seconds):
        shape = working_rgb8.shape[:2]
        person = resized(predictions.person, shape)
        boundary = resized(predictions.boundary, shape)
        labels = superpixels(
            working_rgb8,
            boundary=boundary,
            person=person,
            own=predictions.own,
            count=settings.regions,
        )
    with _timed("graph", seconds):
        graph = region_graph(labels, working_rgb8, boundary=boundary, person=person)
        weights = edge_weights(graph, cost=settings.edge_cost)
    with _timed("people", seconds):
        found = _people(
            graph, labels, weights, person=person, predictions=predictions, settings=settings
        )
    return Analysis(
        predictions=predictions,
        settings=settings,
        labels=labels,
        graph=graph,
        weights=weights,
        seconds=seconds,
        **found._asdict(),
    )


class _Found(NamedTuple):
    """The part of an `Analysis` that is known last."""

    mask: NDArray[np.bool_]
    offsets: _Floats
    evidence: _Floats
    distances: _Floats
    people: tuple[Person, ...]
    owner: NDArray[np.int32]
    dropped: int


def _people(
    graph: RegionGraph,
    labels: NDArray[np.int32],
    weights: _Floats,
    *,
    person: _Map,
    predictions: Predictions,
    settings: Settings,
) -> _Found:
    mask = person >= settings.mask_threshold
    seeds = find_seeds(graph, labels, mask=mask, predictions=predictions, settings=settings)
    solver = AffinitySolver(
        graph.matrix(weights), seeds.offsets, evidence=seeds.evidence, reach=settings.reach
    )
    rows = drop_ghosts(solver, seeds, labels, mask)
    detections, seen = predictions.detections, seeds.detection[rows]
    owner = owner_map(solver.distances, labels, mask=mask)
    if predictions.own is not None and settings.own_weight:
        own = [predictions.own[found] if found >= 0 else None for found in seen]
        owner = pixel_owners(owner, own, mask=mask)
    people = describe(owner, person, detection=seen, detections=detections)
    # Python sorts stably: equal scores stay in the order of the detections.
    people.sort(key=lambda who: -who.score)
    order = [who.id - 1 for who in people]
    solver.keep(order)
    return _Found(
        mask=mask,
        offsets=seeds.offsets[rows[order]],
        evidence=seeds.evidence[rows[order]],
        distances=solver.distances,
        people=tuple(replace(who, id=rank) for rank, who in enumerate(people, 1)),
        owner=_renumbered(owner, order),
        dropped=_dropped(seeds, rows[order]),
    )


def _dropped(seeds: Seeds, rows: NDArray[np.intp]) -> int:
    detected = int((seeds.detection >= 0).sum()) - int((seeds.detection[rows] >= 0).sum())
    return seeds.dropped + detected


def _renumbered(owner: NDArray[np.int32], order: list[int]) -> NDArray[np.int32]:
    """Give value ``order[k] + 1`` the number k + 1; those not in `order` have no pixel."""
    number = np.zeros(int(owner.max()) + 1, np.int32)
    number[np.array(order, int) + 1] = np.arange(1, len(order) + 1)
    return number[owner]


def resized(values: _Map, shape: tuple[int, ...]) -> _Map:
    """Return a probability map at another size (h, w), linear between its pixels."""
    if values.shape == shape:
        return values
    large = cv2.resize(values, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(large, np.float32).reshape(shape).clip(0, 1)


@contextmanager
def _timed(stage: str, seconds: dict[str, float]) -> Iterator[None]:
    begin = perf_counter()
    yield
    seconds[stage] = perf_counter() - begin
