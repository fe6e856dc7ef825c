from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from skimage import data

from portrait_studio.core.guided_detail import refine
from portrait_studio.core.photo import Photo


def wavy_shape(size):
    """A disc with waves, as a mask: large bays and small teeth."""
    angle = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    radius = size * (0.3 + 0.06 * np.sin(3 * angle) + 0.03 * np.sin(11 * angle))
    points = size / 2 + np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    mask = np.zeros((size, size), np.uint8)
    cv2.fillPoly(mask, [points.astype(np.int32)], 1)
    return mask > 0


def composite(front, behind, mask):
    soft = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 0.8)[:, :, None]
    return (front * soft + behind * (1 - soft)).astype(np.uint8)


def low(mask, factor):
    size = mask.shape[0] // factor
    small = cv2.resize(mask.astype(np.float32), (size, size), interpolation=cv2.INTER_AREA)
    return cv2.GaussianBlur(small, (0, 0), 1.0)


def boundary_iou(made, truth, *, width):
    def band(mask):
        inner = cv2.distanceTransform(np.pad(mask, 1).astype(np.uint8), cv2.DIST_L2, 5)
        return mask & (inner[1:-1, 1:-1] <= width)

    a, b = band(made), band(truth)
    return (a & b).sum() / (a | b).sum()


PICTURES = {
    "astronaut on coffee": (data.astronaut, data.coffee),
    "coffee on astronaut": (data.coffee, data.astronaut),
    "cat on rocket": (data.cat, data.rocket),
    "rocket on cat": (data.rocket, data.cat),
}


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("factor", [4, 8])
def test_the_photos_edges_beat_plain_enlargement(name, factor):
    front, behind = (cv2.resize(picture(), (512, 512)) for picture in PICTURES[name])
    mask = wavy_shape(512)
    photo = Photo(composite(front, behind, mask))
    probability = low(mask, factor)
    plain = cv2.resize(probability, (512, 512), interpolation=cv2.INTER_LINEAR)
    refined = boundary_iou(refine(probability, photo) >= 0.5, mask, width=3)
    assert refined > boundary_iou(plain >= 0.5, mask, width=3) + 0.03


PEOPLE = Path(__file__).parents[3] / "shared" / "data" / "people"


@pytest.mark.skipif(not PEOPLE.exists(), reason="the photos of people are not here")
@pytest.mark.parametrize("source", ["selfie", "people"])
def test_real_portraits_are_not_worse_than_plain_enlargement(source):
    with (PEOPLE / "index.csv").open() as index:
        rows = [r for r in csv.DictReader(index) if (r["source"], r["split"]) == (source, "val")]
    plain, refined = [], []
    for row in rows[:20]:
        photo = Photo.open(PEOPLE / "photos" / f"{row['name']}.jpg")
        values = Photo.open(PEOPLE / "masks" / f"{row['name']}.png").pixels[:, :, 0]
        mask = (values > 0) & (values < 255)
        height, width = mask.shape
        small: Any = cv2.resize(
            mask.astype(np.float32), (width // 4, height // 4), interpolation=cv2.INTER_AREA
        )
        probability: Any = cv2.GaussianBlur(small, (0, 0), 0.7)
        enlarged: Any = cv2.resize(probability, (width, height), interpolation=cv2.INTER_LINEAR)
        plain.append(boundary_iou(enlarged >= 0.5, mask, width=2))
        refined.append(boundary_iou(refine(probability, photo) >= 0.5, mask, width=2))
    assert np.mean(refined) > np.mean(plain)


def test_noise_in_the_photo_does_not_tear_the_mask():
    mask = wavy_shape(256)
    noise = np.random.default_rng(0).integers(0, 256, (256, 256, 3), np.uint8)
    probability = low(mask, 4)
    plain = cv2.resize(probability, (256, 256), interpolation=cv2.INTER_LINEAR)
    refined = boundary_iou(refine(probability, Photo(noise)) >= 0.5, mask, width=3)
    assert refined > boundary_iou(plain >= 0.5, mask, width=3) - 0.01


def test_a_flat_photo_gives_the_smooth_enlargement():
    probability = low(wavy_shape(256), 4)
    photo = Photo(np.full((256, 256, 3), 90, np.uint8))
    smooth = cv2.resize(probability, (256, 256), interpolation=cv2.INTER_CUBIC).clip(0, 1)
    # OpenCV's warp rounds places to 1/32 pixel, its resize does not.
    assert np.abs(refine(probability, photo) - smooth).max() < 0.03


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("value", [0.0, 0.3, 1.0])
def test_a_constant_probability_stays(dtype, value):
    pixels = np.random.default_rng(0).integers(0, 255, (70, 90, 3), dtype)
    alpha = refine(np.full((10, 12), value, np.float32), Photo(pixels))
    assert alpha.shape == (70, 90) and alpha.dtype == np.float32
    assert np.abs(alpha - value).max() < 1e-5


@pytest.mark.parametrize("shape", [(1, 1), (1, 20000), (20000, 1), (3, 2), (64, 64)])
def test_any_photo_shape_works(shape):
    probability = np.random.default_rng(0).random((32, 48), np.float32)
    alpha = refine(probability, Photo(np.zeros((*shape, 3), np.uint8)))
    assert alpha.shape == shape
    assert alpha.min() >= 0 and alpha.max() <= 1


def test_blocks_join_without_a_seam():
    """Wider and higher than one block: neighbours differ no more at a seam than elsewhere."""
    ramp = np.linspace(0.2, 0.8, 40, dtype=np.float32)
    alpha = refine(np.tile(ramp, (30, 1)), Photo(np.full((600, 1300, 3), 50, np.uint8)))
    across, down = np.abs(np.diff(alpha, axis=1)), np.abs(np.diff(alpha, axis=0))
    assert across.max() < 0.003 and down.max() < 0.003
