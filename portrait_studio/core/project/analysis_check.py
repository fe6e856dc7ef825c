"""Whether the parts of an analysis that was read from a file fit each other."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.analysis import Analysis
from portrait_studio.core.people import Person
from portrait_studio.core.region_graph import RegionGraph


def check_analysis(analysis: Analysis, *, photo_shape: tuple[int, int]) -> None:
    """Raise ValueError, saying what is wrong, unless everything fits.

    Parameters
    ----------
    analysis : Analysis
        Its arrays have the right types; shapes and values are not known yet.
    photo_shape : (H, W)
        Of the photo at full size.
    """
    shape = analysis.labels.shape
    _require(len(shape) == 2 and min(shape) > 0, "label image")
    _require(shape[0] <= photo_shape[0] and shape[1] <= photo_shape[1], "working size")
    _check_graph(analysis.graph, analysis.labels)
    _check_weights(analysis)
    _check_people(analysis)
    _require(analysis.dropped >= 0, "number of dropped detections")


def _check_graph(graph: RegionGraph, labels: NDArray[np.int32]) -> None:
    regions, edges = graph.regions, graph.edges
    _require(graph.size.ndim == 1 and regions > 0, "sizes of regions")
    _require(int(labels.min()) >= 0 and int(labels.max()) == regions - 1, "label image")
    counts = np.bincount(labels.ravel(), minlength=regions)
    _require(bool((counts > 0).all()) and np.array_equal(counts, graph.size), "sizes of regions")
    _require(edges.ndim == 2 and edges.shape[1] == 2, "edges")
    if len(edges):
        low, high = edges.T.astype(np.int64)
        _require(low.min() >= 0 and high.max() < regions and bool((low < high).all()), "edges")
        _require(bool((np.diff(low * regions + high) > 0).all()), "edges")
    _finite(graph.border_length, (len(edges),), "lengths of borders")
    _within_one(graph.border_strength, (len(edges),), "strengths of borders")
    _finite(graph.centroid, (regions, 2), "centres of regions")
    _require(graph.histogram.ndim == 2, "histograms")
    _finite(graph.histogram, (regions, graph.histogram.shape[1]), "histograms")
    _within_one(graph.person, (regions,), "person probabilities of regions")


def _check_weights(analysis: Analysis) -> None:
    _finite(analysis.weights, (len(analysis.graph.edges),), "edge costs")
    shape = (len(analysis.people), analysis.graph.regions)
    for name in ("offsets", "evidence", "distances"):
        values = getattr(analysis, name)
        _require(values.shape == shape and not (values < 0).any(), name)


def _check_people(analysis: Analysis) -> None:
    mask, owner, people = analysis.mask, analysis.owner, analysis.people
    _require(mask.shape == owner.shape == analysis.labels.shape, "person mask")
    _require(int(owner.min()) >= 0 and int(owner.max()) <= len(people), "owners")
    _require([who.id for who in people] == list(range(1, len(people) + 1)), "people's ids")
    areas = np.bincount(owner.ravel(), minlength=len(people) + 1)
    for who in people:
        _check_person(who, owner.shape, int(areas[who.id]))


def _check_person(who: Person, shape: tuple[int, ...], area: int) -> None:
    row0, col0, row1, col1 = who.box
    _require(0 <= row0 < row1 <= shape[0] and 0 <= col0 < col1 <= shape[1], "people's boxes")
    _require(0 <= who.score <= 1 and who.area == area > 0, "people")


def _finite(values: NDArray[Any], shape: tuple[int, ...], name: str) -> None:
    _require(values.shape == shape and bool(np.isfinite(values).all()), name)
    _require(not (values < 0).any(), name)


def _within_one(values: NDArray[Any], shape: tuple[int, ...], name: str) -> None:
    _finite(values, shape, name)
    _require(not (values > 1 + 1e-6).any(), name)


def _require(fits: bool | np.bool_, name: str) -> None:
    if not fits:
        raise ValueError(f"its {name} do not fit the rest")
