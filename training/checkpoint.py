"""State of a training on disk: written beside, then renamed, so that a cut leaves it whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch
from torch import nn
from torch.optim import AdamW
from torch.optim.swa_utils import AveragedModel

from portrait_studio.errors import StudioError


@dataclass(frozen=True)
class Learner:
    """Everything that changes while training."""

    network: nn.Module
    optimiser: AdamW
    average: AveragedModel


def save(
    path: Path, learner: Learner, *, step: int, settings: dict[str, Any], minutes: float = 0.0
) -> None:
    """Write network, optimiser, running average, settings, and the steps and minutes spent."""
    state = {
        "network": learner.network.state_dict(),
        "optimiser": learner.optimiser.state_dict(),
        "average": learner.average.state_dict(),
        "step": step,
        "minutes": minutes,
        "settings": settings,
    }
    write(path, state)


def write(path: Path, state: dict[str, Any]) -> None:
    """Write a state beside ``path``, then rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    torch.save(state, beside)
    beside.replace(path)


def save_start(path: Path, state: dict[str, Any]) -> None:
    """Write only what another training can start from: averaged weights in half precision.

    The optimiser is left out, so a training cannot go on from it exactly.
    """
    kept = {name: state[name] for name in ("step", "settings")}
    kept["average"] = {
        name: value.half() if value.is_floating_point() else value
        for name, value in state["average"].items()
    }
    write(path, kept)


def read(path: Path) -> dict[str, Any]:
    """What :func:`save` wrote.

    Raises
    ------
    StudioError
        When the file is missing or damaged.
    """
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, ValueError, EOFError, UnpicklingError) as error:
        message = f"{path} is not a checkpoint ({error}): give one that training wrote."
        raise StudioError(message) from error
    return state


def restore(learner: Learner, state: dict[str, Any]) -> int:
    """Put a state back; returns the number of steps done."""
    learner.network.load_state_dict(state["network"])
    learner.optimiser.load_state_dict(state["optimiser"])
    learner.average.load_state_dict(state["average"])
    return int(state["step"])
