"""Geodesic distances from people to regions, kept true while seeds come and go.

What decides is, for person i and region r, ::

    distance_i(r) = min(clicked_i(r) + d_i(r), reach + automatic_i(r) + evidence_i(r))
    automatic_i(r) = min over sources s of (offset_i(s) + geodesic(s, r))
    clicked_i(r)   = min over the user's seeds s of geodesic(s, r)
    d_i(r)         = a tenth of the finite evidence, 0 at the person's own seeds

What spreads from a click thus heeds the evidence a little: without that, one click inside a
person whose every step is cheap would take all of them.

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
from copy import copy
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_Floats = NDArray[np.float64]

# Share of the evidence that also counts against what spreads from a click: of none, a tenth,
# three tenths and all what left the fewest clicks (`python -m benchmarks.clicks --limit 12`).
DOUBTED = 0.1


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
        evidence = np.zeros(offsets.shape) if evidence is None else evidence
        if offsets.ndim != 2 or offsets.shape[1] != matrix.shape[0]:
            raise ValueError(f"offsets {offsets.shape} do not fit a matrix of {matrix.shape}")
        if evidence.shape != offsets.shape:
            raise ValueError(f"evidence {evidence.shape}, but offsets {offsets.shape}")
        if not ((offsets >= 0).all() and (evidence >= 0).all() and reach >= 0):
            raise ValueError("offsets, evidence and reach must not be negative")
        self._matrix = matrix
        self._reach = reach
        self._people = [_Person(*both) for both in zip(offsets, evidence, strict=True)]
        for person in range(len(offsets)):
            self._solve(person)

    @property
    def distances(self) -> _Floats:
        """(P, R) float64: inf where no path leads, and at another person's seed.

        Also inf where a user said "not this person" (`set_refused`) as near by.
        """
        distances: _Floats = np.empty((len(self._people), self._regions))
        for row, one in zip(distances, self._people, strict=True):
            np.minimum(one.clicked + one.doubted(), one.automatic, out=row)
            if one.refused:
                row[one.against <= row] = np.inf
        for person, one in enumerate(self._people):
            own = list(one.seeds)
            mine = distances[person, own]
            distances[:, own] = np.inf
            distances[person, own] = mine
        return distances

    def copy(self) -> AffinitySolver:
        """Return a solver that may be edited without changing this one; it shares the rows."""
        other = copy(self)
        other._people = [copy(one) for one in self._people]
        return other

    def seeds(self, person: int) -> frozenset[int]:
        """Regions the user gave to `person` (0..P-1)."""
        return self._people[person].seeds

    def given(self, person: int) -> NDArray[np.bool_]:
        """(R,) bool: regions that `person` (0..P-1) comes to from the user's seeds sooner."""
        one = self._people[person]
        return np.asarray(one.clicked + one.doubted() < one.automatic)

    def excluded(self, person: int) -> frozenset[int]:
        """Regions the user forbade `person` (0..P-1) to own or to cross."""
        return self._people[person].excluded

    def refused(self, person: int) -> frozenset[int]:
        """Regions from which the user keeps `person` (0..P-1) away (`set_refused`)."""
        return self._people[person].refused

    def clicked(self, person: int) -> _Floats:
        """(R,) float64: distance from the user's seeds of `person`; inf without any."""
        return self._people[person].clicked.copy()

    def add_person(self, offsets: _Floats | None = None, evidence: _Floats | None = None) -> int:
        """Add a person, who starts nowhere unless told so (R,), and return their row."""
        nowhere = np.full(self._regions, np.inf)
        nothing = np.zeros(self._regions)
        self._people.append(
            _Person(
                nowhere if offsets is None else offsets, nothing if evidence is None else evidence
            )
        )
        self._solve(len(self._people) - 1)
        return len(self._people) - 1

    def restart(self, person: int, offsets: _Floats, evidence: _Floats) -> None:
        """Let `person` start elsewhere (R,), with other evidence (R,) against them."""
        one = self._people[person]
        one.offsets, one.evidence = offsets, evidence
        self._solve_automatic(person)

    def starts(self, person: int) -> tuple[_Floats, _Floats]:
        """Offsets (R,) and evidence (R,) of `person`, copies."""
        one = self._people[person]
        return one.offsets.copy(), one.evidence.copy()

    def keep(self, rows: Sequence[int]) -> None:
        """Keep only these people, in this order, with their seeds and bans."""
        self._people = [self._people[row] for row in rows]

    def add_seed(self, person: int, region: int) -> None:
        """Give `region` to `person`; another person's seed there goes, and so does a ban."""
        for other, one in enumerate(self._people):
            if other != person and region in one.seeds:
                self.remove_seed(other, region)
        if region in self._people[person].excluded:
            self.include(person, region)
        self.set_seeds(person, self._people[person].seeds | {region})

    def set_seeds(self, person: int, regions: Collection[int]) -> None:
        """Make these and no others the seeds of `person`; those of other people stay.

        Seeds that come cost one run of Dijkstra, seeds that go another.
        """
        one, wanted = self._people[person], frozenset(regions)
        added, gone = wanted - one.seeds, one.seeds - wanted
        one.seeds = wanted
        if gone:
            self._solve_clicked(person)
        elif added:
            row = self._row(person, _starts(self._regions, added))
            one.clicked = np.minimum(one.clicked, row)

    def set_refused(self, person: int, regions: Collection[int]) -> None:
        """Keep `person` away from these regions and from what is nearer to them than to the person.

        Weaker than `exclude` in that paths may cross, stronger in that it spreads as a seed does:
        `person` is out of region r where ``min over these s of geodesic(s, r)`` is not larger
        than the person's distance.
        """
        one, wanted = self._people[person], frozenset(regions)
        added, gone = wanted - one.refused, one.refused - wanted
        one.refused = wanted
        if gone:
            one.against = distances_from(self._matrix, _starts(self._regions, wanted))
        elif added:
            row = distances_from(self._matrix, _starts(self._regions, added))
            one.against = np.minimum(one.against, row)

    def remove_seed(self, person: int, region: int) -> None:
        """Take the seed at `region` away from `person`.

        Raises
        ------
        KeyError
            It was none.
        """
        seeds = self._people[person].seeds
        if region not in seeds:
            raise KeyError(region)
        self.set_seeds(person, seeds - {region})

    def exclude(self, person: int, region: int) -> None:
        """Forbid `person` to own or to cross `region`; a seed of theirs there goes."""
        one = self._people[person]
        one.seeds, one.excluded = one.seeds - {region}, one.excluded | {region}
        self._solve(person)

    def include(self, person: int, region: int) -> None:
        """Lift the ban of `person` from `region`.

        Raises
        ------
        KeyError
            There was none.
        """
        one = self._people[person]
        if region not in one.excluded:
            raise KeyError(region)
        one.excluded = one.excluded - {region}
        self._solve(person)

    def path(self, person: int, region: int) -> list[int]:
        """Return the regions by which `region` came to `person`, from source to `region`.

        Raises
        ------
        ValueError
            No path leads there.
        """
        one = self._people[person]
        starts = one.offsets
        if one.clicked[region] <= one.automatic[region]:
            starts = _starts(len(starts), one.seeds)
        starts = self._without_bans(person, starts)
        return shortest_path(without_regions(self._matrix, one.excluded), starts, region)

    @property
    def _regions(self) -> int:
        return int(self._matrix.shape[0])

    def _solve(self, person: int) -> None:
        self._solve_automatic(person)
        self._solve_clicked(person)

    def _solve_automatic(self, person: int) -> None:
        one = self._people[person]
        one.automatic = self._row(person, one.offsets) + one.evidence + self._reach

    def _solve_clicked(self, person: int) -> None:
        one = self._people[person]
        one.clicked = self._row(person, _starts(self._regions, one.seeds))

    def _row(self, person: int, starts: _Floats) -> _Floats:
        matrix = without_regions(self._matrix, self._people[person].excluded)
        return distances_from(matrix, self._without_bans(person, starts))

    def _without_bans(self, person: int, starts: _Floats) -> _Floats:
        allowed = starts.copy()
        allowed[list(self._people[person].excluded)] = np.inf
        return allowed


class _Person:
    """One person's rows (R,) and edits. None is written into: a copy may share them."""

    def __init__(self, offsets: _Floats, evidence: _Floats) -> None:
        self.offsets, self.evidence = offsets, evidence
        self.automatic = self.clicked = self.against = np.full(len(offsets), np.inf)
        self.seeds: frozenset[int] = frozenset()
        self.excluded: frozenset[int] = frozenset()
        self.refused: frozenset[int] = frozenset()

    def doubted(self) -> _Floats:
        """What the evidence adds (R,) to a way from the user's seeds."""
        added = DOUBTED * np.where(np.isfinite(self.evidence), self.evidence, 0.0)
        added[list(self.seeds)] = 0.0
        return added


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
    from scipy.sparse import csr_array  # the window opens without it
    from scipy.sparse.csgraph import dijkstra

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
    from scipy.sparse import csr_array  # the window opens without it

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
    import networkx as nx  # a tenth of the program's start, for what few ask

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
