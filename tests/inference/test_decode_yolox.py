"""Raw YOLOX heads become boxes of people; the heads here are encoded from known boxes."""

from pathlib import Path

import numpy as np
import pytest

from portrait_studio.errors import NetworkError
from portrait_studio.inference.cards import Card, Fit, InputSpec, OutputSpec
from portrait_studio.inference.decode_yolox import decode_yolox
from portrait_studio.inference.preprocess import Geometry

SPEC = OutputSpec(
    name="heads", kind="yolox_grid", channel=1, strides=(8, 16, 32), threshold=0.3, nms_iou=0.5
)
INPUT = InputSpec("i", "NCHW", "BGR", 255.0, (0, 0, 0), (1, 1, 1), Fit("letterbox", (64, 96)))
CARD = Card("detection", "Tiny", Path("t.onnx"), "0" * 64, "MIT", INPUT, (SPEC,), Path("tiny.toml"))
# Rows and columns of the grids of 64 x 96: 8 x 12, 4 x 6, 2 x 3.
CELLS = 96 + 24 + 6


def put(heads: np.ndarray, index: int, *, cell: tuple[int, int], stride: int, score: float) -> None:
    """Encode the box rows 10..50, columns 20..36 (pixels) at a cell, as YOLOX would say it."""
    heads[0, index, 0] = 28 / stride - cell[1]
    heads[0, index, 1] = 30 / stride - cell[0]
    heads[0, index, 2] = np.log(16 / stride)
    heads[0, index, 3] = np.log(40 / stride)
    heads[0, index, 4] = 0.9
    heads[0, index, 5 + SPEC.channel] = score / 0.9


@pytest.fixture
def heads() -> np.ndarray:
    values = np.zeros((1, CELLS, 8), np.float32)
    put(values, 3 * 12 + 3, cell=(3, 3), stride=8, score=0.8)
    put(values, 96 + 1 * 6 + 1, cell=(1, 1), stride=16, score=0.5)
    values[0, 5, 4:6] = 1  # a sure find of another class
    return values


def test_the_same_person_in_two_grids_is_one_detection(heads: np.ndarray) -> None:
    at = Geometry(input_shape=(64, 96), content=(64, 80))
    (found,) = decode_yolox(heads, card=CARD, spec=SPEC, at=at, threshold=0.3)
    assert found.score == pytest.approx(0.8)
    np.testing.assert_allclose(found.box, (10 / 64, 20 / 80, 50 / 64, 36 / 80), atol=1e-5)


def test_a_grid_of_the_coarsest_stride_is_decoded_as_well(heads: np.ndarray) -> None:
    heads[:] = 0
    put(heads, 96 + 24, cell=(0, 0), stride=32, score=0.4)
    at = Geometry(input_shape=(64, 96), content=(64, 96))
    (found,) = decode_yolox(heads, card=CARD, spec=SPEC, at=at, threshold=0.3)
    np.testing.assert_allclose(found.box, (10 / 64, 20 / 96, 50 / 64, 36 / 96), atol=1e-5)
    assert decode_yolox(heads, card=CARD, spec=SPEC, at=at, threshold=0.5) == ()


@pytest.mark.parametrize("shape", [(1, CELLS - 1, 8), (1, CELLS, 6), (CELLS, 8)])
def test_heads_that_do_not_fit_the_strides_are_refused(shape: tuple[int, ...]) -> None:
    at = Geometry(input_shape=(64, 96), content=(64, 96))
    with pytest.raises(NetworkError, match=r'tiny\.toml.*"heads".*126'):
        decode_yolox(np.zeros(shape, np.float32), card=CARD, spec=SPEC, at=at, threshold=0.3)
