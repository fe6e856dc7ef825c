from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest

from portrait_studio.core.export.cutouts import cutouts
from portrait_studio.core.export.layers import LAYERS
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.result import ExportedPerson
from portrait_studio.core.upsample import refine
from tests.core.export.two_people import ICC, exif, photo, pillow, read, result


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_layers_have_the_photos_pixels_and_alphas_that_sum(tmp_path, dtype):
    made = result(photo(dtype))
    files = LAYERS.write(made, tmp_path, options=ExportOptions(decontaminate=False))
    assert [file.name for file in files] == ["party.1.png", "party.2.png"]
    layers = [read(file) for file in files]
    top = np.iinfo(dtype).max
    total = np.sum([layer[:, :, 3].astype(float) for layer in layers], axis=0)
    alpha = refine(made.person, made.photo, boundary=made.boundary)
    assert np.array_equal(total, np.rint(alpha * np.float32(top)))
    for layer in layers:
        assert layer.dtype == dtype and layer.shape == (80, 120, 4)
        seen = layer[:, :, 3] > 0
        assert np.array_equal(layer[seen][:, 2::-1], made.photo.pixels[seen])
        assert not layer[~seen].any(), "transparent pixels hide nothing"


def test_profile_and_metadata_go_along_and_nothing_turns_the_photo_again(tmp_path):
    files = LAYERS.write(result(photo(icc=ICC, exif=exif())), tmp_path)
    _, info, kept = pillow(files[0])
    assert info["icc_profile"] == ICC
    assert kept[0x010F] == "A camera" and kept[0x0112] == 1


def test_the_photos_own_alpha_is_respected(tmp_path):
    half = np.full((80, 120), 128, np.uint8)
    layer = read(LAYERS.write(result(photo(alpha=half)), tmp_path)[0])
    assert layer[:, :, 3].max() == 128


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_trimmed_layers_are_the_full_ones_without_the_empty_part(tmp_path, dtype):
    made = result(photo(dtype), names=("Zoë", None))
    full = LAYERS.write(made, tmp_path / "full")
    trimmed = LAYERS.write(made, tmp_path / "trimmed", options=ExportOptions(trimmed=True))
    assert [f.name for f in trimmed] == ["party.Zoë.png", "party.2.png", "party.layers.json"]
    places = json.loads(trimmed[2].read_text(encoding="utf-8"))
    assert (places["height"], places["width"]) == (80, 120)
    assert [layer["name"] for layer in places["layers"]] == ["Zoë", None]
    for file, place in zip(full, places["layers"], strict=True):
        small = read(tmp_path / "trimmed" / place["file"])
        assert small.shape == (place["height"], place["width"], 4)
        for edge in (small[0], small[-1], small[:, 0], small[:, -1]):
            assert edge[:, 3].any(), "no row or column is empty"
        back = np.zeros((80, 120, 4), dtype)
        row, col = place["top"], place["left"]
        back[row : row + place["height"], col : col + place["width"]] = small
        assert np.array_equal(back, read(file))


@pytest.mark.parametrize("trimmed", [False, True])
def test_a_person_without_a_pixel_has_an_empty_layer(tmp_path, trimmed):
    made = result()
    ghost = ExportedPerson(3, 0.1, (0, 0, 1, 1))
    made = dataclasses.replace(made, people=(*made.people, ghost))
    files = LAYERS.write(made, tmp_path, options=ExportOptions(trimmed=trimmed))
    assert len(files) == 3 + trimmed
    assert read(files[2]).shape[:2] == ((1, 1) if trimmed else (80, 120))
    assert not read(files[2]).any()


def test_no_people_no_layers(tmp_path):
    nobody = dataclasses.replace(result(), people=(), owner=np.zeros((40, 60), np.int32))
    assert LAYERS.write(nobody, tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("dtype", "bits"), [(np.uint8, 16), (np.uint16, 8)])
def test_bits_can_be_chosen(tmp_path, dtype, bits):
    made = result(photo(dtype, alpha=np.full((80, 120), np.iinfo(dtype).max, dtype)))
    layer = read(LAYERS.write(made, tmp_path, options=ExportOptions(bits=bits))[0])
    assert layer.dtype.itemsize * 8 == bits
    solid = layer[:, :, 3] == np.iinfo(layer.dtype).max
    assert solid.any()
    expected = made.photo.pixels[solid] / np.iinfo(dtype).max
    assert np.abs(layer[solid][:, 2::-1] / np.iinfo(layer.dtype).max - expected).max() <= 0.51 / 255


def test_a_person_who_is_not_wanted_is_left_out(tmp_path):
    made = result()
    made = dataclasses.replace(made, people=made.people[1:])
    assert [file.name for file in LAYERS.write(made, tmp_path)] == ["party.2.png"]
    assert [cutout.person for cutout in cutouts(made, ExportOptions())] == [2]


def test_colours_do_not_change_where_only_the_photo_is_transparent(tmp_path):
    """A photo that lets half through everywhere has no foreign colour inside its people."""
    half, opaque = (
        read(LAYERS.write(result(photo(alpha=alpha)), tmp_path / name)[0])
        for name, alpha in (("half", np.full((80, 120), 128, np.uint8)), ("opaque", None))
    )
    inside = opaque[:, :, 3] == 255
    assert inside.any() and np.array_equal(half[inside][:, :3], opaque[inside][:, :3])
