from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from PIL import Image

from portrait_studio.core.export.layer_stack import StackedLayer, layer_stack, merged
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.result import ExportedPerson
from tests.core.export.two_people import photo, result

PLAIN = ExportOptions(decontaminate=False)


def test_the_first_person_is_uppermost_over_the_photo():
    layers = layer_stack(result(names=(None, "Ada")), ExportOptions())
    assert [layer.title for layer in layers] == ["Photo", "Ada", "Person 1"]


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_layers_with_the_photos_own_colours_change_nothing(dtype):
    made = result(photo(dtype))
    whole = merged(layer_stack(made, PLAIN))
    assert whole.dtype == dtype
    assert np.array_equal(whole[:, :, ::-1], made.photo.pixels)


def test_someone_without_a_pixel_is_one_transparent_pixel():
    made = result()
    ghost = ExportedPerson(3, 0.1, (0, 0, 1, 1), "Ghost")
    layers = layer_stack(dataclasses.replace(made, people=(ghost, *made.people)), PLAIN)
    assert layers[-1].title == "Ghost" and layers[-1].pixels.tolist() == [[[0, 0, 0, 0]]]


@pytest.mark.parametrize("channels", [3, 4])
def test_layers_lie_over_each_other_as_in_pillow(channels):
    rng = np.random.default_rng(0)
    below = rng.integers(0, 256, (300, 40, channels), np.uint8)
    above = rng.integers(0, 256, (280, 30, 4), np.uint8)
    layers = (
        StackedLayer("Photo", (slice(0, 300), slice(0, 40)), below),
        StackedLayer("Person 1", (slice(7, 287), slice(5, 35)), above),
    )
    expected = Image.fromarray(below).convert("RGBA")
    expected.alpha_composite(Image.fromarray(above), (5, 7))
    values = np.asarray(expected).astype(int)[:, :, :channels]
    difference = np.abs(merged(layers).astype(int) - values)
    seen = np.asarray(expected)[:, :, 3] > 8  # colours of what is not seen do not matter
    assert difference[seen].max() <= 2
    assert difference[:, :, 3:].max(initial=0) <= 1


def test_hidden_layers_are_not_in_the_picture():
    above = np.full((4, 4, 4), 255, np.uint8)
    place = slice(0, 4), slice(0, 4)
    photo_layer = StackedLayer("Photo", place, np.zeros((4, 4, 3), np.uint8))
    assert merged((photo_layer, StackedLayer("A", place, above))).all()
    assert not merged((photo_layer, StackedLayer("A", place, above, visible=False))).any()
