"""Geodesic distances from people to regions, kept true while seeds come and go.

What decides is, for person i and region r, ::

    distance_i(r) = min(clicked_i(r), reach + automatic_i(r) + evidence_i(r))
    automatic_i(r) = min over sources s of (offset_i(s) + geodesic(s, r))
    clicked_i(r)   = min over the user's seeds s of geodesic(s, r)

Each minimum over sources is one run of Dijkstra from a virtual node that is joined to every
source by an edge as long as its offset.

Why an edit may be answered without starting over: floating-point addition is monotone, so the
smallest left-to-right sum over all paths is one well-defined number, and the minimum over two
sets of sources is exactly the minimum of their two rows. A seed more is therefore one run from
that seed, a seed less one run from those that stay, and nobody else's rows change.

Source of the maths: Dijkstra, "A note on two problems in connexion with graphs", 1959.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

_Floats = NDArray[np.float64]


class AffinitySolver:
    """Distances of P people to R regions, and the edits of a user to them.

    Parameters
    ----------
    matrix : (R, R) csr_array
        Symmetric edge costs, ≥ 0 (`RegionGraph.matrix`).
    offsets : (P, R) float64
        Where each person starts without the user's help: 0 at certain seeds, more at weaker
        evidence, inf where the person does not start.
    evidence : (P, R) float64, optional
        What speaks against a person in a region whatever path led there, ≥ 0; inf forbids it to
        all but the user's seeds.
    reach : float
        Head start of the user's seeds over everything automatic.

    Raises
    ------
    ValueError
        Arrays that do not fit the matrix, or negative values.

    Examples
    --------
    Three regions in a row; person 0 starts on the left, person 1 on the right.

    >>> import numpy as np
    >>> from scipy.sparse import csr_array
    >>> row = csr_array(np.array([[0, 1.0, 0], [1, 0, 3], [0, 3, 0]]))
    >>> starts = np.array([[0, np.inf, np.inf], [np.inf, np.inf, 0]])
    >>> solver = AffinitySolver(row, starts, reach=0.5)
    >>> solver.distances.tolist()
    [[0.5, 1.5, 4.5], [4.5, 3.5, 0.5]]
    >>> solver.add_seed(1, 1)
    >>> solver.distances.tolist()
    [[0.5, inf, 4.5], [1.0, 0.0, 0.5]]
    """

    def __init__(
        self,
        matrix: csr_array,
        offsets: _Floats,
        *,
        evidence: _Floats | None = None,
        reach: float = 0.0,
    ) -> None:
        self._evidence = np.zeros(offsets.shape) if evidence is None else evidence
        if offsets.ndim != 2 or offsets.shape[1] != matrix.shape[0]:
            raise ValueError(f"offsets {offsets.shape} do not fit a matrix of {matrix.shape}")
        if self._evidence.shape != offsets.shape:
            raise ValueError(f"evidence {self._evidence.shape}, but offsets {offsets.shape}")
        if not ((offsets >= 0).all() and (self._evidence >= 0).all() and reach >= 0):
            raise ValueError("offsets, evidence and reach must not be negative")
        self._matrix = matrix
        self._offsets = offsets
        self._reach = reach
        self._seeds: list[set[int]] = [set() for _ in offsets]
        self._excluded: list[set[int]] = [set() for _ in offsets]
        self._automatic = np.empty(offsets.shape)
        self._clicked = np.full(offsets.shape, np.inf)
        for person in range(len(offsets)):
            self._solve_automatic(person)

    @property
    def distances(self) -> _Floats:
        """(P, R) float64: inf where no path leads, and at another person's seed."""
        distances: _Floats = np.minimum(self._clicked, self._automatic)
        for person, seeds in enumerate(self._seeds):
            own = list(seeds)
            mine = distances[person, own]
            distances[:, own] = np.inf
            distances[person, own] = mine
        return distances

    def seeds(self, person: int) -> frozenset[int]:
        """Regions the user gave to `person` (0..P-1)."""
        return frozenset(self._seeds[person])

    def excluded(self, person: int) -> frozenset[int]:
        """Regions the user forbade `person` (0..P-1) to own or to cross."""
        return frozenset(self._excluded[person])

    def add_person(self) -> int:
        """Add a person who starts only where the user will say, and return their row."""
        nowhere = np.full((1, self._offsets.shape[1]), np.inf)
        self._offsets = np.concatenate([self._offsets, nowhere])
        self._evidence = np.concatenate([self._evidence, np.zeros_like(nowhere)])
        self._automatic = np.concatenate([self._automatic, nowhere])
        self._clicked = np.concatenate([self._clicked, nowhere])
        self._seeds.append(set())
        self._excluded.append(set())
        return len(self._seeds) - 1

    def keep(self, rows: Sequence[int]) -> None:
        """Keep only these people, in this order, with their seeds and bans."""
        order = list(rows)
        self._offsets, self._evidence = self._offsets[order], self._evidence[order]
        self._automatic, self._clicked = self._automatic[order], self._clicked[order]
        self._seeds = [self._seeds[row] for row in order]
        self._excluded = [self._excluded[row] for row in order]

    def add_seed(self, person: int, region: int) -> None:
        """Give `region` to `person`; another person's seed there goes, and so does a ban."""
        for other, seeds in enumerate(self._seeds):
            if other != person and region in seeds:
                self.remove_seed(other, region)
        if region in self._excluded[person]:
            self.include(person, region)
        self._seeds[person].add(region)
        row = self._row(person, _starts(self._offsets.shape[1], [region]))
        self._clicked[person] = np.minimum(self._clicked[person], row)

    def remove_seed(self, person: int, region: int) -> None:
        """Take the seed at `region` away from `person`.

        Raises
        ------
        KeyError
            It was none.
        """
        self._seeds[person].remove(region)
        self._solve_clicked(person)

    def exclude(self, person: int, region: int) -> None:
        """Forbid `person` to own or to cross `region`; a seed of theirs there goes."""
        self._seeds[person].discard(region)
        self._excluded[person].add(region)
        self._solve_automatic(person)
        self._solve_clicked(person)

    def include(self, person: int, region: int) -> None:
        """Lift the ban of `person` from `region`.

        Raises
        ------
        KeyError
            There was none.
        """
        self._excluded[person].remove(region)
        self._solve_automatic(person)
        self._solve_clicked(person)

    def path(self, person: int, region: int) -> list[int]:
        """Return the regions by which `region` came to `person`, from source to `region`.

        Raises
        ------
        ValueError
            No path leads there.
        """
        starts = self._offsets[person]
        if self._clicked[person, region] <= self._automatic[person, region]:
            starts = _starts(len(starts), self._seeds[person])
        starts = self._without_bans(person, starts)
        return shortest_path(without_regions(self._matrix, self._excluded[person]), starts, region)

    def _solve_automatic(self, person: int) -> None:
        row = self._row(person, self._offsets[person])
        self._automatic[person] = row + self._evidence[person] + self._reach

    def _solve_clicked(self, person: int) -> None:
        starts = _starts(self._offsets.shape[1], self._seeds[person])
        self._clicked[person] = self._row(person, starts)

    def _row(self, person: int, starts: _Floats) -> _Floats:
        matrix = without_regions(self._matrix, self._excluded[person])
        return distances_from(matrix, self._without_bans(person, starts))

    def _without_bans(self, person: int, starts: _Floats) -> _Floats:
        allowed = starts.copy()
        allowed[list(self._excluded[person])] = np.inf
        return allowed


def _starts(regions: int, seeds: Collection[int]) -> _Floats:
    """Offsets (R,) of certain seeds: 0 there, inf elsewhere."""
    starts = np.full(regions, np.inf)
    starts[list(seeds)] = 0.0
    return starts


def distances_from(matrix: csr_array, starts: _Floats) -> _Floats:
    """Return ``min over s of (starts(s) + geodesic(s, r))`` for every region r.

    Parameters
    ----------
    matrix : (R, R) csr_array
        Edge costs; explicit zeros are free ways, inf is no way.
    starts : (R,) float64
        Offset of each source, inf where there is none.

    Returns
    -------
    (R,) float64
    """
    regions = len(starts)
    sources = np.flatnonzero(np.isfinite(starts))
    if len(sources) == 0:
        return np.full(regions, np.inf)
    # The virtual node is one more row; written straight into CSR, so that offsets of zero stay.
    indptr = np.append(matrix.indptr, matrix.indptr[-1] + len(sources))
    indices = np.concatenate([matrix.indices, sources])
    data = np.concatenate([matrix.data, starts[sources]])
    joined = csr_array(
        (data, indices.astype(np.int32), indptr.astype(np.int32)), shape=(regions + 1,) * 2
    )
    return dijkstra(joined, directed=True, indices=[regions])[0, :regions]


def without_regions(matrix: csr_array, regions: Collection[int]) -> csr_array:
    """Return `matrix` with every way into one of `regions` closed (cost inf)."""
    if not regions:
        return matrix
    data = matrix.data.copy()
    data[np.isin(matrix.indices, list(regions))] = np.inf
    return csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def shortest_path(matrix: csr_array, starts: _Floats, region: int) -> list[int]:
    """Return the regions from the best source to `region`, both included (networkx).

    Parameters
    ----------
    matrix, starts
        As in `distances_from`.
    region : int
        Where the path ends.

    Raises
    ------
    ValueError
        No path leads there.
    """
    ways = matrix.tocoo()
    graph = nx.DiGraph()  # a closed region keeps its ways out, so direction matters
    for origin, target, cost in zip(*ways.coords, ways.data, strict=True):
        if np.isfinite(cost):
            graph.add_edge(int(origin), int(target), weight=float(cost))
    source = -1
    for seed in np.flatnonzero(np.isfinite(starts)).tolist():
        graph.add_edge(source, seed, weight=float(starts[seed]))
    try:
        found: list[int] = nx.shortest_path(graph, source, region, weight="weight")
    except (nx.NetworkXNoPath, nx.NodeNotFound) as error:
        raise ValueError(f"no path leads to region {region}") from error
    return found[1:]
