"""The learned weights inside a checkpoint."""

from __future__ import annotations

from typing import Any

from torch import Tensor


def averaged_weights(state: dict[str, Any]) -> dict[str, Tensor]:
    """The running average of a checkpoint under the network's own parameter names."""
    prefix = "module."
    average: dict[str, Tensor] = state["average"]
    return {k.removeprefix(prefix): v for k, v in average.items() if k.startswith(prefix)}
