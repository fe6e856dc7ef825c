"""Train the portrait network: ``python -m training.train --out runs/compact``.

Stops and goes on exactly: every sample depends on the seed and its number alone, and the
checkpoint holds all that changes. Running the same command again goes on where it stopped.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.optim import AdamW
from torch.optim.swa_utils import AveragedModel
from torch.utils.data import DataLoader

from training import checkpoint
from training.checkpoint import Learner
from training.data.folders import open_folders
from training.data.mixture import Mixture
from training.data.packed_sources import packed_mixture
from training.data.samples import Samples
from training.data.voc import CATEGORIES, open_voc
from training.losses import LossWeights, total_loss
from training.networks.decoder import Parts
from training.networks.mobilenet import load_encoder
from training.networks.portrait import NetworkSettings, PortraitNetwork
from training.weights import averaged_weights, photos_seen


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn.

    ``crop`` and ``base`` are in pixels (see :class:`training.data.samples.Samples`).
    """

    steps: int = 1200
    batch: int = 16
    crop: int = 256
    base: int = 416
    rate: float = 1e-3
    warm_up: int = 100
    frozen_layers: int = 4
    average: float = 0.998
    seed: int = 1
    save_every: int = 100
    encoder_share: float = 0.15  # the encoder's learning rate, as a share of the decoder's

    def rate_at(self, step: int) -> float:
        """Linear warm-up, then half a cosine down to a fiftieth."""
        rise = min(1.0, (step + 1) / self.warm_up)
        fall = 0.5 * (1 + np.cos(np.pi * step / self.steps))
        return float(self.rate * rise * (0.02 + 0.98 * fall))


def build_learner(network: PortraitNetwork, schedule: Schedule) -> Learner:
    """Optimiser with a slower rate for the encoder, and the running average of the weights."""
    network.encoder.freeze(schedule.frozen_layers)
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    inside = {id(p) for p in network.encoder.parameters()}
    others = [p for p in network.parameters() if id(p) not in inside]
    groups = [
        {"params": encoder, "share": schedule.encoder_share},
        {"params": others, "share": 1.0},
    ]
    optimiser = AdamW(groups, lr=schedule.rate, weight_decay=1e-3)
    average = AveragedModel(network, multi_avg_fn=warm_average(schedule.average), use_buffers=True)
    return Learner(network, optimiser, average)


def has_fast_bfloat16(device: torch.device) -> bool:
    """Whether bfloat16 is quicker there: on GPUs, and on processors with matrix tiles (AMX)."""
    return device.type == "cuda" or bool(torch.cpu._is_amx_tile_supported())  # no public name


Tensors = tuple[Tensor, ...] | list[Tensor]


def warm_average(decay: float) -> Callable[[Tensors, Tensors, Tensor | int], None]:
    """A running average that forgets the untrained start: few steps in, it follows closely."""

    def update(averages: Tensors, values: Tensors, steps: Tensor | int) -> None:
        done = float(steps)
        share = 1 - min(decay, (1 + done) / (10 + done))
        for average, value in zip(averages, values, strict=True):
            if average.is_floating_point():
                average.lerp_(value, share)
            else:
                average.copy_(value)

    return update


def train(
    learner: Learner,
    mixture: Mixture,
    *,
    schedule: Schedule,
    weights: LossWeights,
    device: torch.device,
    first: int = 0,
    categories: int = 2,
) -> Iterator[tuple[int, dict[str, float]]]:
    """Learn from step ``first`` on; yields every finished step with its losses."""
    samples = Samples(
        mixture,
        crop=schedule.crop,
        base=schedule.base,
        seed=schedule.seed,
        first=first * schedule.batch,
        count=(schedule.steps - first) * schedule.batch,
        categories=categories,
    )
    # one worker beside the network: decoding takes about a tenth of the time
    loader = DataLoader(samples, batch_size=schedule.batch, num_workers=1, prefetch_factor=4)
    learner.network.train()
    for step, batch in enumerate(loader, first):
        for group in learner.optimiser.param_groups:
            group["lr"] = schedule.rate_at(step) * group["share"]
        yield step + 1, _learn(learner, batch, weights, device)


def _learn(
    learner: Learner, batch: dict[str, Tensor], weights: LossWeights, device: torch.device
) -> dict[str, float]:
    targets = {name: value.to(device, non_blocking=True) for name, value in batch.items()}
    image = targets.pop("image").contiguous(memory_format=torch.channels_last)
    with torch.autocast(device.type, torch.bfloat16, enabled=has_fast_bfloat16(device)):
        outputs = learner.network(image)
    loss, parts = total_loss(outputs.in_full_precision(), targets, weights)
    learner.optimiser.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(learner.network.parameters(), 5.0)
    learner.optimiser.step()
    learner.average.update_parameters(learner.network)
    return parts


def new_network(settings: NetworkSettings, start: Path | None) -> PortraitNetwork:
    """A fresh network; ``start`` is an encoder archive (.npz) or another training's checkpoint."""
    torch.manual_seed(0)
    network = PortraitNetwork(settings)
    if start is not None and start.suffix == ".npz":
        with np.load(start) as arrays:
            load_encoder(network.encoder, {k: torch.from_numpy(v) for k, v in arrays.items()})
    elif start is not None:
        network.load_state_dict(averaged_weights(checkpoint.read(start)))
    return network


def training_record(
    settings: NetworkSettings, schedule: Schedule, start: Path | None
) -> dict[str, Any]:
    """What a checkpoint says of its own making, with that of the checkpoint it started from."""
    starts, photos = [start.name] if start is not None else [], 0
    if start is not None and start.suffix != ".npz":
        state = checkpoint.read(start)
        starts, photos = state["settings"]["starts"], photos_seen(state)
    return {
        "network": settings.to_dict(),
        "schedule": asdict(schedule),
        "loss_weights": asdict(LossWeights()),
        "starts": starts,
        "photos_before": photos,
    }


def run(options: argparse.Namespace) -> None:
    """Start or go on, with a line of progress now and then and a checkpoint every so often."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    settings = _network_settings(options)
    schedule = Schedule(**{k: v for k, v in vars(options).items() if k in Schedule.__annotations__})
    network = new_network(settings, options.start).to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    learner = build_learner(network, schedule)
    path = options.out / "checkpoint.pt"
    first = checkpoint.restore(learner, checkpoint.read(path)) if path.exists() else 0
    record = training_record(settings, schedule, options.start)
    mixture = open_mixture(options)
    began = time.monotonic()
    mean: dict[str, float] = {}
    for step, parts in train(
        learner,
        mixture,
        schedule=schedule,
        weights=LossWeights(),
        device=device,
        first=first,
        categories=settings.categories,
    ):
        mean = {k: 0.98 * mean.get(k, v) + 0.02 * v for k, v in parts.items()}
        if step % 20 == 0:
            print(_progress(step, first, began, schedule, mean), flush=True)
        if step % schedule.save_every == 0 or step == schedule.steps:
            checkpoint.save(path, learner, step=step, settings=record)


def open_mixture(options: argparse.Namespace) -> Mixture:
    """The photos to learn from, in whichever of the three layouts was named."""
    if options.voc is not None:
        return Mixture((open_voc(options.voc),), (1.0,))
    if options.folders is not None:
        photos, masks = options.folders
        return Mixture((open_folders(photos, masks, instances=options.instances),), (1.0,))
    return packed_mixture(options.data, teacher=options.teacher)


def _progress(
    step: int, first: int, began: float, schedule: Schedule, mean: dict[str, float]
) -> str:
    seconds = (time.monotonic() - began) / (step - first)
    left = (schedule.steps - step) * seconds / 60
    losses = "  ".join(f"{name} {value:.3f}" for name, value in mean.items())
    speed = schedule.batch / seconds
    return f"{step}/{schedule.steps}  {speed:.1f} photos/s  {left:.0f} min left  {losses}"


def _network_settings(options: argparse.Namespace) -> NetworkSettings:
    off = set(options.without)
    parts = Parts(cgca="cgca" not in off, cgbe="cgbe" not in off, sbf="sbf" not in off)
    return NetworkSettings(
        width=options.width,
        categories=CATEGORIES if options.voc is not None else 2,
        output_stride=options.output_stride,
        parts=parts,
    )


def parser() -> argparse.ArgumentParser:
    """The parser of the command line; every field of :class:`Schedule` is an option."""
    parse = argparse.ArgumentParser(prog="python -m training.train", description=__doc__)
    parse.add_argument("--data", type=Path, default=Path("../shared/data/people"))
    parse.add_argument("--voc", type=Path, help="a VOC2012 folder, in place of --data")
    parse.add_argument("--folders", type=Path, nargs=2, metavar=("PHOTOS", "MASKS"))
    parse.add_argument("--instances", action="store_true", help="values of MASKS are people")
    parse.add_argument("--teacher", type=Path, default=Path("runs/teacher"))
    parse.add_argument("--out", type=Path, required=True)
    parse.add_argument(
        "--start", type=Path, default=Path("../shared/weights/deeplabv3-mobilenetv2-voc.npz")
    )
    parse.add_argument("--width", type=int, default=64)
    parse.add_argument("--output-stride", type=int, default=32)
    parse.add_argument("--without", nargs="*", choices=("cgca", "cgbe", "sbf"), default=[])
    for name, value in asdict(Schedule()).items():
        parse.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    return parse


def main() -> None:
    """Run from the command line."""
    run(parser().parse_args())


if __name__ == "__main__":
    main()
