"""Photos become inputs, and maps find their way back onto the photo."""

import numpy as np
import pytest

from portrait_studio.inference.cards import Fit, InputSpec
from portrait_studio.inference.preprocess import (
    Geometry,
    as_input,
    box_channel,
    discs,
    fit_photo,
    input_size,
    normalise,
    others_channel,
)

LONG = Fit(kind="long_side", long_side=512, multiple=32)
LETTERBOX = Fit(kind="letterbox", size=(64, 64), pad=114)


def spec(**changes: object) -> InputSpec:
    fields: dict[str, object] = {
        "name": "image",
        "layout": "NCHW",
        "channels": "RGB",
        "white": 1.0,
        "mean": (0.0, 0.0, 0.0),
        "std": (1.0, 1.0, 1.0),
        "fit": LONG,
    }
    return InputSpec(**(fields | changes))  # type: ignore[arg-type]


def test_normalise_follows_its_formula_for_every_value() -> None:
    values = np.arange(256, dtype=np.uint8)
    pixels = np.stack([values, values, values], axis=-1)
    mean, std = (102.89, 111.25, 126.91), (62.9, 0.5, 16000.0)
    expected = (pixels.astype(np.float64) / 255 * 255 - mean) / std
    found = normalise(pixels, mean=mean, std=std, white=255.0)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(
    ("shape", "size"),
    [
        ((600, 800), (384, 512)),
        ((800, 600), (512, 384)),
        ((512, 512), (512, 512)),
        ((1, 20000), (32, 512)),
        ((1, 1), (512, 512)),
        ((3000, 4000), (384, 512)),
    ],
)
def test_the_long_side_is_kept_and_both_sides_are_multiples(
    shape: tuple[int, int], size: tuple[int, int]
) -> None:
    assert input_size(shape, LONG) == size


def test_channels_and_layout_are_the_networks_own() -> None:
    pixels = np.zeros((2, 3, 3), np.uint8)
    pixels[..., 0] = 255
    red = np.ones((2, 3), np.float32)
    np.testing.assert_array_equal(as_input(pixels, spec())[0, 0], red)
    np.testing.assert_array_equal(as_input(pixels, spec(channels="BGR"))[0, 2], red)
    last = as_input(pixels, spec(layout="NHWC"))
    assert last.shape == (1, 2, 3, 3) and last.flags.c_contiguous
    np.testing.assert_array_equal(last[0, ..., 0], red)


def test_a_letterboxed_photo_lies_top_left_on_the_filling() -> None:
    pixels, at = fit_photo(np.full((30, 60, 3), 200, np.uint8), LETTERBOX)
    assert at == Geometry(input_shape=(64, 64), content=(32, 64))
    assert (pixels[:32] == 200).all() and (pixels[32:] == 114).all()


@pytest.mark.parametrize("shape", [(1, 1), (1, 20000), (5, 3), (64, 64), (700, 300)])
@pytest.mark.parametrize("fit", [LONG, LETTERBOX, Fit(kind="stretch", size=(48, 80))])
def test_any_photo_fits(shape: tuple[int, int], fit: Fit) -> None:
    pixels, at = fit_photo(np.full((*shape, 3), 9, np.uint8), fit)
    assert pixels.shape == (*at.input_shape, 3)
    assert (pixels[: at.content[0], : at.content[1]] == 9).all()


@pytest.mark.parametrize("shape", [(48, 96), (96, 48), (50, 77), (64, 64)])
def test_a_map_of_a_letterboxed_photo_covers_exactly_the_photo(shape: tuple[int, int]) -> None:
    rows = np.linspace(0, 255, shape[0])[:, None].repeat(shape[1], axis=1)
    columns = np.linspace(0, 255, shape[1])[None].repeat(shape[0], axis=0)
    photo = np.stack([rows, columns, rows], axis=-1).astype(np.uint8)
    pixels, at = fit_photo(photo, LETTERBOX)
    # A map at an eighth of the input, as a network would give it: block means.
    low = pixels.astype(np.float32).reshape(8, 8, 8, 8, 3).mean(axis=(1, 3))
    back = at.to_photo(np.ascontiguousarray(low[..., 0]))
    across = at.to_photo(np.ascontiguousarray(low[..., 1]))
    height, width = back.shape
    # The middle of every cell must show the photo's own ramp there (edges mix with the filling).
    down = (np.arange(height) + 0.5) / height * 255
    right = (np.arange(width) + 0.5) / width * 255
    inner = np.s_[1:-2, 1:-2]
    assert back[inner].size
    assert np.abs(back - down[:, None])[inner].max() < 4
    assert np.abs(across - right)[inner].max() < 4


def test_a_map_that_covers_the_photo_already_is_left_alone() -> None:
    values = np.zeros((4, 4), np.float32)
    assert Geometry(input_shape=(32, 32), content=(32, 32)).to_photo(values) is values


def test_a_box_that_reaches_beyond_the_crop_ends_with_it():
    channel = box_channel([-3.2, 4.6, 5.4, 99.0], (8, 10))
    inside = np.zeros((8, 10), bool)
    inside[:5, 5:] = True
    assert ((channel == 1) == inside).all() and (channel[~inside] == -1).all()


def test_boxes_of_others_are_highest_in_their_middles_and_stay_apart():
    channel = others_channel([(0, 0, 10, 20), (5, 15, 15, 35)], (16, 30))
    assert channel.dtype == np.float32 and channel[5, 9:11].min() > 0.93 < channel[10, 24:26].min()
    assert channel[0, 10] == pytest.approx(0.55) and channel[11, 5] == channel[15, 25] == 0
    beyond = others_channel([(-10.0, -5, 6, 5)], (8, 8))  # its middle lies outside
    assert beyond[0, 0] > beyond[5, 0] > 0 == beyond[6, 0] == beyond[0, 5]
    assert not others_channel([], (3, 4)).any()
    assert np.isfinite(others_channel([(2, 2, 2, 2)], (4, 4))).all()


def test_discs_lie_around_their_middles_and_end_with_the_input():
    found = discs([(4.5, 5.5), (0.0, 0.0)], (10, 12), 2)
    assert set(np.unique(found)) == {0, 1} and found[4, 5] == found[4, 7] == found[0, 1] == 1
    assert found[4, 8] == 0 and found[2:7, 3:8].sum() == 13 and found[:3, :3].sum() == 3
    assert not discs([], (3, 4), 5).any()
