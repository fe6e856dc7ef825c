"""The photo outside the person mask: how far a user's seed there spreads.

The mask may miss an arm or a hat. A seed outside it extends it, against a background that holds
every region at a distance of its own: the less the network believes in a person there, the less
it takes to be stopped. Paths cost what they cost inside the mask, but for the price of leaving
it, which is the point of such a seed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.colour_histogram import chi2_distance
from portrait_studio.core.edge_costs import COLOUR_WEIGHT, CONTOUR_WEIGHT
from portrait_studio.core.geodesic import AffinitySolver
from portrait_studio.core.region_graph import RegionGraph

_Floats = NDArray[np.float64]

# What the background allows: this much everywhere, and this much more where the mask nearly is.
LEAST_REACH = 0.005
MASK_REACH = 0.2
# A step in the background is dearer than one inside a person: nothing else stops a seed there.
STEP = 0.005


def beyond_solver(graph: RegionGraph, *, people: int) -> AffinitySolver:
    """Return a solver of `people` who start nowhere, and the background, which is everywhere.

    The background is row `people`, the last one.
    """
    offsets = np.full((people + 1, graph.regions), np.inf)
    offsets[people] = 0.0
    evidence = np.zeros_like(offsets)
    evidence[people] = LEAST_REACH + MASK_REACH * graph.person
    return AffinitySolver(graph.matrix(_costs(graph)), offsets, evidence=evidence)


def _costs(graph: RegionGraph) -> _Floats:
    low, high = graph.edges.T
    colour = chi2_distance(graph.histogram[low], graph.histogram[high])
    cost: _Floats = CONTOUR_WEIGHT * graph.border_strength**3 + COLOUR_WEIGHT * colour**2 + STEP
    return cost
