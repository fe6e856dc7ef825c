"""The trained networks as the studio runs them: probabilities for every pixel, and boxes."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.card import task_of
from training.networks.close_up import INPUTS, OTHERS, OWN, CloseUpNetwork, CloseUpSettings
from training.networks.detector import DetectorNetwork, DetectorSettings
from training.networks.portrait import NetworkSettings, PortraitNetwork
from training.weights import averaged_weights


class Deployed(nn.Module):
    """What the studio runs: probabilities at input size, centres and votes at stride 8."""

    channels = 3
    outputs = ("person", "boundary", "centre", "votes")

    def __init__(self, network: PortraitNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """(B, 3, H, W) → person, boundary (B, 1, H, W); centre, votes (B, 1 | 4, H/8, W/8)."""
        outputs = self.network(image)
        # with two categories softmax is the sigmoid of the difference, and logits resize better
        person = placed(outputs.semantic[:, 1:2] - outputs.semantic[:, 0:1]).sigmoid()
        boundary = _doubled(outputs.boundary).sigmoid()
        return person, boundary, outputs.centre.sigmoid(), outputs.boxes


class DeployedCloseUp(nn.Module):
    """What the studio runs on a close-up: probabilities at input size, and the mask's quality."""

    channels = INPUTS
    outputs = ("own", "others", "boundary", "quality")

    def __init__(self, network: CloseUpNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """(B, 8, H, W) → own, others, boundary (B, 1, H, W); quality (B,)."""
        outputs = self.network(image)
        categories = placed(outputs.semantic).softmax(dim=1)
        own, others = categories[:, OWN : OWN + 1], categories[:, OTHERS : OTHERS + 1]
        return own, others, _doubled(outputs.boundary).sigmoid(), outputs.quality.sigmoid()


class DeployedDetector(nn.Module):
    """What the studio runs to find people: a box and a score a cell."""

    channels = 3
    outputs = ("people",)

    def __init__(self, network: DetectorNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, image: Tensor) -> tuple[Tensor]:
        """(B, 3, H, W) → (B, A, 5): row0, col0, row1, col1 in input pixels, and a score."""
        outputs = self.network(image)
        return (torch.cat([outputs.boxes, outputs.scores.sigmoid()[..., None]], dim=2),)


AnyDeployed = Deployed | DeployedCloseUp | DeployedDetector


def placed(logits: Tensor) -> Tensor:
    """Categories at stride 2, (B, N, h, w), for every pixel of the input, (B, N, 2h, 2w).

    Cell (i, j) learned what pixel (2i + 1, 2j + 1) is (see `training.data.targets`), and is put
    there, half a pixel below and right of the cell's middle; linear in between.
    """
    above = torch.cat([logits[:, :, :1], logits[:, :, :-1]], dim=2)
    rows = torch.stack([(above + logits) / 2, logits], dim=3).flatten(2, 3)
    left = torch.cat([rows[..., :1], rows[..., :-1]], dim=3)
    return torch.stack([(left + rows) / 2, rows], dim=4).flatten(3, 4)


def _doubled(logits: Tensor) -> Tensor:
    """Boundaries at stride 2, each of which speaks of its whole cell, for every pixel."""
    return functional.interpolate(logits, scale_factor=2.0, mode="bilinear", align_corners=False)


def load_deployed(state: dict[str, Any]) -> AnyDeployed:
    """The running average of a checkpoint, ready to be exported."""
    weights, values = averaged_weights(state), state["settings"]["network"]
    if task_of(state) == "close_up":
        close_up = CloseUpNetwork(CloseUpSettings.from_dict(values))
        close_up.load_state_dict(weights)
        return DeployedCloseUp(close_up.eval())
    if task_of(state) == "detection":
        detector = DetectorNetwork(DetectorSettings.from_dict(values))
        detector.load_state_dict(weights)
        return DeployedDetector(detector.eval())
    portrait = PortraitNetwork(NetworkSettings.from_dict(values))
    portrait.load_state_dict(weights)
    return Deployed(portrait.eval())
