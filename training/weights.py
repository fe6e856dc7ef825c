"""What a checkpoint has learned, and from how much."""

from __future__ import annotations

from typing import Any

from torch import Tensor


def averaged_weights(state: dict[str, Any]) -> dict[str, Tensor]:
    """The running average of a checkpoint under the network's own parameter names."""
    prefix = "module."
    average: dict[str, Tensor] = state["average"]
    return {k.removeprefix(prefix): v for k, v in average.items() if k.startswith(prefix)}


def photos_seen(state: dict[str, Any]) -> int:
    """How many samples the network of a checkpoint has learned from, earlier trainings included."""
    settings = state["settings"]
    return int(settings["photos_before"] + state["step"] * settings["schedule"]["batch"])


def width_of(state: dict[str, Any]) -> int:
    """Channels of the decoder, or pyramid, of a checkpoint's network."""
    return int(state["settings"]["network"]["width"])
