import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from training.half_weights import LEAST, halve


def network(weight):
    """``y = x @ weight + 1``."""
    rows, cols = weight.shape
    graph = helper.make_graph(
        [
            helper.make_node("MatMul", ["x", "w"], ["xw"]),
            helper.make_node("Add", ["xw", "b"], ["y"]),
        ],
        "small",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, rows])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, cols])],
        [numpy_helper.from_array(weight, "w"), numpy_helper.from_array(np.ones(1, "f4"), "b")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)


def answer(model, x):
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    return session.run(None, {"x": x})[0]


def weights(rows, cols):
    return np.random.default_rng(0).standard_normal((rows, cols)).astype(np.float32)


def test_a_halved_network_takes_half_the_bytes_and_answers_nearly_the_same():
    whole, halved = network(weights(64, 64)), network(weights(64, 64))
    halve(halved)
    onnx.checker.check_model(halved, full_check=True)
    assert halved.ByteSize() < 0.6 * whole.ByteSize()
    x = np.random.default_rng(1).standard_normal((1, 64)).astype(np.float32)
    one, two = answer(whole, x), answer(halved, x)
    assert one.dtype == two.dtype == np.float32
    assert 0 < np.abs(one - two).max() < 64 * 4 * 2**-11


def test_what_is_small_or_too_large_for_16_bits_stays():
    large = weights(64, 64)
    large[3, 5] = 1e5
    for weight in (weights(2, LEAST // 4), large):
        model = network(weight)
        before = model.SerializeToString()
        halve(model)
        assert model.SerializeToString() == before
