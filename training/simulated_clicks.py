"""Clicks of a user who corrects the network, drawn while it learns to heed them.

Each click lies where the mask so far is wrong, and that mask is shown beside it, as in the
iterative sampling of Sofiiuk, Petrov and Konushin, "Reviving Iterative Training with Mask
Guidance for Interactive Segmentation", 2021; clicks are shown as discs, as there.
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
from training.networks.close_up import CLICK_CHANNELS, MASK_CHANNEL, OWN

Mask = NDArray[np.bool_]

RADIUS = 6  # of a disc, in pixels of the crop
STRENGTH = 2.0  # value of a disc: above that of the box, so that the first layer learns it sooner
MENDED = 0.5  # share of masks in which some errors are gone: earlier clicks put them right
BLOTTED = 0.3  # share with one more error anywhere: the studio errs elsewhere than the network
BLOT = (0.03, 0.14)  # half axes of that error, in sides of the map
TOLD = slice(CLICK_CHANNELS[0], MASK_CHANNEL + 1)  # channels of an image that clicks change
MASKLESS = 0.15  # share of clicks without the mask: not everybody who is clicked has one


def with_clicks(network: nn.Module, image: Tensor, targets: dict[str, Tensor]) -> Tensor:
    """Images (B, 8, H, W) with the clicks that each asks for drawn into them, one by one.

    ``targets`` has ``clicks`` (B,), how many; ``click_seed`` (B,); and ``categories``.
    """
    image, wanted = image.clone(), targets["clicks"]
    categories, seeds = targets["categories"].cpu().numpy(), targets["click_seed"].tolist()
    told = image[:, TOLD].to("cpu", copy=True)  # drawn there, whatever learns
    learning = network.training
    network.eval()
    for turn in range(int(wanted.max())):
        asked = torch.nonzero(wanted > turn)[:, 0]
        with torch.no_grad():
            found = network(image[asked]).semantic.float().softmax(dim=1)[:, OWN]
        for index, own in zip(asked.tolist(), found.cpu().numpy(), strict=True):
            random = np.random.default_rng([seeds[index], turn])
            add_click(told[index], own, categories[index], random)
        image[:, TOLD] = told.to(image.device)
    network.train(learning)
    return image


def add_click(
    told: Tensor,
    own: NDArray[np.float32],
    categories: NDArray[np.uint8],
    random: np.random.Generator,
) -> None:
    """Show one image another click, and the mask that the user sees while clicking.

    ``told`` (3, H, W) are the image's channels :data:`TOLD`, changed in place.
    """
    mask = mask_so_far(own, categories, random)
    click = next_click(mask, categories, random)
    if click is None:
        return
    draw_click(told, *click)
    if random.random() < MASKLESS:
        told[MASK_CHANNEL - TOLD.start] = 0
    else:
        draw_mask(told, mask)


def mask_so_far(
    own: NDArray[np.float32], categories: NDArray[np.uint8], random: np.random.Generator
) -> Mask:
    """A mask that the studio might have: the network's, partly mended, or wrong somewhere else."""
    truth, known = categories == OWN, categories != UNKNOWN
    mask = np.asarray(own >= random.uniform(0.35, 0.65))
    if random.random() < MENDED:
        mask = _mended(mask, (mask != truth) & known, random)
    if random.random() < BLOTTED:
        blot = _blot(truth, known, random)
        mask = np.where(blot, ~truth, mask)
    return mask


def next_click(
    mask: Mask, categories: NDArray[np.uint8], random: np.random.Generator
) -> tuple[int, int, bool] | None:
    """Row, column (of the fine maps) and whether it is this person's; None where all is right.

    In the largest connected error, far from its border.
    """
    truth = categories == OWN
    wrong = (mask != truth) & (categories != UNKNOWN)
    count, parts, stats, _ = cv2.connectedComponentsWithStats(wrong.astype(np.uint8))
    if count < 2:
        return None
    largest = parts == 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    depth = cv2.distanceTransform(np.pad(largest.astype(np.uint8), 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
    rows, cols = np.nonzero(depth >= random.uniform(0.5, 1.0) * depth.max())
    choice = int(random.integers(len(rows)))
    row, col = int(rows[choice]), int(cols[choice])
    return row, col, bool(truth[row, col])


def draw_click(told: Tensor, row: int, col: int, own: bool) -> None:
    """A disc around a place of the fine maps in the channel (own, not own) of one image's told."""
    channel = told[(CLICK_CHANNELS[0] if own else CLICK_CHANNELS[1]) - TOLD.start]
    middle = FINE * row + 1.5, FINE * col + 1.5  # of the pixel that the fine map samples
    disc = torch.from_numpy(discs([middle], tuple(channel.shape), RADIUS))
    channel[disc > 0] = STRENGTH


def draw_mask(told: Tensor, mask: Mask) -> None:
    """A mask of the fine maps in its channel of one image's told: 1 inside, -1 outside."""
    values = torch.from_numpy(np.where(mask, np.float32(1), np.float32(-1)))
    height, width = mask.shape
    cells = told[MASK_CHANNEL - TOLD.start].view(height, FINE, width, FINE)
    cells.copy_(values[:, None, :, None])


def _mended(mask: Mask, wrong: Mask, random: np.random.Generator) -> Mask:
    """The mask with some of its connected errors put right, never all."""
    count, parts = cv2.connectedComponents(wrong.astype(np.uint8))
    if count < 2:
        return mask
    stays = random.random(count) < random.random()
    stays[random.integers(1, count)] = True
    stays[0] = True  # what is right
    return np.asarray(np.where(stays[np.asarray(parts)], mask, ~mask))


def _blot(truth: Mask, known: Mask, random: np.random.Generator) -> Mask:
    """An ellipse, mostly on the person or at their outline."""
    near = cv2.dilate(truth.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    places = np.argwhere(near & known if (near & known).any() else known)
    blot = np.zeros(truth.shape, np.uint8)
    if len(places):
        row, col = places[random.integers(len(places))].tolist()
        axes = [max(1, round(float(a) * len(truth))) for a in random.uniform(*BLOT, 2)]
        cv2.ellipse(blot, (col, row), axes, float(random.uniform(0, 180)), 0, 360, 1, -1)
    return (blot > 0) & known
