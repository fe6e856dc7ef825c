import numpy as np

from training.edges.shares import around_border, true_owner


def _two(gap):
    alphas = np.zeros((2, 100, 200), np.float32)
    alphas[0, :, 40:100], alphas[1, :, 100 + gap : 160] = 1, 1
    return alphas


def test_the_band_lies_around_the_common_border():
    band = around_border(_two(0))
    assert band[:, 97:103].all() and not band[:, :90].any() and not band[:, 110:].any()


def test_people_apart_have_no_common_border():
    assert not around_border(_two(10)).any()


def test_a_region_goes_to_whom_most_of_it_belongs():
    labels = (np.arange(200) // 30)[None, :].repeat(100, axis=0).astype(np.int32)
    owner = true_owner(_two(0), labels)
    assert owner[0, 0] == 0 and owner[0, 70] == 1 and owner[0, 130] == 2
    assert owner[0, 110] == owner[0, 95] == 2  # a third of this region is the other person's
