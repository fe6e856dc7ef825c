"""The region adjacency graph: which regions touch, and what is known of each and of each border."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.colour_histogram import colour_histograms

if TYPE_CHECKING:
    import networkx as nx
    from scipy.sparse import csr_array

_Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class RegionGraph:
    """Regions as nodes 0..R-1, borders between neighbours as edges 0..E-1.

    Attributes
    ----------
    edges : (E, 2) int32
        The two regions of every border, lower one first, sorted, no duplicates.
    border_length : (E,) float64
        Pixel sides that the two regions share.
    border_strength : (E,) float64, 0..1
        Lower quartile of the boundary map along the border, read on the stronger of its two
        sides: a border between people is strong all along, clutter only here and there.
    size : (R,) float64
        Pixels.
    centroid : (R, 2) float64
        Mean (row, col).
    histogram : (R, B) float32
        Colour histogram, each row sums to 1.
    person : (R,) float64, 0..1
        Mean person probability.
    """

    edges: NDArray[np.int32]
    border_length: _Floats
    border_strength: _Floats
    size: _Floats
    centroid: _Floats
    histogram: NDArray[np.float32]
    person: _Floats

    @property
    def regions(self) -> int:
        """R, the number of regions."""
        return len(self.size)

    def matrix(self, weights: _Floats) -> csr_array:
        """Return the symmetric (R, R) float64 matrix with `weights` (E,) on both ways of an edge.

        A weight of zero stays an edge, as an explicit zero.
        """
        from scipy.sparse import csr_array  # the window opens without it

        low, high = self.edges.T
        ways = np.concatenate([low, high]), np.concatenate([high, low])
        both = np.concatenate([weights, weights]).astype(np.float64)
        return csr_array((both, ways), shape=(self.regions, self.regions))

    def to_networkx(self, weights: _Floats) -> nx.Graph:
        """Return the graph as networkx sees it, with `weights` (E,) as the edges' ``weight``."""
        import networkx as nx  # a tenth of the program's start, for what few ask

        graph = nx.Graph()
        graph.add_nodes_from(range(self.regions))
        triples = zip(*self.edges.T.tolist(), np.asarray(weights).tolist(), strict=True)
        graph.add_weighted_edges_from(triples)
        return graph


def region_graph(
    labels: NDArray[np.int32],
    rgb8: NDArray[np.uint8],
    *,
    boundary: NDArray[np.float32],
    person: NDArray[np.float32],
) -> RegionGraph:
    """Build the graph of a label image without a loop over pixels or regions.

    Parameters
    ----------
    labels : (H, W) int32
        Label image, values 0..R-1, none missing.
    rgb8 : (H, W, 3) uint8
        The photo.
    boundary, person : (H, W) float32, 0..1
        Boundary map and person probability.

    Examples
    --------
    >>> import numpy as np
    >>> labels = np.array([[0, 0, 1], [2, 2, 1]], np.int32)
    >>> zeros = np.zeros((2, 3), np.float32)
    >>> graph = region_graph(labels, np.zeros((2, 3, 3), np.uint8), boundary=zeros, person=zeros)
    >>> graph.edges.tolist(), graph.border_length.tolist()
    ([[0, 1], [0, 2], [1, 2]], [1.0, 2.0, 1.0])
    """
    size = np.bincount(labels.ravel()).astype(np.float64)
    edges, length, strength = _borders(labels, boundary, regions=len(size))
    axes: NDArray[np.float32] = np.indices(labels.shape, np.float32)
    return RegionGraph(
        edges=edges,
        border_length=length,
        border_strength=strength,
        size=size,
        centroid=np.stack([region_means(labels, axis) for axis in axes], axis=1),
        histogram=colour_histograms(labels, rgb8, regions=len(size)),
        person=region_means(labels, person),
    )


def region_means(labels: NDArray[np.int32], values: NDArray[np.float32]) -> _Floats:
    """Return the mean of `values` (H, W) over each region of `labels` (H, W), as (R,) float64."""
    flat = labels.ravel()
    return np.bincount(flat, values.ravel()) / np.bincount(flat)


def _borders(
    labels: NDArray[np.int32], boundary: NDArray[np.float32], *, regions: int
) -> tuple[NDArray[np.int32], _Floats, _Floats]:
    """Return edges (E, 2), border lengths (E,) and border strengths (E,) by a single sort.

    Every pixel side between two regions becomes one integer: its edge above, its boundary value
    in 8 bits below. Sorted, an edge is a run, and its quartile stands a quarter along the run.
    """
    grey = np.rint(boundary * 255).astype(np.int64)
    sides = []
    for here, there in (
        (np.s_[:, :-1], np.s_[:, 1:]),
        (np.s_[:-1], np.s_[1:]),
    ):
        crossing = labels[here] != labels[there]
        a, b = labels[here][crossing].astype(np.int64), labels[there][crossing].astype(np.int64)
        strength = np.maximum(grey[here][crossing], grey[there][crossing])
        sides.append((np.minimum(a, b) * regions + np.maximum(a, b)) * 256 + strength)
    runs = np.sort(np.concatenate(sides))
    edge = runs >> 8
    starts = np.flatnonzero(np.diff(edge, prepend=-1))
    length = np.diff(starts, append=len(runs))
    edges = np.stack(np.divmod(edge[starts], regions), axis=1).astype(np.int32)
    quartile = runs[starts + (length - 1) // 4] & 255
    return edges, length.astype(np.float64), quartile / 255
