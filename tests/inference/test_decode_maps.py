"""Values of an output become probabilities that cover the photo."""

from pathlib import Path

import numpy as np
import pytest
from scipy.special import expit, softmax

from portrait_studio.errors import NetworkError
from portrait_studio.inference.cards import Card, Fit, InputSpec, OutputSpec
from portrait_studio.inference.decode_maps import decode_probability, outline
from portrait_studio.inference.preprocess import Geometry

WHOLE = Geometry(input_shape=(16, 24), content=(16, 24))


def card(layout: str = "NCHW") -> Card:
    fit = Fit(kind="stretch", size=(16, 24))
    spec = InputSpec("image", layout, "RGB", 1.0, (0, 0, 0), (1, 1, 1), fit)
    path = Path("tiny.toml")
    return Card("person_mask", "Tiny", Path("tiny.onnx"), "0" * 64, "MIT", spec, (), path)


def output(
    activation: str = "none", *, channel: int = 0, align_corners: bool = False
) -> OutputSpec:
    return OutputSpec(
        name="person",
        kind="person_probability",
        activation=activation,
        channel=channel,
        align_corners=align_corners,
    )


@pytest.fixture
def logits() -> np.ndarray:
    return np.random.default_rng(3).normal(0, 40, (1, 5, 8, 12)).astype(np.float32)


def test_a_sigmoid_is_scipys(logits: np.ndarray) -> None:
    found = decode_probability(logits, card=card(), spec=output("sigmoid", channel=2), at=WHOLE)
    np.testing.assert_allclose(found, expit(logits[0, 2]), atol=1e-6)


def test_a_softmax_is_scipys_even_of_huge_values(logits: np.ndarray) -> None:
    spec = output("softmax", channel=4)
    found = decode_probability(logits * 100, card=card(), spec=spec, at=WHOLE)
    np.testing.assert_allclose(found, softmax(logits[0] * 100, axis=0)[4], atol=1e-6)


def test_no_activation_only_bounds(logits: np.ndarray) -> None:
    found = decode_probability(logits, card=card(), spec=output(channel=1), at=WHOLE)
    np.testing.assert_array_equal(found, logits[0, 1].clip(0, 1))


@pytest.mark.parametrize(
    ("shape", "layout"), [((8, 12), "NCHW"), ((1, 8, 12), "NCHW"), ((1, 8, 12, 1), "NHWC")]
)
def test_other_shapes_are_one_map(shape: tuple[int, ...], layout: str) -> None:
    values = np.linspace(0, 1, 96, dtype=np.float32).reshape(shape)
    found = decode_probability(values, card=card(layout), spec=output(), at=WHOLE)
    np.testing.assert_array_equal(found, values.reshape(8, 12))


@pytest.mark.parametrize("shape", [(2, 5, 8, 12), (1, 2, 8, 12), (7,), (1, 5, 0, 12)])
def test_an_output_without_the_channel_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(NetworkError, match=r'tiny\.toml.*"person".*channel 3'):
        decode_probability(
            np.zeros(shape, np.float32), card=card(), spec=output(channel=3), at=WHOLE
        )


def test_aligned_corners_lie_on_the_corner_pixels() -> None:
    at = Geometry(input_shape=(17, 25), content=(17, 25))
    rows, columns = np.mgrid[0:5, 0:7]
    values = (rows / 4 * 0.5 + columns / 6 * 0.5).astype(np.float32)
    found = decode_probability(values, card=card(), spec=output(align_corners=True), at=at)
    rows, columns = np.mgrid[0:17, 0:25]
    np.testing.assert_allclose(found, rows / 16 * 0.5 + columns / 24 * 0.5, atol=0.01)


def test_an_outline_is_high_at_the_edge_only() -> None:
    person = np.zeros((20, 20), np.float32)
    person[:, 10:] = 1
    found = outline(person)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found[:, 9:11], 1)
    assert found[:, :8].max() == found[:, 12:].max() == 0
