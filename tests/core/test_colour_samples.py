from __future__ import annotations

import numpy as np
import pytest

from portrait_studio.core.colour_samples import sampled_alpha


def scene(own, other, *, width=80):
    """A disc of one colour before another, alpha falling over a broad rim."""
    rows, cols = np.mgrid[:width, :width]
    distance = np.hypot(rows - width / 2, cols - width / 2)
    alpha = np.clip((28 - distance) / 12 + 0.5, 0, 1).astype(np.float32)
    picture = alpha[..., None] * own + (1 - alpha[..., None]) * other
    band = (distance > 18) & (distance < 38)
    return picture.astype(np.float32), alpha, band


def test_the_alpha_of_mixed_colours_is_found():
    picture, alpha, band = scene([0.8, 0.3, 0.2], [0.1, 0.2, 0.6])
    found = sampled_alpha(picture, inside=alpha > 0.5, band=band)
    assert np.abs(found.alpha - alpha[band]).max() < 0.05
    assert found.trust.min() > 0.5


def test_colours_that_are_alike_are_not_trusted():
    picture, alpha, band = scene([0.5, 0.5, 0.5], [0.5, 0.51, 0.5])
    assert sampled_alpha(picture, inside=alpha > 0.5, band=band).trust.max() < 0.05


def test_a_colour_of_neither_side_is_not_trusted():
    picture, alpha, band = scene([0.8, 0.3, 0.2], [0.1, 0.2, 0.6])
    picture[40, 12:15] = [0, 1, 0]
    found = sampled_alpha(picture, inside=alpha > 0.5, band=band)
    trust = np.zeros(alpha.shape, np.float32)
    trust[band] = found.trust
    assert trust[40, 12:15].max() < 0.01 < trust[41:, 12:15].max()


@pytest.mark.parametrize("inside", [True, False])
def test_with_one_side_only_nothing_is_said(inside):
    picture, alpha, band = scene([0.8, 0.3, 0.2], [0.1, 0.2, 0.6])
    found = sampled_alpha(picture, inside=np.full(alpha.shape, inside), band=band)
    assert len(found.alpha) == band.sum() and not found.trust.any()


def test_a_pattern_that_both_sides_show_is_not_trusted():
    stripes = np.where(np.arange(80) // 4 % 2, 0.9, 0.1).astype(np.float32)
    picture = np.broadcast_to(stripes[None, :, None], (80, 80, 3)).copy()
    _, alpha, band = scene([1, 1, 1], [0, 0, 0])
    assert sampled_alpha(picture, inside=alpha > 0.5, band=band).trust.mean() < 0.1
