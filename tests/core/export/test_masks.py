from __future__ import annotations

import json

import numpy as np
import pytest

from portrait_studio.core.export.layers import LAYERS
from portrait_studio.core.export.masks import MASKS
from portrait_studio.core.export.options import ExportOptions
from tests.core.export.two_people import ICC, exif, photo, pillow, read, result


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_masks_are_the_alphas_of_the_layers(tmp_path, dtype):
    made = result(photo(dtype))
    layers = LAYERS.write(made, tmp_path)
    masks = MASKS.write(made, tmp_path)
    assert [file.name for file in masks] == ["party.1.mask.png", "party.2.mask.png"]
    for mask, layer in zip(masks, layers, strict=True):
        values, _, _ = pillow(mask)
        assert values.dtype == dtype and values.shape == (80, 120)
        assert np.array_equal(values, read(layer)[:, :, 3])


def test_metadata_goes_along_but_no_profile_for_colours(tmp_path):
    files = MASKS.write(result(photo(icc=ICC, exif=exif())), tmp_path)
    _, info, kept = pillow(files[0])
    assert "icc_profile" not in info
    assert kept[0x010F] == "A camera"


def test_trimmed_masks_say_where_they_belong(tmp_path):
    made = result()
    full = MASKS.write(made, tmp_path / "full")
    *_, places = MASKS.write(made, tmp_path, options=ExportOptions(trimmed=True))
    assert places.name == "party.masks.json"
    for file, place in zip(full, json.loads(places.read_text())["layers"], strict=True):
        back = np.zeros((80, 120), np.uint8)
        row, col = place["top"], place["left"]
        back[row : row + place["height"], col : col + place["width"]] = read(
            tmp_path / place["file"]
        )
        assert np.array_equal(back, read(file))


def test_sixteen_bits_of_a_photo_of_eight_are_finer(tmp_path):
    made = result()
    (eight, *_), (sixteen, *_) = (
        MASKS.write(made, tmp_path / str(bits), options=ExportOptions(bits=bits))
        for bits in (8, 16)
    )
    coarse, fine = read(eight), read(sixteen)
    assert fine.dtype == np.uint16
    assert np.abs(fine / 65535 - coarse / 255).max() <= 1.51 / 255  # rounded so that they sum
    assert len(np.unique(fine)) > len(np.unique(coarse))
