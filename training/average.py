"""The mean of several trainings' weights: ``python -m training.average ONE TWO --out MEAN``.

Trainings that started from one another lie in one valley of the loss, and their mean often does
better than any of them: Wortsman et al., "Model soups", ICML 2022.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from portrait_studio.errors import StudioError
from training import checkpoint


def mean_of(states: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The last checkpoint's state with the mean of all averaged weights, and a note of it.

    Raises
    ------
    StudioError
        When the checkpoints are not of the same network.
    """
    last = states[-1]
    if any(state["settings"]["network"] != last["settings"]["network"] for state in states):
        raise StudioError("These checkpoints hold different networks: give trainings of one.")
    average = {
        name: torch.stack([state["average"][name] for state in states]).mean(dim=0)
        if value.is_floating_point()
        else value
        for name, value in last["average"].items()
    }
    settings = {**last["settings"], "mean_of": len(states)}
    if any(state["settings"].get("self_masks") for state in states):
        settings["self_masks"] = True
    return {**last, "average": average, "settings": settings}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.average", description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+", help="oldest first")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    mean = mean_of([checkpoint.read(path) for path in options.checkpoints])
    checkpoint.write(options.out, mean)


if __name__ == "__main__":
    main()
