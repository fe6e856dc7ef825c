"""Connected parts of the person mask, on the region graph."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.region_graph import RegionGraph


def mask_parts(graph: RegionGraph, in_mask: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Number the connected parts of the person mask.

    Parameters
    ----------
    graph : RegionGraph
        With R regions.
    in_mask : (R,) bool
        Regions of the person mask.

    Returns
    -------
    (R,) int32
        0..N-1 in the order of their lowest region; -1 outside the mask.

    Examples
    --------
    >>> import numpy as np
    >>> from portrait_studio.core.region_graph import region_graph
    >>> strip, zeros = np.arange(4, dtype=np.int32)[None], np.zeros((1, 4), np.float32)
    >>> photo = np.zeros((1, 4, 3), np.uint8)
    >>> graph = region_graph(strip, photo, boundary=zeros, person=zeros)
    >>> mask_parts(graph, np.array([True, False, True, True])).tolist()
    [0, -1, 1, 1]
    """
    from scipy.sparse.csgraph import connected_components  # the window opens without it

    joined = in_mask[graph.edges].all(axis=1)
    ways = graph.matrix(np.asarray(joined, np.float64))
    ways.eliminate_zeros()
    _, component = connected_components(ways, directed=False)
    parts = np.full(graph.regions, -1, np.int32)
    _, first, number = np.unique(component[in_mask], return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(first))
    parts[in_mask] = rank[number]
    return parts
