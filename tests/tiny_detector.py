"""A detector small enough to write down: it finds the same people as the tiny portrait network.

Its boxes are exactly as large as the people are painted, which the portrait network's are not: so
a test can tell whose boxes it sees.
"""

from pathlib import Path

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

from tests.tiny_card import write_with_card
from tests.tiny_network import network

HALF_BOX = (30.0, 14.0)


def write_tiny_detector(folder: Path) -> Path:
    """Write the network and its card into a folder; returns the card's path."""
    return write_with_card(
        folder,
        _network(),
        task="detection",
        name="Tiny detector",
        outputs={"people": "person_boxes"},
    )


def _network() -> ModelProto:
    """The portrait network with its votes and centres as one row of cells (1, N, 5)."""
    whole = network(half_box=HALF_BOX)
    graph, node = whole.graph, helper.make_node
    graph.node.extend(
        [
            node("Concat", ["votes", "centre"], ["both"], axis=1),
            node("Reshape", ["both", "row"], ["flat"]),
            node("Transpose", ["flat"], ["people"], perm=[0, 2, 1]),
        ]
    )
    graph.initializer.append(numpy_helper.from_array(np.array([1, 5, -1], np.int64), "row"))
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info("people", TensorProto.FLOAT, [1, "cells", 5]))
    return whole
