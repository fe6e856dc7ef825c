"""Closer looks say whose a pixel is, and regions where they do not."""

import numpy as np
import pytest

from portrait_studio.core.pixel_owners import LEAST, RATHER, RIM, pixel_owners

SHAPE = (40, 60)
ALL = np.ones(SHAPE, bool)
HALVES = np.where(np.arange(60) < 30, 1, 2)[None].repeat(40, axis=0).astype(np.int32)


def own(value, cols, *, shape=SHAPE):
    """A look that gives some columns to its person."""
    values = np.zeros(shape, np.float32)
    values[:, cols] = value
    return values


def test_a_pixel_goes_to_whose_look_gives_it_to_them_most():
    looks = [own(0.6, slice(0, 40)), own(0.7, slice(34, 60))]
    found = pixel_owners(HALVES, looks, mask=ALL)
    assert (found[:, :34] == 1).all() and (found[:, 34:] == 2).all()


def test_looks_of_another_size_lie_where_they_should():
    looks = [own(0.9, slice(0, 20), shape=(20, 30)), own(0.9, slice(20, 30), shape=(20, 30))]
    found = pixel_owners(HALVES, looks, mask=ALL)
    assert (found[:, :39] == 1).all() and (found[:, 41:] == 2).all()


@pytest.mark.parametrize(("value", "owner"), [(LEAST - 0.02, 0), (LEAST + 0.02, 2)])
def test_what_no_look_gives_to_anybody_is_nobodys(value, owner):
    looks = [own(0.9, slice(0, 30)), own(0.9, slice(30, 40)) + own(value, slice(40, 60))]
    found = pixel_owners(HALVES, looks, mask=ALL)
    assert (found[5:-5, 45:55] == owner).all() and (found[:, 30:40] == 2).all()


def test_a_rim_too_thin_to_tell_stays_with_its_region():
    thin = slice(28, 28 + RIM - 2)
    looks = [own(0.9, slice(0, thin.start)), own(0.9, slice(thin.stop, 60))]
    found = pixel_owners(HALVES, looks, mask=ALL)
    assert np.array_equal(found[:, thin], HALVES[:, thin])


@pytest.mark.parametrize(("side", "owner"), [(8, 1), (14, 0)])
def test_a_hole_in_somebody_is_theirs_unless_it_is_large(side, owner):
    shape = (200, 300)  # a fiftieth of it is six pixels
    hole = np.s_[90 : 90 + side, 100 : 100 + side]
    look = own(0.9, slice(0, 300), shape=shape)
    look[hole] = 0
    everything = np.ones(shape, bool)
    found = pixel_owners(everything.astype(np.int32), [look], mask=everything)
    assert found[90 + side // 2, 100 + side // 2] == owner and found[0, 0] == 1


@pytest.mark.parametrize(("value", "owner"), [(RATHER - 0.02, 2), (RATHER + 0.02, 1)])
def test_whoever_was_not_looked_at_keeps_what_nobody_is_surer_of(value, owner):
    looks = [own(0.9, slice(0, 30)) + own(value, slice(30, 45)), None]
    found = pixel_owners(HALVES, looks, mask=ALL)
    assert (found[:, 30:45] == owner).all() and (found[:, 45:] == 2).all()


def test_nothing_is_given_outside_the_mask():
    mask = np.arange(60)[None].repeat(40, axis=0) < 50
    looks = [own(0.9, slice(0, 60)), own(0.1, slice(0, 60))]
    found = pixel_owners(np.where(mask, HALVES, 0), looks, mask=mask)
    assert (found[mask] == 1).all() and not found[~mask].any()


def test_without_looks_regions_decide():
    assert pixel_owners(HALVES, [None, None], mask=ALL) is HALVES
    assert pixel_owners(HALVES, [], mask=ALL) is HALVES
