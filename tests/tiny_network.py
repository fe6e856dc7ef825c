"""A portrait network small enough to write down: it finds people who are painted red.

Red is a person, a yellow dot its centre; every box is 64 rows by 32 columns of the input. So the
whole way from photo to people can be walked in milliseconds, and its answer is known beforehand.
"""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper, numpy_helper

from tests.tiny_card import write_with_card

HALF_BOX = (32.0, 16.0)

_OUTPUTS = {
    "person": "person_probability",
    "boundary": "boundary_probability",
    "centre": "centre_score",
    "votes": "box_votes",
}


def write_tiny_network(folder: Path) -> Path:
    """Write the network and its card into a folder; returns the card's path."""
    return write_with_card(folder, network(), task="portrait", name="Tiny", outputs=_OUTPUTS)


def paint_people(
    *columns: int, shape: tuple[int, int] = (96, 128), scale: int = 1
) -> NDArray[np.uint8]:
    """Paint (H, W, 3) uint8 people, 60 rows by 28 columns, around columns of the input."""
    grain = np.random.default_rng(0).integers(0, 40, (*shape, 1), np.uint8)
    photo = np.concatenate([grain, grain + 40, grain + 120], axis=2)
    row = shape[0] // 2
    for column in columns:
        photo[row - 30 : row + 30, column - 14 : column + 14] = (255, 0, 0)
    for column in columns:
        # One whole cell of the centre map, so that the peak is one cell.
        top, left = row // 8 * 8, column // 8 * 8
        photo[top : top + 8, left : left + 8] = (255, 255, 0)
    size = (shape[1] * scale, shape[0] * scale)
    return np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_NEAREST), np.uint8)


def network(*, half_box: tuple[float, float] = HALF_BOX) -> ModelProto:
    """The network itself, with boxes of twice so many rows and columns."""
    half_rows, half_cols = half_box
    constants = {
        "zero": 0.0, "one": 1.0, "cell": 8.0, "offset": 4.0, "rows": half_rows, "cols": half_cols,
    }  # fmt: skip
    scalars = [numpy_helper.from_array(np.array(v, np.float32), n) for n, v in constants.items()]
    lists = {"c0": [0], "c1": [1], "c2": [2], "axis1": [1]}
    vectors = [numpy_helper.from_array(np.array(v, np.int64), n) for n, v in lists.items()]
    axes = [numpy_helper.from_array(np.array(v, np.int64), n) for n, v in {"h": 2, "w": 3}.items()]
    outputs = {"person": (1, "H", "W"), "boundary": (1, "H", "W"),
               "centre": (1, "H8", "W8"), "votes": (4, "H8", "W8")}  # fmt: skip
    graph = helper.make_graph(
        [*_maps(), *_boxes()],
        "tiny",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 3, "H", "W"])],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, *shape])
            for name, shape in outputs.items()
        ],
        [*scalars, *vectors, *axes],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def _maps():
    node = helper.make_node
    window: dict[str, Any] = {"kernel_shape": [3, 3], "pads": [1, 1, 1, 1]}
    return [
        node("Slice", ["image", "c0", "c1", "axis1"], ["red"]),
        node("Slice", ["image", "c1", "c2", "axis1"], ["green"]),
        node("Clip", ["red", "zero", "one"], ["person"]),
        node("MaxPool", ["person"], ["grown"], **window),
        node("Neg", ["person"], ["negative"]),
        node("MaxPool", ["negative"], ["shrunk"], **window),
        node("Add", ["grown", "shrunk"], ["gradient"]),
        node("Clip", ["gradient", "zero", "one"], ["boundary"]),
        node("Clip", ["green", "zero", "one"], ["dots"]),
        node("AveragePool", ["dots"], ["centre"], kernel_shape=[8, 8], strides=[8, 8]),
    ]


def _boxes():
    node = helper.make_node
    nodes = [
        node("Mul", ["centre", "zero"], ["nothing"]),
        node("Add", ["nothing", "cell"], ["cells"]),
    ]
    for axis, half in (("h", "rows"), ("w", "cols")):
        nodes += [
            node("CumSum", ["cells", axis], [f"ends_{axis}"]),
            node("Sub", [f"ends_{axis}", "offset"], [f"middle_{axis}"]),
            node("Sub", [f"middle_{axis}", half], [f"first_{axis}"]),
            node("Add", [f"middle_{axis}", half], [f"last_{axis}"]),
        ]
    boxes = ["first_h", "first_w", "last_h", "last_w"]
    return [*nodes, node("Concat", boxes, ["votes"], axis=1)]
