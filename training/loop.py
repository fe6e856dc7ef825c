"""The loop that every training here runs: learn, average, report, keep, go on exactly.

Stops and goes on exactly: every sample depends on the seed and its number alone, and the
checkpoint holds all that changes. Running the same command again goes on where it stopped. A
training that is given minutes goes on with those that are left; how far it comes in them depends on
the machine.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from torch import Tensor, nn
from torch.optim import AdamW
from torch.optim.swa_utils import AveragedModel
from torch.utils.data import DataLoader, Dataset

from training import checkpoint, together
from training.checkpoint import Learner
from training.networks.encoders import Encoder

Batch = dict[str, Tensor]
Loss = Callable[[nn.Module, Tensor, Batch], tuple[Tensor, dict[str, float]]]
"""Network, images and targets to the sum to lower, and each part of it by name."""


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn.

    ``crop`` and ``base`` are in pixels (see :class:`training.data.samples.Samples`). With
    ``minutes`` the rate has fallen and the training ends when that time is over, or after
    ``steps``, whichever comes first.
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
    minutes: float = 0.0  # 0: as long as the steps take
    workers: int = 1  # processes that draw samples; one is enough beside a plain CPU

    def rate_at(self, step: int, minutes: float = 0.0) -> float:
        """Linear warm-up, then half a cosine down to a fiftieth; ``minutes`` have passed."""
        rise = min(1.0, (step + 1) / self.warm_up)
        fall = 0.5 * (1 + np.cos(np.pi * self.done(step, minutes)))
        return float(self.rate * rise * (0.02 + 0.98 * fall))

    def done(self, step: int, minutes: float) -> float:
        """The share of the training that is over, 0…1."""
        passed = minutes / self.minutes if self.minutes else 0.0
        return min(1.0, max(step / self.steps, passed))


def add_schedule(parse: argparse.ArgumentParser, default: Schedule) -> None:
    """Make every field of :class:`Schedule` an option of a command line."""
    for name, value in asdict(default).items():
        parse.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)


def schedule_of(options: argparse.Namespace) -> Schedule:
    """The schedule that a command line asked for."""
    return Schedule(**{k: v for k, v in vars(options).items() if k in Schedule.__annotations__})


def build_learner(network: nn.Module, schedule: Schedule) -> Learner:
    """Optimiser with a slower rate for the encoder, and the running average of the weights."""
    encoder = network.encoder
    assert isinstance(encoder, Encoder)
    encoder.freeze(schedule.frozen_layers)
    inside = {id(p) for p in encoder.parameters()}
    groups = [
        {
            "params": [p for p in encoder.parameters() if p.requires_grad],
            "share": schedule.encoder_share,
        },
        {"params": [p for p in network.parameters() if id(p) not in inside], "share": 1.0},
    ]
    on_gpu = next(network.parameters()).is_cuda  # where starting many small kernels takes long
    optimiser = AdamW(groups, lr=schedule.rate, weight_decay=1e-3, fused=on_gpu or None)
    average = AveragedModel(network, multi_avg_fn=warm_average(schedule.average), use_buffers=True)
    return Learner(network, optimiser, average)


def has_fast_bfloat16(device: torch.device) -> bool:
    """Whether bfloat16 is quicker there: on GPUs, and on processors that multiply it (AVX-512)."""
    # no public name; processors with matrix tiles (AMX) have these instructions too
    return device.type == "cuda" or bool(torch.cpu._is_avx512_bf16_supported())


Tensors = tuple[Tensor, ...] | list[Tensor]


def warm_average(decay: float) -> Callable[[Tensors, Tensors, Tensor | int], None]:
    """A running average that forgets the untrained start: few steps in, it follows closely."""

    def update(averages: Tensors, values: Tensors, steps: Tensor | int) -> None:
        done = float(steps)
        share = 1 - min(decay, (1 + done) / (10 + done))
        if averages[0].is_floating_point():  # all of a kind: torch groups them
            torch._foreach_lerp_(averages, values, share)
        else:
            torch._foreach_copy_(averages, values)

    return update


def train(
    learner: Learner,
    samples: Dataset[Batch],
    *,
    schedule: Schedule,
    loss: Loss,
    device: torch.device,
    first: int = 0,
    spent: float = 0.0,
) -> Iterator[tuple[int, dict[str, float]]]:
    """Learn from step ``first`` on; yields every finished step with its losses.

    ``samples`` begin with the first sample of that step, and end with the schedule; ``spent`` are
    the minutes that the steps before took.
    """
    loader = DataLoader(
        samples,
        batch_size=together.own_batch(schedule.batch),
        sampler=together.own_share(len(samples)),  # type: ignore[arg-type]
        num_workers=schedule.workers,
        prefetch_factor=4 if schedule.workers else None,
        pin_memory=device.type == "cuda",
    )
    learner.network.train()
    began = time.monotonic()
    for step, batch in enumerate(loader, first):
        minutes = together.agreed(spent + (time.monotonic() - began) / 60)
        if schedule.done(step, minutes) >= 1:
            return
        for group in learner.optimiser.param_groups:
            group["lr"] = schedule.rate_at(step, minutes) * group["share"]
        yield step + 1, _learn(learner, batch, loss, device)


def _learn(learner: Learner, batch: Batch, loss: Loss, device: torch.device) -> dict[str, float]:
    targets = {name: value.to(device, non_blocking=True) for name, value in batch.items()}
    image = targets.pop("image").contiguous(memory_format=torch.channels_last)
    total, parts = loss(learner.network, image, targets)
    learner.optimiser.zero_grad(set_to_none=True)
    total.backward()  # type: ignore[no-untyped-call]
    together.share_gradients(learner.network)
    torch.nn.utils.clip_grad_norm_(learner.network.parameters(), 5.0)
    learner.optimiser.step()
    learner.average.update_parameters(learner.network)
    return parts


def start_or_go_on(
    network: nn.Module,
    samples_from: Callable[[int], Dataset[Batch]],
    *,
    out: Path,
    schedule: Schedule,
    loss: Loss,
    record: dict[str, Any],
) -> None:
    """Train to the end of the schedule, with a line now and then and checkpoints in ``out``.

    ``samples_from`` gives the samples from a step on; ``record`` goes into every checkpoint. Of
    processes that learn together (see :mod:`training.together`) the first speaks and writes.
    """
    cv2.setNumThreads(1)  # its threads do not survive the fork of workers, who have a core each
    together.join()
    first_of_all = together.place()[0] == 0
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = network.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    learner = build_learner(network, schedule)
    path = out / "checkpoint.pt"
    first, spent = 0, 0.0
    if path.exists():
        state = checkpoint.read(path)
        first, spent = checkpoint.restore(learner, state), float(state.get("minutes", 0.0))
    began = time.monotonic()
    mean: dict[str, float] = {}
    step = first

    def keep() -> None:
        minutes = spent + (time.monotonic() - began) / 60
        checkpoint.save(path, learner, step=step, settings=record, minutes=minutes)

    steps = train(
        learner,
        samples_from(first),
        schedule=schedule,
        loss=loss,
        device=device,
        first=first,
        spent=spent,
    )
    for step, parts in steps:
        mean = {k: 0.98 * mean.get(k, v) + 0.02 * v for k, v in parts.items()}
        if not first_of_all:
            continue
        if step % 20 == 0:
            passed = time.monotonic() - began
            print(_progress(step, first, passed, spent, schedule, mean), flush=True)
        if step % schedule.save_every == 0:
            keep()
    if step > first and first_of_all:
        keep()
    together.leave()


def _progress(
    step: int, first: int, passed: float, spent: float, schedule: Schedule, mean: dict[str, float]
) -> str:
    seconds = passed / (step - first)
    left = (schedule.steps - step) * seconds / 60
    if schedule.minutes:
        left = min(left, schedule.minutes - spent - passed / 60)
    losses = "  ".join(f"{name} {value:.3f}" for name, value in mean.items())
    speed = schedule.batch / seconds
    return f"{step}/{schedule.steps}  {speed:.1f} photos/s  {left:.0f} min left  {losses}"
