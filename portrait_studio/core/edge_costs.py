"""What it costs a path to cross the border between two regions: a table of named costs.

Every cost is a function of the region graph alone, so that all can be compared on the same
photos (``python -m benchmarks.affinity_oracle``). Source of "chi2": Zhu et al., "Portrait Instance
Segmentation for Mobile Devices"; the others are ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.colour_histogram import chi2_distance
from portrait_studio.core.region_graph import RegionGraph

_Floats = NDArray[np.float64]
EdgeCost = Callable[[RegionGraph], _Floats]

# Keeps every cost above zero; among equal paths the one over fewer regions then wins.
STEP = 1e-3

CONTOUR_WEIGHT = 8.0
COLOUR_WEIGHT = 0.2
BACKGROUND_WEIGHT = 0.3


def chi2(graph: RegionGraph) -> _Floats:
    """Return the paper's weight: the χ² distance of the two colour histograms, 0..1."""
    low, high = graph.edges.T
    return chi2_distance(graph.histogram[low], graph.histogram[high]) + STEP


def chi2_squared(graph: RegionGraph) -> _Floats:
    """Return χ² squared: one clear change of colour costs more than many slight ones."""
    low, high = graph.edges.T
    distance = chi2_distance(graph.histogram[low], graph.histogram[high])
    return distance * distance + STEP


def boundary(graph: RegionGraph) -> _Floats:
    """Return the squared strength of the boundary map along the border."""
    return graph.border_strength * graph.border_strength + STEP


def contour(graph: RegionGraph) -> _Floats:
    """Return the cost that measures best: boundary map, colour, and no way through background.

    ``8 · strength³ + 0.2 · (χ²)² + 0.3 · (1 - person) + STEP`` with the lower person probability
    of the two regions. Powers make one clear outline dearer than a long walk inside one person.
    """
    low, high = graph.edges.T
    inside = np.minimum(graph.person[low], graph.person[high])
    cost: _Floats = (
        CONTOUR_WEIGHT * graph.border_strength**3
        + COLOUR_WEIGHT * chi2_distance(graph.histogram[low], graph.histogram[high]) ** 2
        + BACKGROUND_WEIGHT * (1 - inside)
        + STEP
    )
    return cost


EDGE_COSTS: Mapping[str, EdgeCost] = MappingProxyType(
    {
        "chi2": chi2,
        "chi2_squared": chi2_squared,
        "boundary": boundary,
        "contour": contour,
    }
)
DEFAULT_EDGE_COST = "contour"
PAPER_EDGE_COST = "chi2"


def edge_weights(graph: RegionGraph, *, cost: str) -> _Floats:
    """Return the cost of every edge.

    Parameters
    ----------
    graph : RegionGraph
        With E edges.
    cost : str
        A name in `EDGE_COSTS`.

    Returns
    -------
    (E,) float64, > 0

    Raises
    ------
    ValueError
        A name that is not in the table.

    Examples
    --------
    >>> import numpy as np
    >>> from portrait_studio.core.region_graph import region_graph
    >>> halves = np.repeat(np.array([[0, 0, 1, 1]], np.int32), 2, axis=0)
    >>> outline = np.where(halves > 0, 1, 0).astype(np.float32)
    >>> photo = np.zeros((2, 4, 3), np.uint8)
    >>> graph = region_graph(halves, photo, boundary=outline, person=np.ones((2, 4), np.float32))
    >>> edge_weights(graph, cost="chi2").tolist(), edge_weights(graph, cost="boundary").tolist()
    ([0.001], [1.001])
    """
    if cost not in EDGE_COSTS:
        raise ValueError(f"no edge cost is called {cost!r}: choose one of {', '.join(EDGE_COSTS)}")
    return EDGE_COSTS[cost](graph)
