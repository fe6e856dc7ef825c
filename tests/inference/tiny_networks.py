"""Small real networks with known content, written with their cards into a test's folder."""

from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from portrait_studio.inference.cards import Card, read_card

VOTED_BOX = (8.0, 16.0, 40.0, 48.0)

INPUT = """
[input]
name = "image"
layout = "NCHW"
channels = "RGB"
range = 1.0
mean = [0.5, 0.5, 0.5]
std = [0.5, 0.5, 0.5]
fit = "long_side"
long_side = 128
multiple = 32
"""

PORTRAIT_OUTPUTS = """
[[outputs]]
name = "person"
kind = "person_probability"

[[outputs]]
name = "boundary"
kind = "boundary_probability"

[[outputs]]
name = "centre"
kind = "centre_score"

[[outputs]]
name = "votes"
kind = "box_votes"
"""


def write_card(
    folder: Path, *, network: bytes, task: str, inputs: str = INPUT, outputs: str
) -> Path:
    """Write a network and its card; return the card's path."""
    (folder / "tiny.onnx").write_bytes(network)
    card = folder / "tiny.toml"
    card.write_text(
        f'task = "{task}"\nname = "Tiny"\nfile = "tiny.onnx"\n'
        f'sha256 = "{sha256(network).hexdigest()}"\nlicence = "Apache-2.0"\n{inputs}{outputs}',
        encoding="utf-8",
    )
    return card


def portrait_card(folder: Path) -> Card:
    """Person = brightness, boundary = darkness, a vote for `VOTED_BOX` everywhere."""
    path = write_card(folder, network=portrait_network(), task="portrait", outputs=PORTRAIT_OUTPUTS)
    return read_card(path)


def portrait_network() -> bytes:
    """A network of the four outputs of a portrait network, without anything learned."""
    brightness = np.full((1, 3, 1, 1), 0.5 / 3, np.float32)
    half = np.array([0.5], np.float32)
    one = np.array([1.0], np.float32)
    nothing = np.zeros((4, 1, 1, 1), np.float32)
    box = np.array(VOTED_BOX, np.float32)
    nodes = [
        helper.make_node("Conv", ["image", "brightness", "half"], ["person"]),
        helper.make_node("Sub", ["one", "person"], ["boundary"]),
        helper.make_node(
            "AveragePool", ["person"], ["centre"], kernel_shape=[8, 8], strides=[8, 8]
        ),
        helper.make_node("Conv", ["centre", "nothing", "box"], ["votes"]),
    ]
    constants = {"brightness": brightness, "half": half, "one": one, "nothing": nothing, "box": box}
    return build(
        nodes,
        constants,
        inputs={"image": [1, 3, "h", "w"]},
        outputs={
            "person": [1, 1, "h", "w"],
            "boundary": [1, 1, "h", "w"],
            "centre": [1, 1, "h8", "w8"],
            "votes": [1, 4, "h8", "w8"],
        },
    )


def slow_network(*, layers: int) -> bytes:
    """A chain of convolutions that a small photo passes quickly and a large one does not."""
    names = ["image", *(f"v{i}" for i in range(layers - 1)), "person"]
    nodes = [
        helper.make_node("Conv", [before, "kernel"], [after], pads=[2, 2, 2, 2])
        for before, after in pairwise(names)
    ]
    kernel = np.full((3, 3, 5, 5), 1 / 75, np.float32)
    return build(
        nodes,
        {"kernel": kernel},
        inputs={"image": [1, 3, "h", "w"]},
        outputs={"person": [1, 3, "h", "w"]},
    )


def same_network() -> bytes:
    """A network that returns its input."""
    return build(
        [helper.make_node("Identity", ["image"], ["same"])],
        {},
        inputs={"image": ["n", "a", "b", "c"]},
        outputs={"same": ["n", "a", "b", "c"]},
    )


def build(
    nodes: list[Any],
    constants: dict[str, np.ndarray[Any, Any]],
    *,
    inputs: dict[str, list[int | str]],
    outputs: dict[str, list[int | str]],
) -> bytes:
    """Serialise a checked network of float32 values."""
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in inputs.items()],
        [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in outputs.items()],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    network = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(network)
    return bytes(network.SerializeToString())
