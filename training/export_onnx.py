"""Export a checkpoint to ONNX with its card, after checking that both runtimes agree.

``python -m training.export_onnx runs/compact/checkpoint.pt --name portrait-compact`` writes
``models/NAME.onnx`` and ``models/NAME.toml``, and ``training/starts/NAME.pt`` to go on from.
"""

from __future__ import annotations

import argparse
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from portrait_studio.errors import StudioError
from training import checkpoint
from training.card import task_of, write_card
from training.networks.close_up import INPUTS, OTHERS, OWN, CloseUpNetwork, CloseUpSettings
from training.networks.detector import DetectorNetwork, DetectorSettings
from training.networks.portrait import NetworkSettings, PortraitNetwork
from training.weights import averaged_weights

DEFAULTS = {
    "portrait": ("portrait-compact", 512),
    "close_up": ("close-up-compact", 320),
    "detection": ("detector-compact", 512),
}
"""Name and long side of the input, in pixels, of the bundled network of each task."""

CHECKED_SIZES = ((256, 320), (512, 384), (96, 512))  # (H, W), none of them the traced one
TOLERANCE = 2e-3  # of probabilities; boxes may differ by this share of the input's side


class Deployed(nn.Module):
    """What the studio runs: probabilities at input size, centres and votes at stride 8."""

    channels = 3
    outputs = ("person", "boundary", "centre", "votes")

    def __init__(self, network: PortraitNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """(B, 3, H, W) → person, boundary (B, 1, H, W); centre, votes (B, 1 | 4, H/8, W/8)."""
        outputs = self.network(image)
        # with two categories softmax is the sigmoid of the difference, and logits resize better
        person = placed(outputs.semantic[:, 1:2] - outputs.semantic[:, 0:1]).sigmoid()
        boundary = _doubled(outputs.boundary).sigmoid()
        return person, boundary, outputs.centre.sigmoid(), outputs.boxes


class DeployedCloseUp(nn.Module):
    """What the studio runs on a close-up: probabilities at input size, and the mask's quality."""

    channels = INPUTS
    outputs = ("own", "others", "boundary", "quality")

    def __init__(self, network: CloseUpNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """(B, 7, H, W) → own, others, boundary (B, 1, H, W); quality (B,)."""
        outputs = self.network(image)
        categories = placed(outputs.semantic).softmax(dim=1)
        own, others = categories[:, OWN : OWN + 1], categories[:, OTHERS : OTHERS + 1]
        return own, others, _doubled(outputs.boundary).sigmoid(), outputs.quality.sigmoid()


class DeployedDetector(nn.Module):
    """What the studio runs to find people: a box and a score a cell."""

    channels = 3
    outputs = ("people",)

    def __init__(self, network: DetectorNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, image: Tensor) -> tuple[Tensor]:
        """(B, 3, H, W) → (B, A, 5): row0, col0, row1, col1 in input pixels, and a score."""
        outputs = self.network(image)
        return (torch.cat([outputs.boxes, outputs.scores.sigmoid()[..., None]], dim=2),)


AnyDeployed = Deployed | DeployedCloseUp | DeployedDetector


def placed(logits: Tensor) -> Tensor:
    """Categories at stride 2, (B, N, h, w), for every pixel of the input, (B, N, 2h, 2w).

    Cell (i, j) learned what pixel (2i + 1, 2j + 1) is (see `training.data.targets`), and is put
    there, half a pixel below and right of the cell's middle; linear in between.
    """
    above = torch.cat([logits[:, :, :1], logits[:, :, :-1]], dim=2)
    rows = torch.stack([(above + logits) / 2, logits], dim=3).flatten(2, 3)
    left = torch.cat([rows[..., :1], rows[..., :-1]], dim=3)
    return torch.stack([(left + rows) / 2, rows], dim=4).flatten(3, 4)


def _doubled(logits: Tensor) -> Tensor:
    """Boundaries at stride 2, each of which speaks of its whole cell, for every pixel."""
    return functional.interpolate(logits, scale_factor=2.0, mode="bilinear", align_corners=False)


def export(deployed: AnyDeployed, path: Path) -> None:
    """Write the network as ONNX with dynamic batch, height and width."""
    example = torch.zeros(2, deployed.channels, 224, 288)
    height, width = torch.export.Dim("cells_high", min=2), torch.export.Dim("cells_wide", min=2)
    shapes = {"image": {0: torch.export.Dim("batch"), 2: 32 * height, 3: 32 * width}}
    path.parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter's notes on its own internals
        program = torch.onnx.export(
            deployed.eval(),
            (example,),
            input_names=["image"],
            output_names=list(deployed.outputs),
            dynamic_shapes=shapes,
            dynamo=True,
            verbose=False,
        )
    if program is None:
        raise StudioError("torch gave no ONNX program: nothing was written.")
    program.save(str(path), external_data=False)
    forget_origins(path)
    onnx.checker.check_model(str(path))


def forget_origins(path: Path) -> None:
    """Take out what the exporter noted of each node's origin: files and lines of this machine."""
    model = onnx.load(str(path))
    graph = model.graph
    for part in (model, graph, *graph.node, *graph.value_info, *graph.input, *graph.output):
        del part.metadata_props[:]
        part.doc_string = ""
    onnx.save(model, str(path))


def largest_difference(deployed: AnyDeployed, path: Path) -> float:
    """Largest difference between torch and ONNX Runtime over random photos of several sizes.

    Boxes count as shares of the input's longer side.
    """
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    random = np.random.default_rng(0)
    worst = 0.0
    for size in CHECKED_SIZES:
        image = random.standard_normal((1, deployed.channels, *size)).astype(np.float32)
        with torch.no_grad():
            expected = deployed.eval()(torch.from_numpy(image))
        found: list[NDArray[np.float32]] = session.run(list(deployed.outputs), {"image": image})
        for name, one, two in zip(deployed.outputs, expected, found, strict=True):
            scale = max(size) if name in ("votes", "people") else 1
            worst = max(worst, float(np.abs(one.numpy() - two).max()) / scale)
    return worst


def export_checked(deployed: AnyDeployed, path: Path) -> float:
    """Export, compare, and leave no file that disagrees; returns the largest difference.

    Raises
    ------
    StudioError
        When ONNX Runtime and torch differ by more than the tolerance.
    """
    beside = path.with_suffix(".part.onnx")
    try:
        export(deployed, beside)
        difference = largest_difference(deployed, beside)
        if difference > TOLERANCE:
            message = (
                f"ONNX Runtime differs from torch by {difference:.2g}: {path} was not written."
            )
            raise StudioError(message)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return difference


def load_deployed(state: dict[str, Any]) -> AnyDeployed:
    """The running average of a checkpoint, ready to be exported."""
    weights, values = averaged_weights(state), state["settings"]["network"]
    if task_of(state) == "close_up":
        close_up = CloseUpNetwork(CloseUpSettings.from_dict(values))
        close_up.load_state_dict(weights)
        return DeployedCloseUp(close_up.eval())
    if task_of(state) == "detection":
        detector = DetectorNetwork(DetectorSettings.from_dict(values))
        detector.load_state_dict(weights)
        return DeployedDetector(detector.eval())
    portrait = PortraitNetwork(NetworkSettings.from_dict(values))
    portrait.load_state_dict(weights)
    return Deployed(portrait.eval())


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--name", help="of the files; by default that of the bundled network")
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--long-side", type=int, help="of the input, in pixels")
    parser.add_argument("--starts", type=Path, default=Path("training/starts"))
    options = parser.parse_args()
    state = checkpoint.read(options.checkpoint)
    name, long_side = DEFAULTS[task_of(state)]
    path = options.models / f"{options.name or name}.onnx"
    difference = export_checked(load_deployed(state), path)
    write_card(path, state, long_side=options.long_side or long_side)
    checkpoint.save_start(options.starts / f"{path.stem}.pt", state)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB, differs from torch by {difference:.1e}")


if __name__ == "__main__":
    main()
