from __future__ import annotations

import numpy as np

from portrait_studio.core.outline_band import outline_band


def half():
    person = np.zeros((256, 512), np.float32)
    person[:, 200:] = 1
    return person


def test_a_sure_outline_has_a_narrow_band_and_an_unsure_one_a_wide_one():
    ridge = np.zeros((256, 512), np.float32)
    ridge[:128, 196:204] = 1
    band = outline_band(half(), ridge)
    assert 5 <= band[30].sum() <= 9
    assert 19 <= band[220].sum() <= 23
    assert band[30, 199] and band[220, 199] and not band[:, :150].any()


def test_the_boundary_map_may_have_any_size():
    ridge = np.zeros((64, 128), np.float32)
    assert outline_band(half(), ridge).sum() == outline_band(half(), np.zeros_like(half())).sum()


def test_without_an_outline_there_is_no_band():
    assert not outline_band(np.zeros((20, 30), np.float32), None).any()
    assert not outline_band(np.ones((1, 1), np.float32), None).any()


def test_what_the_network_is_not_sure_of_belongs_to_the_band_unless_it_is_far_away():
    person, ridge = half(), np.ones((256, 512), np.float32)
    person[:, 193:200] = 0.3
    person[:, 20:40] = 0.3
    band = outline_band(person, ridge)
    assert band[:, 193:200].all() and not band[:, 20:40].any()


def test_somebody_thin_has_a_narrow_band():
    thin, ridge = np.zeros((256, 512), np.float32), np.zeros((256, 512), np.float32)
    thin[:, 200:212] = 1
    beside = [np.flatnonzero(outline_band(p, ridge)[128, :200]).size for p in (thin, half())]
    assert 0 < beside[0] < beside[1]
