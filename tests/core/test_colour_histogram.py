import numpy as np
import pytest

from portrait_studio.core.colour_histogram import chi2_distance, colour_histograms


@pytest.fixture
def halves():
    """A label image of two regions, and photos that paint each in one colour."""
    labels = np.repeat(np.array([[0, 1]], np.int32), 3, axis=1).repeat(4, axis=0)

    def histograms(one, other):
        photo = np.where(labels[..., None] == 0, np.uint8(one), np.uint8(other)).astype(np.uint8)
        return colour_histograms(labels, photo, regions=2)

    return histograms


def test_each_histogram_sums_to_one(halves):
    assert halves((10, 200, 30), (250, 250, 0)).sum(axis=1) == pytest.approx([1, 1])


def test_equal_colours_are_at_distance_zero_whatever_the_size(halves):
    one, other = halves((90, 40, 30), (90, 40, 30))
    assert chi2_distance(one, other) == 0


def test_the_more_the_colours_differ_the_larger_the_distance(halves):
    near, far = ((60, 60, 70), (255, 240, 0))
    assert 0 < chi2_distance(*halves((60, 60, 60), near)) < chi2_distance(*halves((60,) * 3, far))


def test_a_shade_more_is_never_wholly_another_colour(halves):
    distances = [chi2_distance(*halves((v,) * 3, (v + 1,) * 3)) for v in range(255)]
    assert max(distances) < 0.35


def test_chi2_is_the_sum_it_is_said_to_be():
    a, b = np.random.default_rng(0).dirichlet(np.ones(6), (2, 5)).astype(np.float32)
    b[:, 0] = a[:, 0] = 0
    expected = [
        0.5 * sum((x - y) ** 2 / (x + y) for x, y in zip(p, q, strict=True) if x + y)
        for p, q in zip(a.tolist(), b.tolist(), strict=True)
    ]
    assert chi2_distance(a, b) == pytest.approx(expected, rel=1e-5)
