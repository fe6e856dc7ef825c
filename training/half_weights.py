"""Weights of a network file as 16-bit floats: half the file, and half the time to read it.

The network computes with 32 bits as before: ONNX Runtime widens the weights once, when a session is
made.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LEAST = 1024
"""Values from which on a weight is halved: what is smaller saves nothing."""

_SUFFIX = "_half"


def halve(model: onnx.ModelProto) -> None:
    """Store all large 32-bit weights of a network as halves that are cast, in place.

    A weight keeps 11 significant bits. One that 16 bits cannot hold (above 65,504) stays as it is.
    """
    graph = model.graph
    casts = []
    for weight in list(graph.initializer):
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < LEAST:
            continue
        with np.errstate(over="ignore"):
            half = values.astype(np.float16)
        if not np.isfinite(half).all():
            continue
        stored = weight.name + _SUFFIX
        casts.append(helper.make_node("Cast", [stored], [weight.name], to=TensorProto.FLOAT))
        weight.CopyFrom(numpy_helper.from_array(half, stored))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
