from __future__ import annotations

import subprocess
import sys
import threading
from typing import Any

import cv2
import numpy as np
import pytest

from portrait_studio.core.checkpoint import asking
from portrait_studio.core.photo import Photo
from portrait_studio.core.upsample import (
    label_map,
    mask_opacity,
    person_alphas,
    person_opacities,
    refine,
)


def noise_photo(height, width):
    return Photo(np.random.default_rng(1).integers(0, 256, (height, width, 3), np.uint8))


def crowd(height, width, count):
    """Owner map of overlapping discs and the soft person probability of half its size."""
    rng = np.random.default_rng(count)
    rows, cols = np.mgrid[0:height, 0:width]
    owner = np.zeros((height, width), np.int32)
    for person in range(1, count + 1):
        row, col = rng.uniform(0.3, 0.9) * height, rng.uniform(0.1, 0.9) * width
        owner[np.hypot(rows - row, cols - col) < height / 5] = person
    soft: Any = cv2.resize(
        (owner > 0).astype(np.float32), (width // 2, height // 2), interpolation=cv2.INTER_AREA
    )
    return owner, cv2.GaussianBlur(soft, (0, 0), 1.0)


@pytest.mark.parametrize("count", [1, 2, 5, 12])
@pytest.mark.parametrize("size", [(300, 560), (100, 130), (700, 410)])
def test_alphas_sum_to_the_refined_person_alpha(count, size):
    owner, person = crowd(96, 128, count)
    photo = noise_photo(*size)
    total = np.zeros(size, np.float32)
    for _, rectangle, alpha in person_alphas(person, owner, count=count, photo=photo):
        assert alpha.min() >= 0
        total[rectangle] += alpha
    assert np.abs(total - refine(person, photo)).max() < 1e-5


def test_labels_agree_with_the_largest_alpha():
    owner, person = crowd(96, 128, 5)
    photo = noise_photo(300, 560)
    alphas = np.zeros((6, *photo.shape), np.float32)
    for person_id, rectangle, alpha in person_alphas(person, owner, count=5, photo=photo):
        alphas[(person_id, *rectangle)] = alpha
    labels = label_map(person, owner, count=5, photo=photo)
    assert labels.dtype == np.uint8
    assert np.array_equal(labels > 0, refine(person, photo) >= 0.5)
    ordered = np.sort(alphas, axis=0)
    clear = (labels > 0) & (ordered[-1] - ordered[-2] > 1e-4)
    assert clear.sum() > 0.9 * (labels > 0).sum()
    assert np.array_equal(labels[clear], alphas.argmax(axis=0)[clear])


def test_enlarged_labels_fit_the_truth():
    """The border between two people stays where it was, wherever the photo says nothing."""
    owner = np.zeros((60, 80), np.int32)
    owner[20:, 10:42], owner[20:, 42:70] = 1, 2
    person = (owner > 0).astype(np.float32)
    photo = Photo(np.full((480, 640, 3), 90, np.uint8))
    labels = label_map(person, owner, count=2, photo=photo)
    truth = np.kron(owner, np.ones((8, 8), np.int32))
    away = cv2.dilate(cv2.Canny(truth.astype(np.uint8) * 80, 10, 20), np.ones((41, 41))) == 0
    assert np.array_equal(labels[away], truth[away])


def test_unassigned_patches_belong_to_nobody():
    owner = np.zeros((100, 200), np.int32)
    owner[30:, 10:60] = 1
    person = (owner > 0).astype(np.float32)
    person[30:, 120:180] = 1
    photo = Photo(np.zeros((200, 400, 3), np.uint8))
    labels = label_map(person, owner, count=1, photo=photo)
    assert np.all(labels[100:, 40:100] == 1) and not labels[:, 200:].any()
    ((_, rectangle, _),) = person_alphas(person, owner, count=1, photo=photo)
    assert rectangle[1].stop < 200


@pytest.mark.parametrize("stops_here", [True, False])
def test_the_label_map_can_be_stopped_in_either_of_its_threads(stops_here):
    owner, person = crowd(96, 128, 5)

    def stop():
        if (threading.current_thread() is threading.main_thread()) == stops_here:
            raise InterruptedError

    with pytest.raises(InterruptedError), asking(stop):
        label_map(person, owner, count=5, photo=noise_photo(600, 1200))


def test_people_without_pixels_are_left_out():
    owner, person = crowd(96, 128, 1)
    made = person_alphas(person, owner * 3, count=4, photo=noise_photo(150, 200))
    assert [person_id for person_id, _, _ in made] == [3]


def test_nobody_gives_an_empty_map():
    owner, person = np.zeros((30, 40), np.int32), np.zeros((15, 20), np.float32)
    photo = noise_photo(60, 80)
    assert not label_map(person, owner, count=0, photo=photo).any()
    assert list(person_alphas(person, owner, count=0, photo=photo)) == []


def test_more_than_255_people_need_16_bits():
    owner = np.arange(1, 301, dtype=np.int32).reshape(15, 20).repeat(4, axis=0).repeat(4, axis=1)
    person = np.ones((60, 80), np.float32)
    labels = label_map(person, owner, count=300, photo=noise_photo(120, 160))
    assert labels.dtype == np.uint16
    assert np.array_equal(np.unique(labels), np.arange(1, 301))


@pytest.mark.parametrize("shape", [(1, 1), (1, 20000), (7, 3)])
def test_tiny_and_thin_photos_work(shape):
    owner, person = crowd(96, 128, 2)
    photo = Photo(np.zeros((*shape, 3), np.uint8))
    assert label_map(person, owner, count=2, photo=photo).shape == shape
    total = np.zeros(shape, np.float32)
    for _, rectangle, alpha in person_alphas(person, owner, count=2, photo=photo):
        total[rectangle] += alpha
    assert np.abs(total - refine(person, photo)).max() < 1e-5


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("count", [1, 2, 5, 12])
@pytest.mark.parametrize("own_alpha", [False, True])
def test_rounded_alphas_sum_to_the_rounded_alpha_of_the_mask(count, dtype, own_alpha):
    owner, person = crowd(96, 128, count)
    photo = noise_photo(300, 560)
    if own_alpha:
        opacity = np.random.default_rng(2).integers(0, 256, photo.shape, np.uint8)
        photo = Photo(photo.pixels, opacity)
    total = np.zeros(photo.shape, np.int64)
    made = person_opacities(person, owner, count=count, photo=photo, dtype=dtype)
    for _, rectangle, levels in made:
        assert levels.dtype == dtype
        total[rectangle] += levels
    assert np.array_equal(total, mask_opacity(person, photo, dtype=dtype))
    if not own_alpha:
        top = np.float32(np.iinfo(dtype).max)
        assert np.array_equal(total, np.rint(refine(person, photo) * top))


def test_rounded_alphas_are_those_of_the_people():
    owner, person = crowd(96, 128, 5)
    photo = noise_photo(300, 560)
    alphas = dict_of(person_alphas(person, owner, count=5, photo=photo), photo)
    levels = dict_of(person_opacities(person, owner, count=5, photo=photo, dtype=np.uint8), photo)
    for number, alpha in alphas.items():
        assert np.abs(levels[number] / 255 - alpha).max() <= 1.51 / 255


def dict_of(people, photo):
    found = {}
    for number, rectangle, values in people:
        found[number] = np.zeros(photo.shape, values.dtype)
        found[number][rectangle] = values
    return found


def test_labels_are_those_whose_alpha_is_at_least_one_half():
    owner, person = crowd(96, 128, 5)
    photo = noise_photo(300, 560)
    labels = label_map(person, owner, count=5, photo=photo)
    alphas = dict_of(person_alphas(person, owner, count=5, photo=photo), photo)
    for number, alpha in alphas.items():
        assert np.all(labels[alpha > 0.5 + 1e-4] == number)


def test_what_two_threads_need_is_loaded_before_they_begin():
    code = """
import sys
import numpy as np
from portrait_studio.core import upsample
from portrait_studio.core.photo import Photo

def loaded(*_, **__):
    assert {"scipy.ndimage", "scipy.spatial"} <= set(sys.modules)
    raise SystemExit(7)

upsample.shares_of = upsample.matted_alpha = loaded
photo = Photo.from_array(np.zeros((9, 9, 3), np.uint8))
maps = np.zeros((9, 9), np.float32), np.zeros((9, 9), np.int32)
assert not {"scipy.ndimage", "scipy.spatial"} & set(sys.modules)
upsample.label_map(*maps, count=1, photo=photo)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 7
