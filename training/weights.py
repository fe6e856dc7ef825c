"""What a checkpoint has learned, and from how much."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

from portrait_studio.errors import StudioError


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


def take_over(network: nn.Module, weights: dict[str, Tensor]) -> None:
    """Give a network all weights that it has too, by name and shape; the rest stays.

    Raises
    ------
    StudioError
        When there are none.
    """
    state = network.state_dict()
    fitting = {k: v for k, v in weights.items() if k in state and v.shape == state[k].shape}
    if not fitting:
        raise StudioError("The checkpoint has no weights in common with the network: give another.")
    network.load_state_dict({**state, **fitting})
