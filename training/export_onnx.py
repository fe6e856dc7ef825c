"""Export a checkpoint to ONNX with its card, after checking that both runtimes agree.

``python -m training.export_onnx runs/best/checkpoint.pt --name portrait-best`` writes
``models/NAME.onnx`` and ``models/NAME.toml``, and ``training/starts/NAME.pt`` to go on from.
"""

from __future__ import annotations

import argparse
import warnings
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray

from portrait_studio.errors import StudioError
from training import checkpoint
from training.card import task_of, write_card
from training.deployed import AnyDeployed, load_deployed
from training.half_weights import halve

DEFAULTS = {
    "portrait": ("portrait-best", 448),
    "close_up": ("close-up-vit", 320),
    "detection": ("detector-vit", 448),
}
"""Name and long side of the input, in pixels, of the bundled network of each task."""

CHECKED_SIZES = ((256, 320), (512, 384), (96, 512))  # (H, W), none of them the traced one
TOLERANCE = 2e-3  # of probabilities; boxes may differ by this share of the input's side


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
    model = onnx.load(str(path))
    forget_origins(model)
    halve(model)
    onnx.save(model, str(path))
    onnx.checker.check_model(str(path), full_check=True)


def forget_origins(model: onnx.ModelProto) -> None:
    """Take out what the exporter noted of each node's origin: files and lines of this machine."""
    graph = model.graph
    for part in (model, graph, *graph.node, *graph.value_info, *graph.input, *graph.output):
        del part.metadata_props[:]
        part.doc_string = ""


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
