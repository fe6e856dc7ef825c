"""Train the portrait network: ``python -m training.train --out runs/compact``.

The same command goes on where it stopped, see :mod:`training.loop`.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from portrait_studio.errors import StudioError
from training import checkpoint
from training.data.folders import open_folders
from training.data.mixture import Mixture
from training.data.packed_sources import packed_mixture
from training.data.samples import Samples
from training.data.voc import CATEGORIES, open_voc
from training.loop import (
    Batch,
    Schedule,
    add_schedule,
    has_fast_bfloat16,
    schedule_of,
    start_or_go_on,
)
from training.losses import WEIGHTS, LossWeights, total_loss
from training.networks.decoder import Parts
from training.networks.encoders import ENCODERS, MOBILENET, TINY_VIT, start_from_mobile_sam
from training.networks.mobilenet import MobileNetV2, load_encoder
from training.networks.portrait import NetworkSettings, PortraitNetwork
from training.weights import averaged_weights, photos_seen, take_over


def portrait_loss(
    network: nn.Module, image: Tensor, targets: Batch, *, weights: LossWeights = WEIGHTS
) -> tuple[Tensor, dict[str, float]]:
    """One forward pass and what it is asked to lower."""
    with torch.autocast(image.device.type, torch.bfloat16, enabled=has_fast_bfloat16(image.device)):
        outputs = network(image)
    return total_loss(outputs.in_full_precision(), targets, weights)


def new_network(
    settings: NetworkSettings, start: Path | None, *, mobile_sam: Path | None = None
) -> PortraitNetwork:
    """A fresh network, with what was learned before.

    ``start`` is an archive of MobileNetV2's weights (.npz), or another training's checkpoint: of
    a network of another kind it takes what it has too. An encoder that is a TinyViT may have the
    weights of the file ``mobile_sam``.

    Raises
    ------
    StudioError
        When a file is not what it should be, or for another encoder.
    """
    torch.manual_seed(0)
    network = PortraitNetwork(settings)
    if start is not None and start.suffix == ".npz":
        if not isinstance(network.encoder, MobileNetV2):
            raise StudioError(f"{start} is for the encoder {MOBILENET}: give a checkpoint.")
        with np.load(start) as arrays:
            load_encoder(network.encoder, {k: torch.from_numpy(v) for k, v in arrays.items()})
    elif start is not None:
        take_over(network, averaged_weights(checkpoint.read(start)))
    if mobile_sam is not None:
        start_from_mobile_sam(network.encoder, checkpoint.read(mobile_sam))
    return network


def training_record(
    settings: NetworkSettings,
    schedule: Schedule,
    start: Path | None,
    *,
    weights: LossWeights = WEIGHTS,
    self_masks: bool = False,
    mobile_sam: Path | None = None,
) -> dict[str, Any]:
    """What a checkpoint says of its own making, with that of the checkpoint it started from.

    ``self_masks`` says whether it learns from masks that our own close-up network made.
    """
    starts, photos = [start.name] if start is not None else [], 0
    if start is not None and start.suffix != ".npz":
        state = checkpoint.read(start)
        starts, photos = state["settings"]["starts"], photos_seen(state)
        self_masks = self_masks or bool(state["settings"].get("self_masks"))
    return {
        "network": settings.to_dict(),
        "schedule": asdict(schedule),
        "loss_weights": asdict(weights),
        "starts": [*starts, *([] if mobile_sam is None else [mobile_sam.name])],
        "photos_before": photos,
        "self_masks": self_masks,
    }


def portrait_samples(
    mixture: Mixture, schedule: Schedule, *, first: int = 0, categories: int = 2
) -> Samples:
    """The samples of a schedule from step ``first`` on."""
    return Samples(
        mixture,
        crop=schedule.crop,
        base=schedule.base,
        seed=schedule.seed,
        first=first * schedule.batch,
        count=(schedule.steps - first) * schedule.batch,
        categories=categories,
    )


def run(options: argparse.Namespace) -> None:
    """Start or go on."""
    settings, schedule = _network_settings(options), schedule_of(options)
    mixture, weights = open_mixture(options), WEIGHTS.with_people(options.people_share)
    start_or_go_on(
        new_network(settings, options.start, mobile_sam=options.mobile_sam),
        lambda first: portrait_samples(
            mixture, schedule, first=first, categories=settings.categories
        ),
        out=options.out,
        schedule=schedule,
        loss=partial(portrait_loss, weights=weights),
        record=training_record(
            settings,
            schedule,
            options.start,
            weights=weights,
            self_masks=options.self_masks is not None,
            mobile_sam=options.mobile_sam,
        ),
    )


def open_mixture(options: argparse.Namespace) -> Mixture:
    """The photos to learn from, in whichever of the three layouts was named."""
    if options.voc is not None:
        return Mixture((open_voc(options.voc),), (1.0,))
    if options.folders is not None:
        photos, masks = options.folders
        return Mixture((open_folders(photos, masks, instances=options.instances),), (1.0,))
    return packed_mixture(options.data, teacher=options.teacher, self_masks=options.self_masks)


def _network_settings(options: argparse.Namespace) -> NetworkSettings:
    off = set(options.without)
    parts = Parts(cgca="cgca" not in off, cgbe="cgbe" not in off, sbf="sbf" not in off)
    settings = NetworkSettings(
        width=options.width,
        categories=CATEGORIES if options.voc is not None else 2,
        output_stride=options.output_stride,
        parts=parts,
        encoder=options.encoder,
    )
    if options.encoder == TINY_VIT:  # half the stride, twice the cells, as far in pixels
        return replace(settings, output_stride=16, rates=tuple(2 * r for r in settings.rates))
    return settings


def parser() -> argparse.ArgumentParser:
    """The parser of the command line; every field of :class:`Schedule` is an option."""
    parse = argparse.ArgumentParser(prog="python -m training.train", description=__doc__)
    parse.add_argument("--data", type=Path, default=Path("../shared/data/people"))
    # our own masks are of the packed photos: beside others the card would name what was not seen
    either = parse.add_mutually_exclusive_group()
    either.add_argument("--voc", type=Path, help="a VOC2012 folder, in place of --data")
    either.add_argument("--folders", type=Path, nargs=2, metavar=("PHOTOS", "MASKS"))
    either.add_argument("--self-masks", type=Path, help="folder that training.self_masks wrote")
    parse.add_argument("--instances", action="store_true", help="values of MASKS are people")
    parse.add_argument("--teacher", type=Path, default=Path("runs/teacher"))
    parse.add_argument("--out", type=Path, required=True)
    parse.add_argument(
        "--start", type=Path, default=Path("../shared/weights/deeplabv3-mobilenetv2-voc.npz")
    )
    parse.add_argument("--encoder", choices=ENCODERS, default=MOBILENET)
    parse.add_argument("--mobile-sam", type=Path, help="MobileSAM's weights, for tiny_vit's start")
    parse.add_argument("--width", type=int, default=64)
    parse.add_argument("--output-stride", type=int, default=32)
    parse.add_argument(
        "--people-share", type=float, default=1.0, help="how much the people head's losses count"
    )
    parse.add_argument("--without", nargs="*", choices=("cgca", "cgbe", "sbf"), default=[])
    add_schedule(parse, Schedule())
    return parse


def main() -> None:
    """Run from the command line."""
    run(parser().parse_args())


if __name__ == "__main__":
    main()
