"""What a permissively licensed detector says of a crop, cell by cell: soft labels for our own.

Learning a teacher's scores in place of hard labels: Hinton, Vinyals and Dean, "Distilling the
Knowledge in a Neural Network", 2015.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray

from portrait_studio.inference.cards import Card
from portrait_studio.inference.decode_yolox import grid
from portrait_studio.inference.preprocess import as_input

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Cells:
    """Scores and boxes of all cells, stride after stride, each grid row by row.

    Attributes
    ----------
    scores : (A,) float32, 0..1
    boxes : (A, 4) float32
        row0, col0, row1, col1 in pixels of the input.
    middles : (A, 2) float32
        Row and column of each cell's middle in pixels.
    strides : (A,) float32
    """

    scores: Floats
    boxes: Floats
    middles: Floats
    strides: Floats


class BoxTeacher:
    """A YOLOX network, run on crops of any size.

    Parameters
    ----------
    card
        Of a network whose first output is of the kind "yolox_grid".
    """

    def __init__(self, card: Card) -> None:
        self.card = card

    def __call__(self, photo: NDArray[np.uint8]) -> Cells:
        """Answer for a crop (H, W, 3) uint8 whose sides are multiples of the largest stride."""
        spec = self.card.outputs[0]
        inputs = {self.card.input.name: as_input(photo, self.card.input)}
        values = self._session.run([spec.name], inputs)[0][0]
        corners, strides = grid((photo.shape[0], photo.shape[1]), spec.strides)
        centre = (values[:, 1::-1] + corners) * strides[:, None]
        size = np.exp(np.minimum(values[:, 3:1:-1], 10)) * strides[:, None]
        return Cells(
            scores=values[:, 4] * values[:, 5 + spec.channel],
            boxes=np.concatenate([centre - size / 2, centre + size / 2], axis=1),
            middles=(corners + np.float32(0.5)) * strides[:, None],
            strides=strides,
        )

    @cached_property  # opened by whoever asks first: a session does not survive a fork
    def _session(self) -> onnxruntime.InferenceSession:
        model = onnx.load_from_string(self.card.load())
        free_sizes(model)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        return onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )


def free_sizes(model: onnx.ModelProto) -> None:
    """Let a network that was exported for one size take any: its layers do not care."""
    for value in (*model.graph.input, *model.graph.output):
        for index, dimension in enumerate(value.type.tensor_type.shape.dim):
            dimension.dim_param = f"{value.name}_{index}"
    del model.graph.value_info[:]
