"""Train the detector: ``python -m training.train_detector --out runs/detector``.

Its encoder starts from a portrait network's checkpoint, or all of it from a detector's. The same
command goes on where it stopped, see :mod:`training.loop`.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from portrait_studio.inference.cards import find_card
from training import checkpoint
from training.box_teacher import BoxTeacher
from training.data.packed_sources import detector_mixture
from training.data.taught_boxes import TaughtBoxes
from training.detector_loss import DetectorWeights, detector_loss
from training.loop import (
    Batch,
    Schedule,
    add_schedule,
    has_fast_bfloat16,
    schedule_of,
    start_or_go_on,
)
from training.networks.detector import DetectorNetwork, DetectorSettings
from training.networks.encoders import ENCODERS, MOBILENET
from training.networks.widen import grown_for
from training.weights import averaged_weights, photos_seen, take_over, width_of

DEFAULT = Schedule(steps=6000, batch=16, crop=320, base=512, encoder_share=0.3)


def loss_of(network: nn.Module, image: Tensor, targets: Batch) -> tuple[Tensor, dict[str, float]]:
    """One forward pass and what it is asked to lower."""
    with torch.autocast(image.device.type, torch.bfloat16, enabled=has_fast_bfloat16(image.device)):
        outputs = network(image)
    return detector_loss(outputs, targets, DetectorWeights())


def new_network(
    settings: DetectorSettings, start: Path | None, *, encoder: Path | None = None
) -> DetectorNetwork:
    """A network with all weights of a checkpoint that it has too.

    Those of a detector half as wide are made wider. The encoder's may come from another
    checkpoint, of any network with that encoder.
    """
    torch.manual_seed(0)
    network = DetectorNetwork(settings)
    if start is not None:
        begun = checkpoint.read(start)
        weights = averaged_weights(begun)
        if begun["settings"].get("task") == "detection" and settings.width == 2 * width_of(begun):
            weights = grown_for(network, weights, width=width_of(begun))
        take_over(network, weights)
    if encoder is not None:
        weights = averaged_weights(checkpoint.read(encoder))
        take_over(network, {k: v for k, v in weights.items() if k.startswith("encoder.")})
    return network


def training_record(
    settings: DetectorSettings,
    schedule: Schedule,
    start: Path | None,
    *,
    encoder: Path | None = None,
) -> dict[str, Any]:
    """What a checkpoint says of its own making, with that of the checkpoints it started from."""
    states = [checkpoint.read(path) for path in (start, encoder) if path is not None]
    return {
        "task": "detection",
        "network": settings.to_dict(),
        "schedule": asdict(schedule),
        "loss_weights": asdict(DetectorWeights()),
        "starts": list(dict.fromkeys(name for s in states for name in s["settings"]["starts"])),
        "photos_before": 0 if start is None else photos_seen(states[0]),
    }


def run(options: argparse.Namespace) -> None:
    """Start or go on."""
    settings = DetectorSettings(width=options.width, encoder=options.encoder)
    schedule = schedule_of(options)
    mixture = detector_mixture(options.data, teacher=options.teacher)
    teacher = BoxTeacher(find_card(options.card, folder=options.peers))

    def samples(first: int) -> TaughtBoxes:
        return TaughtBoxes(
            mixture,
            teacher,
            crop=schedule.crop,
            base=schedule.base,
            seed=schedule.seed,
            first=first * schedule.batch,
            count=(schedule.steps - first) * schedule.batch,
        )

    start_or_go_on(
        new_network(settings, options.start, encoder=options.encoder_start),
        samples,
        out=options.out,
        schedule=schedule,
        loss=loss_of,
        record=training_record(settings, schedule, options.start, encoder=options.encoder_start),
    )


def parser() -> argparse.ArgumentParser:
    """The parser of the command line; every field of :class:`Schedule` is an option."""
    parse = argparse.ArgumentParser(prog="python -m training.train_detector", description=__doc__)
    parse.add_argument("--data", type=Path, default=Path("../shared/data/people"))
    parse.add_argument("--teacher", type=Path, default=Path("runs/teacher"))
    parse.add_argument("--peers", type=Path, default=Path("../shared/peers"))
    parse.add_argument("--card", type=Path, default=Path("benchmarks/peers/yolox-nano.toml"))
    parse.add_argument("--out", type=Path, required=True)
    parse.add_argument("--start", type=Path, default=Path("training/starts/portrait-compact.pt"))
    parse.add_argument("--encoder-start", type=Path, help="checkpoint for the encoder alone")
    parse.add_argument("--width", type=int, default=64)
    parse.add_argument("--encoder", choices=ENCODERS, default=MOBILENET)
    add_schedule(parse, DEFAULT)
    return parse


def main() -> None:
    """Run from the command line."""
    run(parser().parse_args())


if __name__ == "__main__":
    main()
