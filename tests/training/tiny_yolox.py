"""A YOLOX-like network, declared for one size as the published ones are, with known content.

Every cell is as sure of a person as it is red, and 0.9 sure that there is something at all. Its box
is four strides high and two wide, around what is three quarters down and a quarter across.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save

from portrait_studio.inference.cards import Card, Fit, InputSpec, OutputSpec

STRIDES = (8, 16, 32)
DECLARED = (64, 96)
SPEC = OutputSpec(name="heads", kind="yolox_grid", channel=1, strides=STRIDES, threshold=0.1)


def tiny_yolox(folder: Path) -> Card:
    """Write the network into a folder; returns its card."""
    path = folder / "tiny-yolox.onnx"
    save(_network(), path)
    fit = Fit("letterbox", DECLARED)
    spec = InputSpec("image", "NCHW", "RGB", 1.0, (0, 0, 0), (1, 1, 1), fit)
    return Card(
        task="detection",
        name="Tiny YOLOX",
        file=path,
        sha256=sha256(path.read_bytes()).hexdigest(),
        licence="MIT",
        input=spec,
        outputs=(SPEC,),
        path=path.with_suffix(".toml"),
    )


def _network():
    node = helper.make_node
    parts = ["across", "down", "wide", "high", "something", "animal", "person"]
    nodes = []
    for stride in STRIDES:
        nodes += [
            node("AveragePool", ["image"], [f"mean{stride}"],
                 kernel_shape=[stride, stride], strides=[stride, stride]),
            node("Conv", [f"mean{stride}", "weights", "bias"], [f"map{stride}"]),
            node("Reshape", [f"map{stride}", "flat"], [f"row{stride}"]),
            node("Transpose", [f"row{stride}"], [f"cells{stride}"], perm=[0, 2, 1]),
        ]  # fmt: skip
    nodes.append(node("Concat", [f"cells{s}" for s in STRIDES], ["heads"], axis=1))
    weights = np.zeros((len(parts), 3, 1, 1), np.float32)
    weights[parts.index("person"), 0] = 1
    bias = np.array([0.25, 0.75, np.log(2), np.log(4), 0.9, 0.5, 0], np.float32)
    flat = np.array([0, len(parts), -1], np.int64)
    constants: dict[str, np.ndarray] = {"weights": weights, "bias": bias, "flat": flat}
    count = sum((DECLARED[0] // s) * (DECLARED[1] // s) for s in STRIDES)
    graph = helper.make_graph(
        nodes,
        "tiny yolox",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 3, *DECLARED])],
        [helper.make_tensor_value_info("heads", TensorProto.FLOAT, [1, count, len(parts)])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
