from __future__ import annotations

import numpy as np
import pytest

from portrait_studio.core.border_shares import border_shares, half_width

SHAPE = (90, 140)


def beside(edge, *, border):
    """Two people with the photo's edge at one column and the regions' border at another."""
    picture = np.full((*SHAPE, 3), 0.2, np.float32)
    picture[:, edge:] = [0.7, 0.5, 0.3]
    territory = np.ones(SHAPE, np.int32)
    territory[:, border:] = 2
    return picture, territory


def whole(found, territory, number):
    share = (territory <= number).astype(np.float32)
    share[found.band] = found.up_to[number]
    return share


def everybody():
    return np.ones(SHAPE, np.float32)


@pytest.mark.parametrize("edge", [68, 69, 71])
def test_a_border_moves_to_the_edge_of_the_photo(edge):
    picture, territory = beside(edge, border=70)
    found = border_shares(territory, everybody(), picture, count=2)
    first = whole(found, territory, 1)
    assert np.abs(first[10:-10] - (np.arange(SHAPE[1]) < edge)).max() < 0.2


def test_without_an_edge_a_border_stays_where_it_is():
    _, territory = beside(70, border=70)
    flat = np.full((*SHAPE, 3), 0.4, np.float32)
    found = border_shares(territory, everybody(), flat, count=2)
    assert np.array_equal(whole(found, territory, 1) >= 0.5, territory == 1)


def test_only_a_narrow_band_is_touched():
    picture, territory = beside(60, border=70)
    found = border_shares(territory, everybody(), picture, count=2)
    cols = np.flatnonzero(found.band.any(axis=0))
    assert cols[0] >= 70 - 1 - half_width(SHAPE) and cols[-1] <= 70 + half_width(SHAPE)


def test_where_nobody_is_nothing_is_asked():
    picture, territory = beside(70, border=70)
    person = everybody()
    person[:40] = 0
    assert not border_shares(territory, person, picture, count=2).band[:40].any()


def test_of_many_people_sums_grow_from_nothing_to_one():
    rng = np.random.default_rng(0)
    picture = rng.random((*SHAPE, 3)).astype(np.float32)
    territory = rng.integers(1, 6, (9, 14)).repeat(10, axis=0).repeat(10, axis=1).astype(np.int32)
    up_to = border_shares(territory, everybody(), picture, count=4).up_to
    assert not up_to[0].any()
    assert (np.diff(up_to, axis=0) >= 0).all()
    assert up_to[-1] == pytest.approx(1, abs=1e-5)


def test_one_person_alone_has_no_border():
    alone = np.ones(SHAPE, np.int32)
    picture = np.zeros((*SHAPE, 3), np.float32)
    assert not border_shares(alone, everybody(), picture, count=1).band.any()


@pytest.mark.parametrize("thickness", [1, 2, 4])
def test_a_thin_stroke_of_a_brush_stays(thickness):
    picture = np.random.default_rng(1).random((*SHAPE, 3)).astype(np.float32) * 0.2
    picture[:, 72:] += 0.5  # an edge beside the stroke, which is not its own
    territory = np.ones(SHAPE, np.int32)
    territory[20:70, 70 : 70 + thickness] = 2
    found = border_shares(territory, everybody(), picture, count=2)
    first = whole(found, territory, 1) >= 0.5
    wrong = first[20:70, 70 : 70 + thickness].mean()
    assert wrong < 0.05
