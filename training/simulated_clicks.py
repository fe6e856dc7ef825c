"""Clicks of a user who corrects the network, drawn while it learns to heed them.

Each click lies where the network is wrong with the clicks before it, as in the iterative
sampling of Sofiiuk, Petrov and Konushin, "Reviving Iterative Training with Mask Guidance for
Interactive Segmentation", 2021; clicks are shown as discs, as there.
"""

from __future__ import annotations

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from portrait_studio.inference.preprocess import discs
from training.data.targets import FINE
from training.losses import UNKNOWN
from training.networks.close_up import CLICK_CHANNELS, OWN

RADIUS = 6  # of a disc, in pixels of the crop
STRENGTH = 2.0  # value of a disc: above that of the box, so that the first layer learns it sooner
ASTRAY = 0.3  # share of clicks anywhere: the studio errs elsewhere than the network alone


def with_clicks(network: nn.Module, image: Tensor, targets: dict[str, Tensor]) -> Tensor:
    """Images (B, 6, H, W) with the clicks that each asks for drawn into them, one by one.

    ``targets`` has ``clicks`` (B,), how many; ``click_seed`` (B,); and ``categories``.
    """
    image, wanted = image.clone(), targets["clicks"]
    learning = network.training
    network.eval()
    for turn in range(int(wanted.max())):
        asked = torch.nonzero(wanted > turn)[:, 0]
        with torch.no_grad():
            found = network(image[asked]).semantic.float().softmax(dim=1)[:, OWN]
        for index, own in zip(asked.tolist(), found.cpu().numpy(), strict=True):
            random = np.random.default_rng([int(targets["click_seed"][index]), turn])
            click = next_click(own, targets["categories"][index].cpu().numpy(), random)
            if click is not None:
                draw_click(image[index], *click)
    network.train(learning)
    return image


def next_click(
    own: NDArray[np.float32], categories: NDArray[np.uint8], random: np.random.Generator
) -> tuple[int, int, bool] | None:
    """Row, column (of the fine maps) and whether it is this person's; None where all is right.

    In the largest connected error, far from its border.
    """
    known, truth = categories != UNKNOWN, categories == OWN
    if random.random() < ASTRAY:
        wrong = (truth if truth.any() and random.random() < 0.6 else ~truth) & known
    else:
        wrong = ((own >= random.uniform(0.35, 0.65)) != truth) & known
    count, parts, stats, _ = cv2.connectedComponentsWithStats(wrong.astype(np.uint8))
    if count < 2:
        return None
    largest = parts == 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    depth = cv2.distanceTransform(np.pad(largest.astype(np.uint8), 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
    rows, cols = np.nonzero(depth >= random.uniform(0.5, 1.0) * depth.max())
    choice = int(random.integers(len(rows)))
    row, col = int(rows[choice]), int(cols[choice])
    return row, col, bool(truth[row, col])


def draw_click(image: Tensor, row: int, col: int, own: bool) -> None:
    """A disc around a place of the fine maps in the channel (own, not own) of one image."""
    channel = image[CLICK_CHANNELS[0] if own else CLICK_CHANNELS[1]]
    middle = FINE * row + 1.5, FINE * col + 1.5  # of the pixel that the fine map samples
    disc = torch.from_numpy(discs([middle], tuple(channel.shape), RADIUS)).to(image.device)
    channel[disc > 0] = STRENGTH
