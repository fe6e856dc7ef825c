from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import coo_matrix, identity
from scipy.sparse.linalg import spsolve

from portrait_studio.core.closed_form import EPSILON, RADIUS, MattingLaplacian, closed_form


def built_laplacian(picture):
    """The matting Laplacian as Levin et al. write it down, window by window, without the frame."""
    height, width = picture.shape[:2]
    numbers = np.arange(height * width).reshape(height, width)
    rows, cols, values = [], [], []
    for row in range(RADIUS, height - RADIUS):
        for col in range(RADIUS, width - RADIUS):
            window = np.s_[row - RADIUS : row + RADIUS + 1, col - RADIUS : col + RADIUS + 1]
            colours = picture[window].reshape(-1, 3).astype(float)
            count, different = len(colours), colours - colours.mean(axis=0)
            spread = different.T @ different / count + EPSILON * np.eye(3)
            affinity = (1 + different @ np.linalg.solve(spread, different.T)) / count
            place = numbers[window].ravel()
            rows.append(np.repeat(place, count))
            cols.append(np.tile(place, count))
            values.append((np.eye(count) - affinity).ravel() / count)
    flat = [np.concatenate(part) for part in (values, rows, cols)]
    return coo_matrix((flat[0], (flat[1], flat[2])), shape=(numbers.size,) * 2).tocsr()


@pytest.fixture
def picture():
    return np.random.default_rng(3).random((26, 30, 3), np.float32)


def test_the_product_is_that_of_the_matrix(picture):
    alpha = np.random.default_rng(4).random(picture.shape[:2], np.float32)
    product = MattingLaplacian(picture) @ alpha
    expected = (built_laplacian(picture) @ alpha.ravel()).reshape(alpha.shape)
    inner = np.s_[2 * RADIUS : -2 * RADIUS, 2 * RADIUS : -2 * RADIUS]
    assert np.abs(product - expected)[inner].max() < 1e-4


def test_the_solution_is_that_of_a_direct_solver(picture):
    expected = np.linspace(0, 1, 30, dtype=np.float32)[None].repeat(26, axis=0)
    free = np.zeros(expected.shape, bool)
    free[8:-8, 8:-8] = True
    made = closed_form(MattingLaplacian(picture), expected, free=free, weight=0.05)
    inside = free.ravel()
    matrix = built_laplacian(picture) + 0.05 * identity(free.size)
    known = np.where(inside, 0, expected.ravel().astype(float))
    right = (0.05 * expected.ravel() - matrix @ known)[inside]
    direct = spsolve(matrix[inside][:, inside].tocsc(), right).clip(0, 1)
    assert np.abs(made[free] - direct).max() < 0.01
    assert np.array_equal(made[~free], expected[~free])


def test_two_plain_colours_are_told_apart_to_the_pixel():
    truth = np.zeros((40, 60), np.float32)
    truth[:, 31:] = 1
    picture = np.where(truth[:, :, None] > 0, [0.9, 0.3, 0.2], [0.1, 0.4, 0.5]).astype(np.float32)
    free = np.zeros(truth.shape, bool)
    free[:, 22:38] = True
    guess = np.where(free, 0.5, truth).astype(np.float32)
    made = closed_form(MattingLaplacian(picture), guess, free=free, weight=0.005)
    assert np.array_equal(made >= 0.5, truth >= 0.5)


def test_a_place_of_weight_one_stays_nearer_to_what_is_expected_than_one_of_none():
    rng = np.random.default_rng(5)
    picture = rng.random((24, 32, 3)).astype(np.float32)
    expected = np.full((24, 32), 0.2, np.float32)
    expected[:, 16:] = 0.8
    weight = np.zeros_like(expected)
    weight[:, :16] = 10
    everywhere = np.ones(expected.shape, bool)
    laplacian = MattingLaplacian(picture)
    alpha = closed_form(laplacian, expected, free=everywhere, weight=weight)
    assert np.abs(alpha - expected)[:, :14].max() < 0.05
    assert np.abs(alpha - expected)[:, 18:].max() > 0.2


def test_where_the_search_begins_makes_no_difference_to_where_it_ends():
    rng = np.random.default_rng(6)
    picture = rng.random((20, 20, 3)).astype(np.float32)
    expected = rng.random((20, 20)).astype(np.float32)
    free = np.zeros(expected.shape, bool)
    free[4:16, 4:16] = True
    laplacian = MattingLaplacian(picture)
    one = closed_form(laplacian, expected, free=free, weight=0.5)
    other = closed_form(laplacian, expected, free=free, weight=0.5, start=1 - expected)
    assert np.abs(one - other).max() < 0.02
    assert np.array_equal(one[~free], other[~free])
