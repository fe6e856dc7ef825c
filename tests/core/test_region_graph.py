import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from portrait_studio.core.region_graph import region_graph


def graph_of(labels, boundary=None, person=None):
    zeros = np.zeros(labels.shape, np.float32)
    photo = np.random.default_rng(0).integers(0, 256, (*labels.shape, 3), np.uint8)
    return region_graph(
        labels,
        photo,
        boundary=zeros if boundary is None else boundary,
        person=zeros if person is None else person,
    )


def borders_pixel_by_pixel(labels, boundary):
    """The plain loop: every pixel side between two regions, with the stronger of its two values."""
    sides: dict[tuple[int, int], list[float]] = {}
    for row, col in np.ndindex(labels.shape):
        for other in ((row + 1, col), (row, col + 1)):
            if other[0] < labels.shape[0] and other[1] < labels.shape[1]:
                a, b = sorted((int(labels[row, col]), int(labels[other])))
                if a != b:
                    strength = max(boundary[row, col], boundary[other])
                    sides.setdefault((a, b), []).append(float(strength))
    return sides


shapes = st.tuples(st.integers(1, 7), st.integers(1, 7))


@given(shapes.flatmap(lambda shape: arrays(np.int32, shape, elements=st.integers(0, 4))))
def test_edges_equal_those_of_a_loop_over_pixels(values):
    inverse = np.unique(values, return_inverse=True)[1]
    labels = np.asarray(inverse, np.int32).reshape(values.shape)
    boundary = np.random.default_rng(1).random(labels.shape, np.float32)
    graph, sides = graph_of(labels, boundary), borders_pixel_by_pixel(labels, boundary)
    assert [tuple(edge) for edge in graph.edges.tolist()] == sorted(sides)
    for edge, length, strength in zip(
        graph.edges.tolist(), graph.border_length, graph.border_strength, strict=True
    ):
        values = sorted(sides[tuple(edge)])
        assert length == len(values)
        assert strength == pytest.approx(values[(len(values) - 1) // 4], abs=0.5 / 255 + 1e-6)


def test_sizes_centroids_and_person_probabilities_are_means_over_the_region():
    labels = np.array([[0, 0, 1], [0, 2, 1]], np.int32)
    person = np.array([[1, 0.5, 0], [0, 0.25, 1]], np.float32)
    graph = graph_of(labels, person=person)
    assert graph.regions == 3
    assert graph.size.tolist() == [3, 2, 1]
    assert graph.centroid.ravel() == pytest.approx([1 / 3, 1 / 3, 0.5, 2, 1, 1])
    assert graph.person == pytest.approx([0.5, 0.5, 0.25])


def test_one_region_has_no_edges():
    graph = graph_of(np.zeros((3, 3), np.int32))
    assert graph.edges.shape == (0, 2)
    assert graph.matrix(np.zeros(0)).shape == (1, 1)
    assert list(graph.to_networkx(np.zeros(0)).nodes) == [0]


def test_the_matrix_is_symmetric_and_keeps_free_ways():
    graph = graph_of(np.array([[0, 1, 2]], np.int32))
    matrix = graph.matrix(np.array([0.0, 5.0]))
    assert matrix.nnz == 4
    assert (matrix.toarray() == matrix.toarray().T).all()
    assert matrix[1, 2] == 5


def test_networkx_sees_the_same_graph():
    labels = np.random.default_rng(0).integers(0, 9, (6, 6)).astype(np.int32)
    labels.flat[:9] = range(9)
    graph = graph_of(labels)
    weights = np.linspace(1, 2, len(graph.edges))
    seen = nx.to_scipy_sparse_array(graph.to_networkx(weights), nodelist=range(9))
    assert (seen.toarray() == graph.matrix(weights).toarray()).all()
