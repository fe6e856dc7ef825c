"""A close-up network small enough to write down: the red pixels inside the box are the person's.

Red outside the box is somebody else's, green is a boundary, and the quality is the largest own
probability. So a close-up's whole way can be walked in milliseconds with a known answer. With
`clicks`, discs of clicks are the person's too, or not the person's; with `mask`, what the user
saw is a boundary, so that it can be told from all else; with `others`, the boxes of other people
are, in its place.
"""

from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from tests.tiny_card import write_with_card

_OUTPUTS = {
    "own": "own_probability",
    "others": "others_probability",
    "boundary": "boundary_probability",
    "quality": "mask_quality",
}


CLICKS = "click_radius = 6\nclick_value = 2.0"
MASK = "mask_channel = true"
OTHERS = "others_channel = true"


def write_tiny_close_up(
    folder: Path, *, clicks: bool = False, mask: bool = False, others: bool = False
) -> Path:
    """Write the network and its card into a folder; returns the card's path."""
    return write_with_card(
        folder,
        _network(clicks=clicks, mask=mask, others=others),
        task="close_up",
        name="Tiny close-up",
        outputs=_OUTPUTS,
        more="\n".join(["box_channel = true", CLICKS * clicks, MASK * mask, OTHERS * others]),
    )


def _network(*, clicks, mask, others):
    node = helper.make_node
    channels = ["red", "green", "blue", "inside", *["mine", "other"] * clicks, *["seen"] * mask]
    channels += ["beside"] * others
    edge = "beside" if others else "seen" if mask else "green"
    corrected = [
        node("Add", ["alone", "mine"], ["more"]),
        node("Sub", ["more", "other"], ["changed"]),
        node("Clip", ["changed", "zero", "one"], ["own"]),
    ]
    nodes = [
        node("Split", ["image"], channels, axis=1),
        node("Clip", ["red", "zero", "one"], ["person"]),
        node("Clip", ["inside", "zero", "one"], ["box"]),
        node("Mul", ["person", "box"], ["alone"]),
        *(corrected if clicks else [node("Identity", ["alone"], ["own"])]),
        node("Sub", ["person", "own"], ["others"]),
        node("Clip", [edge, "zero", "one"], ["boundary"]),
        node("ReduceMax", ["own"], ["quality"], axes=[1, 2, 3], keepdims=0),
    ]
    maps = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", 1, "h", "w"])
        for name in ("own", "others", "boundary")
    ]
    graph = helper.make_graph(
        nodes,
        "tiny close-up",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["n", len(channels), "h", "w"])],
        [*maps, helper.make_tensor_value_info("quality", TensorProto.FLOAT, ["n"])],
        [
            numpy_helper.from_array(np.array(value, np.float32), name)
            for name, value in (("zero", 0.0), ("one", 1.0))
        ],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
