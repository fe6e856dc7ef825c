import numpy as np

from training.edges.shares import around_border


def _two(gap):
    alphas = np.zeros((2, 100, 200), np.float32)
    alphas[0, :, 40:100], alphas[1, :, 100 + gap : 160] = 1, 1
    return alphas


def test_the_band_lies_around_the_common_border():
    band = around_border(_two(0))
    assert band[:, 97:103].all() and not band[:, :90].any() and not band[:, 110:].any()


def test_people_apart_have_no_common_border():
    assert not around_border(_two(10)).any()
