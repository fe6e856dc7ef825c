"""How much one click takes: about as far as there is room around it, less across an outline.

Whoever clicks a mistake clicks its middle. The distance from there to where the owner changes is
therefore about how far the mistake goes, and the click takes what is no farther along a way on
which outlines count many times their length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.colour_histogram import chi2_distance
from portrait_studio.core.region_graph import RegionGraph

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# How far a click goes, in rooms around it, whose size is at most this share of the long side.
REACH = 1.6
FARTHEST = 0.15
# What it says of claims to single pixels reaches a little farther, but fades; in rooms, and where
# it has faded to nothing, in reaches.
FADING_REACH = 2.5
FADED = 2.2
# By how much a full outline, and another colour, stretch the way.
OUTLINE = 10.0
COLOUR = 3.0


def ways(graph: RegionGraph) -> csr_array:
    """Return the (R, R) lengths of the steps between regions, in working pixels."""
    low, high = graph.edges.T
    step = np.linalg.norm(graph.centroid[low] - graph.centroid[high], axis=1)
    colour = chi2_distance(graph.histogram[low], graph.histogram[high])
    return graph.matrix(step * (1 + OUTLINE * graph.border_strength**2 + COLOUR * colour))


def farthest(shape: tuple[int, int]) -> int:
    """Return how far a click may go at most in a photo of working size `shape`, in pixels."""
    return max(2, int(FARTHEST * max(shape)))


def room(cells: NDArray[np.int32], pixel: tuple[int, int], *, most: float) -> float:
    """Return the distance from a pixel of `cells` (h, w) to one of another value, at most `most`.

    The frame of `cells` is no border.
    """
    same = cells == cells[pixel]
    if same.all():
        return most
    depth = cv2.distanceTransform(same.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5)
    return min(float(np.asarray(depth)[pixel]), most)


def piece(ways: csr_array, region: int, *, reach: float) -> NDArray[np.intp]:
    """Return the regions whose way from `region` is no longer than `reach` working pixels."""
    from scipy.sparse.csgraph import dijkstra  # the window opens without it

    lengths = np.asarray(dijkstra(ways, indices=[region], limit=reach)[0])
    return np.flatnonzero(np.isfinite(lengths))
