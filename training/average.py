"""The mean of several trainings' weights: ``python -m training.average ONE TWO --out MEAN``.

Trainings that started from one another lie in one valley of the loss, and their mean often does
better than any of them: Wortsman et al., "Model soups", ICML 2022. A close-up network that was
refined or made wider on the way counts as it was when what is new had learned nothing yet.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from portrait_studio.errors import StudioError
from training import checkpoint
from training.card import task_of
from training.networks.close_up import CloseUpSettings
from training.train_close_up import new_network


def mean_of(
    states: Sequence[dict[str, Any]], *, shares: Sequence[float] | None = None
) -> dict[str, Any]:
    """The last checkpoint's state with the mean of all averaged weights, and a note of it.

    ``shares`` say how much each counts; by default all alike.

    Raises
    ------
    StudioError
        When the checkpoints are not of the same network.
    """
    last = states[-1]
    weights = torch.tensor(shares or [1.0] * len(states), dtype=torch.float64)
    if len(weights) != len(states) or not (weights > 0).all():
        raise StudioError("Give every checkpoint a share above 0, in their order.")
    parts = [_as_of(last, state)["average"] for state in states]
    average = {
        name: _weighted([part[name] for part in parts], weights / weights.sum())
        if value.is_floating_point()
        else value
        for name, value in last["average"].items()
    }
    settings = {**last["settings"], "mean_of": len(states)}
    for name in ("self_masks", "found_boxes"):
        if any(state["settings"].get(name) for state in states):
            settings[name] = True
    return {**last, "average": average, "settings": settings}


def _weighted(values: Sequence[Tensor], shares: Tensor) -> Tensor:
    mean = torch.stack([v.double() * s for v, s in zip(values, shares, strict=True)]).sum(dim=0)
    return mean.to(values[-1].dtype)


def _as_of(last: dict[str, Any], state: dict[str, Any]) -> dict[str, Any]:
    """A checkpoint's state for the network of the last one, which may have grown since."""
    ours, theirs = state["settings"]["network"], last["settings"]["network"]
    if ours == theirs:
        return state
    close_ups = task_of(state) == task_of(last) == "close_up"
    same = {**ours, "refined": True, "width": 0} == {**theirs, "refined": True, "width": 0}
    if not (close_ups and same and theirs["width"] in (ours["width"], 2 * ours["width"])):
        raise StudioError("These checkpoints hold different networks: give trainings of one.")
    grown = new_network(CloseUpSettings.from_dict(theirs), state).state_dict()
    weights = {f"module.{name}": value for name, value in grown.items()}
    return {**state, "average": {**last["average"], **weights}}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.average", description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+", help="oldest first")
    parser.add_argument("--shares", type=float, nargs="+", help="how much each counts")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    states = [checkpoint.read(path) for path in options.checkpoints]
    mean = mean_of(states, shares=options.shares)
    checkpoint.write(options.out, mean)


if __name__ == "__main__":
    main()
