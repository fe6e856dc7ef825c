"""Make a network wider that has learned, so that it begins with the answers that it had.

Every channel of the decoder is there twice, and whoever reads it takes half of each: Chen,
Goodfellow and Shlens, "Net2Net: Accelerating Learning via Knowledge Transfer", ICLR 2016. A little
noise lets the copies become different.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

Weights = dict[str, Tensor]

NEVER_WIDER = ("encoder.", "told.")  # the parts that have no width to set
NOISE = 0.1  # standard deviation, in that of each tensor


def grown_for(network: nn.Module, weights: Weights, *, width: int, seed: int = 0) -> Weights:
    """What ``network``, twice as wide, starts from; ``width`` is that of the weights' network."""
    shapes = {name: value.shape for name, value in network.state_dict().items()}
    return with_noise(widened(weights, shapes, width=width), weights, share=NOISE, seed=seed)


def widened(weights: Weights, shapes: dict[str, torch.Size], *, width: int) -> Weights:
    """The weights for a network that is twice as wide and answers alike.

    Parameters
    ----------
    weights
        Of the narrow network, by parameter name.
    shapes
        Of the wide one's tensors; names that only one of them has are left out.
        What has another shape for another reason, as more categories, stays as it was.
    width
        Channels of the narrow network's decoder.
    """
    found: Weights = {}
    for name, shape in shapes.items():
        if name in weights:
            stays = name.startswith(NEVER_WIDER)
            found[name] = weights[name] if stays else _grown(weights[name], shape, width)
    return found


def with_noise(weights: Weights, narrow: Weights, *, share: float, seed: int) -> Weights:
    """Weights with noise where they grew, of ``share`` of each tensor's standard deviation."""
    random = torch.Generator().manual_seed(seed)
    return {
        name: value + share * value.std() * torch.randn(value.shape, generator=random)
        if value.ndim > 1 and value.shape != narrow[name].shape
        else value
        for name, value in weights.items()
    }


def _grown(value: Tensor, shape: torch.Size, width: int) -> Tensor:
    for axis in range(min(value.ndim, 2)):
        old, new = value.shape[axis], shape[axis]
        beside = old > width and new == 2 * old - 1  # a mask beside the features stays single
        if new != 2 * old and not beside:
            continue
        index = _sources(old - beside, int(beside), width)
        value = value.index_select(axis, index)
        if axis == 1:  # what is read twice counts half
            share = 1 / torch.bincount(index)[index].to(value.dtype)
            value = value * share.reshape(-1, *[1] * (value.ndim - 2))
    return value


def _sources(features: int, single: int, width: int) -> Tensor:
    """Which old channel each new one copies: all features twice, and then a single one or none.

    Maps of ``width`` channels are joined one after the other, and each is there twice.
    """
    block = width if features % width == 0 else features
    places = torch.arange(features).reshape(-1, 1, block).expand(-1, 2, -1).reshape(-1)
    return torch.cat([places, torch.arange(features, features + single)])
