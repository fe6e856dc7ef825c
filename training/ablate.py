"""Short trainings that differ in one thing, measured alike: ``python -m training.ablate``.

Each takes the same photos in the same order from the same seed, and leaves its figures on `val`
as ``training/results/NAME.json``, from which the evaluation makes its table.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from portrait_studio.inference.cards import read_card
from training import checkpoint
from training.card import write_card
from training.deployed import load_deployed
from training.evaluation.ablations import RESULTS
from training.evaluation.border_maps import border_rows
from training.evaluation.person_masks import mask_rows
from training.evaluation.photos import Sample, val_samples
from training.evaluation.subjects import Subject
from training.export_onnx import export_checked
from training.train import parser, run

WEIGHTS = Path("../shared/weights")


@dataclass(frozen=True)
class Variant:
    """One thing that differs from the network as it is."""

    name: str
    options: tuple[str, ...] = ()


VARIANTS = (
    Variant("the network as it is"),
    Variant("without CGCA", ("--without", "cgca")),
    Variant("without CGBE", ("--without", "cgbe")),
    Variant("without SBF", ("--without", "sbf")),
    Variant("ImageNet start", ("--start", str(WEIGHTS / "mobilenetv2-imagenet.npz"))),
    Variant("output stride 16", ("--output-stride", "16")),
)
SHORT = ("--steps", "160", "--batch", "16", "--crop", "192", "--base", "320", "--warm-up", "30")
LONG_SIDE = 320  # pixels; the size the short trainings learned at


def measure(network: Path, samples: Sequence[Sample], cache: Path) -> dict[str, float]:
    """Figures of an exported network: masks of portraits and groups, borders between people."""
    subject = Subject(read_card(network.with_suffix(".toml")), ours=True, threads=1)
    figures: dict[str, float] = {}
    (masks,) = mask_rows([subject], samples, cache=cache, code="ablation")
    for subset in ("selfie", "coco groups"):
        scores = masks.scores[subset]
        figures[f"{subset}: person IoU"] = round(scores.person_iou, 4)
        figures[f"{subset}: boundary IoU"] = round(scores.boundary_iou, 4)
    for row in border_rows([subject], samples, cache=cache, code="ablation"):
        figures[f"borders {row.kind}: F"] = round(row.counts.f_score, 4)
    return figures


def train_and_measure(variant: Variant, *, samples: Sequence[Sample], runs: Path) -> Path:
    """Train, export, measure; an earlier result is kept. Returns the file of figures."""
    label = variant.name.lower().replace(" ", "-")
    result = RESULTS / f"{label}.json"
    if result.exists():
        return result
    folder = runs / label
    run(parser().parse_args(["--out", str(folder), *SHORT, *variant.options]))
    state = checkpoint.read(folder / "checkpoint.pt")
    network = folder / f"{label}.onnx"
    export_checked(load_deployed(state), network)
    write_card(network, state, long_side=LONG_SIDE)
    figures = measure(network, samples, runs / "cache")
    settings = {**asdict(variant), "schedule": state["settings"]["schedule"]}
    RESULTS.mkdir(exist_ok=True)
    beside = result.with_suffix(".part")
    beside.write_text(
        json.dumps({"name": variant.name, "settings": settings, "figures": figures}, indent=1)
    )
    beside.replace(result)
    return result


def main() -> None:
    """Run from the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=Path("../shared/data/people"))
    options.add_argument("--runs", type=Path, default=Path("runs/ablation"))
    chosen = options.parse_args()
    samples = val_samples(chosen.data, sources={"coco", "selfie"})
    for variant in VARIANTS:
        print(train_and_measure(variant, samples=samples, runs=chosen.runs))


if __name__ == "__main__":
    main()
