import numpy as np
import pytest

from training.edges.composites import SIDE, make_composites


def test_a_photo_is_its_people_laid_over_the_scene(composites):
    portrait, pair = composites
    assert portrait.kind == "portrait" and pair.kind == "pair"
    assert max(portrait.rgb.shape) == SIDE
    for made in composites:
        assert made.rgb.shape[:2] == made.alpha.shape == made.colours.shape[:2]
        assert made.alphas.min() >= 0 and made.alpha.max() <= 1 + 1e-5
        solid = made.alpha > 0.999
        # What is wholly a person's shows their colour, but for the grain of the camera.
        error = made.rgb[solid].astype(float) - made.colours[solid]
        assert abs(error.mean()) < 0.5 and 1 < error.std() < 4


def test_edges_and_hair_are_soft(composites):
    alpha = composites[0].alpha
    soft = (alpha > 0.05) & (alpha < 0.95)
    assert 0.001 < soft.mean() < 0.2


def test_two_people_touch_and_share_what_is_mixed(composites):
    front, behind = composites[1].alphas
    assert ((front > 0.1) & (behind > 0.1)).any()
    assert (front + behind).max() == pytest.approx(1, abs=1e-5)


def test_the_same_photos_come_every_time(packed, composites):
    again = make_composites(packed, portraits=1, pairs=0)[0]
    assert np.array_equal(again.rgb, composites[0].rgb)
