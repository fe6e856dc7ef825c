"""Processes that learn together, each on its share of every batch: all take the same steps.

``torchrun --nproc-per-node 2 -m training.train_close_up -- --out …`` starts two. On processors that
is quicker than one process with as many threads.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

import torch
from torch import distributed, nn

from portrait_studio.errors import StudioError


def join() -> None:
    """Meet the others that torchrun started; alone, nothing happens."""
    if "RANK" in os.environ and not distributed.is_initialized():
        distributed.init_process_group("gloo")


def leave() -> None:
    """Part from the others, who may end later."""
    if distributed.is_initialized():
        distributed.destroy_process_group()


def place() -> tuple[int, int]:
    """The number of this process, and how many there are."""
    if not distributed.is_initialized():
        return 0, 1
    return distributed.get_rank(), distributed.get_world_size()


def share_gradients(network: nn.Module) -> None:
    """Give every process the mean of all gradients."""
    count = place()[1]
    if count == 1:
        return
    gradients = [p.grad for p in network.parameters() if p.grad is not None]
    flat = torch.cat([gradient.flatten() for gradient in gradients])
    distributed.all_reduce(flat)
    parts = torch.split(flat / count, [gradient.numel() for gradient in gradients])
    for gradient, part in zip(gradients, parts, strict=True):
        gradient.copy_(part.view_as(gradient))


def agreed(minutes: float) -> float:
    """The minutes of the first process: whether the time is over is one answer for all."""
    if place()[1] == 1:
        return minutes
    told = torch.tensor([minutes], dtype=torch.float64)
    distributed.broadcast(told, src=0)
    return float(told)


def own_batch(batch: int) -> int:
    """How many samples of every batch this process takes.

    Raises
    ------
    StudioError
        When the batch cannot be divided.
    """
    count = place()[1]
    if batch % count:
        raise StudioError(f"{count} processes cannot share a batch of {batch}: choose another.")
    return batch // count


def own_share(count: int) -> Iterable[int]:
    """Numbers of the samples that this process draws, of ``count``."""
    number, processes = place()
    return range(number, count, processes)
