"""Train the close-up network: ``python -m training.train_close_up --out runs/close-up``.

It starts from a portrait network's checkpoint or from a close-up's own. The same command goes on
where it stopped, see :mod:`training.loop`.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from training import checkpoint
from training.close_up_loss import CloseUpWeights, close_up_loss
from training.data.close_ups import CloseUps
from training.data.packed_sources import close_up_mixture
from training.found_boxes import read_boxes
from training.loop import (
    Batch,
    Schedule,
    add_schedule,
    has_fast_bfloat16,
    schedule_of,
    start_or_go_on,
)
from training.networks.close_up import CloseUpNetwork, CloseUpSettings, start_from
from training.networks.encoders import ENCODERS, MOBILENET, start_from_mobile_sam
from training.networks.widen import grown_for
from training.simulated_clicks import with_clicks
from training.weights import averaged_weights, photos_seen, width_of

DEFAULT = Schedule(steps=3000, batch=24, crop=224, base=224, rate=1e-3, frozen_layers=0)


def loss_of(network: nn.Module, image: Tensor, targets: Batch) -> tuple[Tensor, dict[str, float]]:
    """One forward pass and what it is asked to lower."""
    with torch.autocast(image.device.type, torch.bfloat16, enabled=has_fast_bfloat16(image.device)):
        outputs = network(with_clicks(network, image, targets))
    return close_up_loss(outputs.in_full_precision(), targets, CloseUpWeights())


def new_network(
    settings: CloseUpSettings,
    start: Path | dict[str, Any] | None,
    *,
    mobile_sam: Path | None = None,
) -> CloseUpNetwork:
    """A network with the weights of a portrait's or a close-up's checkpoint, or of its state.

    Those of a network half as wide are made wider. An encoder that is a TinyViT may have those of
    the file ``mobile_sam`` in their place.

    Raises
    ------
    StudioError
        When a file is not what it should be, or the encoder no TinyViT.
    """
    torch.manual_seed(0)
    network = CloseUpNetwork(settings)
    if start is not None:
        state = checkpoint.read(start) if isinstance(start, Path) else start
        weights = averaged_weights(state)
        if settings.width == 2 * width_of(state):
            weights = grown_for(network, weights, width=width_of(state))
        start_from(network, weights)
    if mobile_sam is not None:
        start_from_mobile_sam(network.encoder, checkpoint.read(mobile_sam))
    return network


def training_record(
    settings: CloseUpSettings,
    schedule: Schedule,
    start: Path | None,
    *,
    self_masks: bool = False,
    found_boxes: bool = False,
    mobile_sam: Path | None = None,
) -> dict[str, Any]:
    """What a checkpoint says of its own making, with that of the checkpoint it started from.

    ``self_masks`` and ``found_boxes`` say whether it learns from masks that our own network made,
    and around boxes that our own detector found.
    """
    state = None if start is None else checkpoint.read(start)
    before = {} if state is None else state["settings"]
    return {
        "task": "close_up",
        "network": settings.to_dict(),
        "schedule": asdict(schedule),
        "loss_weights": asdict(CloseUpWeights()),
        "starts": [*before.get("starts", []), *([] if mobile_sam is None else [mobile_sam.name])],
        "photos_before": 0 if state is None else photos_seen(state),
        "self_masks": self_masks or bool(before.get("self_masks")),
        "found_boxes": found_boxes or bool(before.get("found_boxes")),
    }


def run(options: argparse.Namespace) -> None:
    """Start or go on."""
    settings = CloseUpSettings.with_stride(
        options.output_stride,
        width=options.width,
        refined=options.refined,
        encoder=options.encoder,
    )
    schedule = schedule_of(options)
    mixture = close_up_mixture(
        options.data,
        teacher=options.teacher,
        self_masks=options.self_masks,
        found=None if options.found_boxes is None else read_boxes(options.found_boxes),
    )

    def samples(first: int) -> CloseUps:
        return CloseUps(
            mixture,
            crop=schedule.crop,
            clicked=options.clicked,
            seed=schedule.seed,
            first=first * schedule.batch,
            count=(schedule.steps - first) * schedule.batch,
        )

    start_or_go_on(
        new_network(settings, options.start, mobile_sam=options.mobile_sam),
        samples,
        out=options.out,
        schedule=schedule,
        loss=loss_of,
        record=training_record(
            settings,
            schedule,
            options.start,
            self_masks=options.self_masks is not None,
            found_boxes=options.found_boxes is not None,
            mobile_sam=options.mobile_sam,
        ),
    )


def parser() -> argparse.ArgumentParser:
    """The parser of the command line; every field of :class:`Schedule` is an option."""
    parse = argparse.ArgumentParser(prog="python -m training.train_close_up", description=__doc__)
    parse.add_argument("--data", type=Path, default=Path("../shared/data/people"))
    parse.add_argument("--teacher", type=Path, default=Path("runs/teacher"))
    parse.add_argument("--self-masks", type=Path, help="folder that training.self_masks wrote")
    parse.add_argument("--found-boxes", type=Path, help="file that training.found_boxes wrote")
    parse.add_argument("--out", type=Path, required=True)
    parse.add_argument("--start", type=Path, default=Path("training/starts/portrait-compact.pt"))
    parse.add_argument("--width", type=int, default=64)
    parse.add_argument("--output-stride", type=int, choices=(16, 32), default=16)
    parse.add_argument("--encoder", choices=ENCODERS, default=MOBILENET)
    parse.add_argument(
        "--mobile-sam",
        type=Path,
        help="MobileSAM's weights, for the encoder tiny_vit to start from",
    )
    parse.add_argument("--clicked", type=float, default=1.0, help="share that may have clicks")
    parse.add_argument("--refined", action="store_true", help="more layers, deepest and finest")
    add_schedule(parse, DEFAULT)
    return parse


def main() -> None:
    """Run from the command line."""
    run(parser().parse_args())


if __name__ == "__main__":
    main()
