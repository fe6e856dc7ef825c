"""How long one click takes: a seed more or less, and whose every pixel is afterwards."""

from dataclasses import dataclass
from time import perf_counter

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.timing import Timings
from portrait_studio.core.edge_costs import DEFAULT_EDGE_COST, edge_weights
from portrait_studio.core.geodesic import AffinitySolver
from portrait_studio.core.people import owner_map
from portrait_studio.core.predictions import Predictions
from portrait_studio.core.region_graph import RegionGraph, region_graph
from portrait_studio.core.superpixels import superpixels

EDITS = 60
ADD = "add a seed"


@dataclass(frozen=True, eq=False)
class EditSpeed:
    """Times of edits and, for comparison, of solving from scratch, in `timings`."""

    regions: int
    people: int
    timings: Timings


def time_edits(
    rgb8: NDArray[np.uint8], predictions: Predictions, *, regions: int, people: int
) -> EditSpeed:
    """Time edits on the graph of a photo, at regions drawn by a fixed seed.

    Parameters
    ----------
    rgb8
        (h, w, 3) uint8, the working photo.
    predictions
        Of this photo; its maps shape the regions and the edge costs.
    regions
        How many regions to ask for.
    people
        How many people to put side by side over the photo.
    """
    labels, graph = _graph(rgb8, predictions, regions=regions)
    mask = np.ones(labels.shape, np.bool_)
    matrix = graph.matrix(edge_weights(graph, cost=DEFAULT_EDGE_COST))
    offsets = _columns(graph, people=people)
    solver, timings = AffinitySolver(matrix, offsets), Timings()
    rng = np.random.default_rng(0)
    for _ in range(EDITS):
        person, region = int(rng.integers(people)), int(rng.integers(graph.regions))
        start = perf_counter()
        solver.add_seed(person, region)
        owner_map(solver.distances, labels, mask=mask)
        timings.add(ADD, perf_counter() - start)
        start = perf_counter()
        solver.remove_seed(person, region)
        owner_map(solver.distances, labels, mask=mask)
        timings.add("remove a seed", perf_counter() - start)
    for _ in range(5):
        timings.measure("solve from scratch", lambda: AffinitySolver(matrix, offsets))
    return EditSpeed(regions=graph.regions, people=people, timings=timings)


def _graph(
    rgb8: NDArray[np.uint8], predictions: Predictions, *, regions: int
) -> tuple[NDArray[np.int32], RegionGraph]:
    size = (rgb8.shape[1], rgb8.shape[0])
    person = np.asarray(cv2.resize(predictions.person, size), np.float32)
    boundary = np.asarray(cv2.resize(predictions.boundary, size), np.float32)
    labels = superpixels(rgb8, boundary=boundary, person=person, count=regions)
    return labels, region_graph(labels, rgb8, boundary=boundary, person=person)


def _columns(graph: RegionGraph, *, people: int) -> NDArray[np.float64]:
    """Let each person start in a narrow column of the photo of their own."""
    across = graph.centroid[:, 1] / max(1.0, graph.centroid[:, 1].max())
    middles = (np.arange(people) + 0.5) / people
    near = np.abs(across[None] - middles[:, None]) < 0.2 / people
    return np.where(near, 0.0, np.inf)
