from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from skimage import data

from portrait_studio.core.guided_detail import refine as guided
from portrait_studio.core.matting import PRIOR_WEIGHT, SEEN_WEIGHT, prior_weight
from portrait_studio.core.photo import Photo
from portrait_studio.core.upsample import refine


def hairy(size):
    """Alpha of a disc with strands around it."""
    canvas = np.zeros((size * 2, size * 2), np.uint8)
    cv2.circle(canvas, (size, size), size // 2, 255, -1)
    for angle in np.linspace(0, 2 * np.pi, 150, endpoint=False):
        way = np.array([np.cos(angle), np.sin(angle)])
        ends = [(size + way * length * size).astype(int) for length in (0.48, 0.56)]
        cv2.line(canvas, tuple(map(int, ends[0])), tuple(map(int, ends[1])), 255, 4, cv2.LINE_AA)
    alpha: Any = cv2.resize(canvas, (size, size), interpolation=cv2.INTER_AREA)
    return alpha.astype(np.float32) / 255


@pytest.fixture
def truth():
    return hairy(512)


def photo_of(alpha):
    front, behind = data.coffee(), data.astronaut()
    front = cv2.GaussianBlur(cv2.resize(front, alpha.shape[::-1]), (0, 0), 12)
    behind = 255 - cv2.GaussianBlur(cv2.resize(behind, alpha.shape[::-1]), (0, 0), 12)
    share = alpha[:, :, None]
    return Photo(np.rint(front * share + behind * (1 - share)).astype(np.uint8))


def small(alpha, factor):
    size = alpha.shape[1] // factor, alpha.shape[0] // factor
    reduced: Any = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA)
    return cv2.GaussianBlur(reduced, (0, 0), 1.5)


def test_strands_are_found_better_than_by_guided_filtering(truth):
    photo, probability = photo_of(truth), small(truth, 4)
    matted = np.abs(refine(probability, photo) - truth).sum()
    assert matted < 0.7 * np.abs(guided(probability, photo) - truth).sum()


def test_haze_far_from_any_outline_is_gone(truth):
    probability = small(truth, 4)
    probability[:16] = 0.3
    assert not refine(probability, photo_of(truth))[:40].any()


def test_grain_does_not_tear_the_outline(truth):
    """A photo that says nothing about the person moves the outline by no more than the band."""
    noise = np.random.default_rng(0).integers(0, 256, (512, 512, 3), np.uint8)
    disc = np.hypot(*np.mgrid[-256:256, -256:256]) < 150
    probability = small(disc.astype(np.float32), 4)
    wrong = (refine(probability, Photo(noise)) >= 0.5) != disc
    assert wrong.mean() < 0.02


def test_the_result_does_not_depend_on_how_large_the_maps_are():
    """An edited analysis holds its maps at working size, a fresh one at the network's."""
    truth = hairy(1024)
    photo, probability = photo_of(truth), small(truth, 2)
    twice: Any = cv2.resize(probability, None, fx=2, fy=2, interpolation=cv2.INTER_LINEAR)
    assert np.abs(refine(probability, photo) - refine(twice, photo)).mean() < 0.002


def test_the_networks_word_counts_the_less_the_more_a_photo_shows():
    weights = [prior_weight((side, side // 2)) for side in (64, 512, 700, 1024, 6000)]
    assert weights[0] == weights[1] == SEEN_WEIGHT
    assert SEEN_WEIGHT > weights[2] > weights[3]
    assert weights[3:] == pytest.approx([PRIOR_WEIGHT, PRIOR_WEIGHT])


def test_in_a_small_photo_colours_move_no_outline_that_the_network_is_sure_of():
    """Of a stripe inside the person that has the background's colour, in a band along the rim."""
    rows, cols = np.mgrid[:200, :200]
    person = np.hypot(rows - 100, cols - 100) < 60
    stripe = person & (np.hypot(rows - 100, cols - 100) > 56)
    picture = np.where((person & ~stripe)[:, :, None], (200, 120, 90), (40, 70, 120))
    small_photo = picture.astype(np.uint8)
    probability = np.where(person, 0.95, 0.03).astype(np.float32)
    kept = refine(probability, Photo(small_photo)) >= 0.5
    large = Photo(small_photo.repeat(8, axis=0).repeat(8, axis=1))
    followed = refine(probability, large)[4::8, 4::8] >= 0.5
    assert (kept & stripe).sum() > (followed & stripe).sum() + 0.3 * stripe.sum()


def two_colours():
    """A disc of one colour before another, with a spot of the disc's colour beside it."""
    rows, cols = np.mgrid[:256, :256]
    disc = np.hypot(rows - 128, cols - 128) < 60
    spot = np.hypot(rows - 128, cols - 200) < 4
    hole = np.hypot(rows - 128, cols - 78) < 4
    picture = np.where((disc | spot)[:, :, None], (200, 120, 90), (40, 70, 120))
    picture = np.where(hole[:, :, None], (40, 70, 120), picture).astype(np.uint8)
    return Photo(picture), disc, spot, hole


def test_a_spot_of_the_persons_colour_beside_the_person_is_not_theirs():
    photo, disc, spot, hole = two_colours()
    probability = cv2.GaussianBlur(disc.astype(np.float32), (0, 0), 4)
    probability[spot] = 0.3
    probability[hole] = 0.7
    larger = Photo(photo.pixels.repeat(4, axis=0).repeat(4, axis=1))  # where colours have a say
    alpha = refine(probability, larger)[2::4, 2::4]
    assert not alpha[spot].any()
    assert alpha[hole].min() == 1


def test_a_spot_that_the_network_believes_in_stays():
    photo, disc, spot, _ = two_colours()
    probability = cv2.GaussianBlur(disc.astype(np.float32), (0, 0), 4)
    probability[spot] = 0.6
    assert refine(probability, photo)[spot].mean() > 0.5
