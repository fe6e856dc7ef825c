"""Close-ups of one person for training: a crop around a box as a detector gives, and its truth."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from portrait_studio.core.boxes import intersection_over_union
from portrait_studio.core.close_ups import Box, beside
from portrait_studio.inference.preprocess import box_channel, others_channel
from training.data.augment import change_light, warp_photo
from training.data.labelled import IGNORE, Labelled, people_in
from training.data.mixture import Mixture
from training.data.samples import image_tensor
from training.data.shown_boxes import (
    any_box,
    as_boxes,
    bounding_box,
    boxes_of_others,
    overlap,
    shaken,
    warped_box,
)
from training.data.targets import FINE, boundary_target, edge_distance
from training.found_boxes import LEAST
from training.networks.close_up import (
    BACKGROUND,
    BOX_CHANNEL,
    INPUTS,
    OTHERS,
    OTHERS_CHANNEL,
    OWN,
)

SMALLEST = 250  # pixels of the packed photo; smaller people are too coarse to learn from
CONTEXT = (1.2, 1.9)  # side of the crop, in long sides of the box
TURN = 15.0  # degrees
NOBODY = 0.06  # share of boxes with nobody in particular inside
FOUND = 0.65  # share of tries with a detector's own boxes, of photos in which it looked
COUNTED = (LEAST, 0.5)  # score from which such a box counts; a detector's threshold is in between
MATCHES = (0.25, 0.4)  # IoU with a person's box: below the first nobody's, from the second theirs
FALSE = 0.4  # share of nobody's boxes that are kept
COUNTS = (0.45, 0.19, 0.14, 0.1, 0.07, 0.05)  # how often a close-up comes with 0, 1, 2 … clicks


@dataclass(frozen=True)
class CloseUp:
    """One crop: the photo, the box shown, and labels of everybody in the crop.

    Attributes
    ----------
    labelled : Labelled
        Photo (S, S, 3) and instance labels (S, S).
    own : int
        The label of the person asked about; 0 for nobody.
    box : (4,) float64
        row0, col0, row1, col1 in pixels of the crop, as a detector might give it.
    others : tuple of (row0, col0, row1, col1)
        The boxes of other people, as a detector might give them.
    clicks : int
        How many clicks of a user the network is to be shown.
    click_seed : int
        Of the clicks' places.
    """

    labelled: Labelled
    own: int
    box: NDArray[np.float64]
    others: tuple[Box, ...] = ()
    clicks: int = 0
    click_seed: int = 0


class CloseUps(Dataset[dict[str, Tensor]]):
    """An endless row of close-ups, each a function of seed and number alone.

    ``clicked`` is the share of those that may come with clicks.
    """

    def __init__(
        self,
        mixture: Mixture,
        *,
        crop: int,
        seed: int,
        first: int,
        count: int,
        clicked: float = 1.0,
    ) -> None:
        self.mixture = mixture
        self.crop, self.clicked = crop, clicked
        self.seed, self.first, self.count = seed, first, count

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> dict[str, Tensor]:
        random = np.random.default_rng([self.seed, self.first + index])
        while True:
            close_up = draw_close_up(self.mixture.draw(random), side=self.crop, random=random)
            if close_up is not None:
                seed = int(random.integers(2**31))
                clicks = int(random.choice(len(COUNTS), p=COUNTS))
                if self.clicked < 1 and random.random() >= self.clicked:
                    clicks = 0
                return tensors(replace(close_up, clicks=clicks, click_seed=seed))


def draw_close_up(labelled: Labelled, *, side: int, random: np.random.Generator) -> CloseUp | None:
    """A random person of a photo from near, rather a large one.

    None where nobody can be told apart.
    """
    if not labelled.borders_known:
        return None
    counts = np.bincount(labelled.labels.ravel(), minlength=256)
    people = [value for value in people_in(labelled.labels) if counts[value] >= SMALLEST]
    if labelled.found is not None and random.random() < FOUND:
        return _around_found(labelled, labelled.found, side, random)
    if not people or random.random() < NOBODY:
        box = any_box(labelled.labels.shape, random)
        if any(overlap(box, bounding_box(labelled.labels == value)) for value in people):
            return None
        return crop_around(labelled, 0, box, side, random)
    sides = np.sqrt(counts[people])  # the larger, the more often: COCO's small ones are many
    own = int(random.choice(people, p=sides / sides.sum()))
    return crop_around(labelled, own, bounding_box(labelled.labels == own), side, random)


def _around_found(
    labelled: Labelled, found: NDArray[np.float32], side: int, random: np.random.Generator
) -> CloseUp | None:
    """One of a detector's boxes, right or wrong, beside all others of them.

    None where nothing is found, and where it is open whose box it is.
    """
    boxes = found[found[:, 0] >= random.uniform(*COUNTED), 1:].astype(np.float64)
    people = people_in(labelled.labels)
    if not len(boxes) or not len(people):
        return None
    chosen = int(random.integers(len(boxes)))
    truth = np.stack([bounding_box(labelled.labels == value) for value in people])
    overlaps = intersection_over_union(boxes[chosen][None], truth)[0]
    own = int(people[overlaps.argmax()]) if overlaps.max() >= MATCHES[1] else 0
    if own and np.count_nonzero(labelled.labels == own) < SMALLEST:
        return None
    if not own and (overlaps.max() >= MATCHES[0] or random.random() >= FALSE):
        return None
    if not own and _unknown_share(labelled.labels, boxes[chosen]) > 0.2:  # a crowd, say
        return None
    others = np.delete(boxes, chosen, axis=0)
    return crop_around(labelled, own, boxes[chosen], side, random, others=others)


def _unknown_share(labels: NDArray[np.uint8], box: NDArray[np.float64]) -> float:
    row0, col0, row1, col1 = np.round(box).astype(int)
    inside = labels[max(row0, 0) : row1, max(col0, 0) : col1]
    return float((inside == IGNORE).mean()) if inside.size else 1.0


def crop_around(
    labelled: Labelled,
    own: int,
    box: NDArray[np.float64],
    side: int,
    random: np.random.Generator,
    *,
    others: NDArray[np.float64] | None = None,
) -> CloseUp | None:
    """Warp the surroundings of a box to (side, side).

    The box is the truth, found anew after a turn, and then shown as a detector errs; or with
    ``others`` (n, 4), a detector's other boxes, it is the detector's own.
    """
    matrix = _warp(box, side, random, turn=TURN if others is None else 0.0)
    size = side, side
    labels = np.asarray(
        cv2.warpAffine(labelled.labels, matrix, size, flags=cv2.INTER_NEAREST, borderValue=IGNORE),
        np.uint8,
    )
    if own and np.count_nonzero(labels == own) < 16:
        return None
    shown = warped_box(box, matrix)
    if others is None:
        shown = shaken(bounding_box(labels == own) if own else shown, random)
        beside_it = boxes_of_others(labelled.labels, own, matrix, random)
    else:
        beside_it = as_boxes(warped_box(each, matrix) for each in others)
    lit = change_light(warp_photo(labelled.photo, matrix, side), random)
    row0, col0, row1, col1 = shown.tolist()
    told = beside((row0, col0, row1, col1), beside_it)
    return CloseUp(replace(labelled, photo=lit, labels=labels, found=None), own, shown, told)


def tensors(close_up: CloseUp) -> dict[str, Tensor]:
    """Image (8, S, S) still without clicks and mask, and targets at half its size."""
    labelled, own = close_up.labelled, close_up.own
    shape = labelled.labels.shape
    image = torch.zeros(INPUTS, *shape)
    image[:BOX_CHANNEL] = image_tensor(labelled.photo)
    image[BOX_CHANNEL] = torch.from_numpy(box_channel(close_up.box.tolist(), shape))
    image[OTHERS_CHANNEL] = torch.from_numpy(others_channel(close_up.others, shape))
    fine = labelled.labels[FINE // 2 :: FINE, FINE // 2 :: FINE]
    categories = np.where(fine == 0, BACKGROUND, OTHERS).astype(np.uint8)
    categories[fine == IGNORE] = IGNORE
    if own:
        categories[fine == own] = OWN
    alone = np.where(labelled.labels == own, 1, 0).astype(np.uint8) * bool(own)
    return {
        "image": image,
        "clicks": torch.tensor(close_up.clicks),
        "click_seed": torch.tensor(close_up.click_seed),
        "categories": torch.from_numpy(categories),
        "edge_distance": torch.from_numpy(edge_distance(alone.astype(np.uint8))),
        "boundary": torch.from_numpy(boundary_target(labelled)),
    }


def _warp(
    box: NDArray[np.float64], side: int, random: np.random.Generator, *, turn: float
) -> NDArray[np.float64]:
    """(2, 3) matrix from photo (x, y) to crop (x, y)."""
    height, width = box[2] - box[0], box[3] - box[1]
    scale = side / (max(height, width) * random.uniform(*CONTEXT))
    angle = np.deg2rad(random.uniform(-turn, turn)) if random.random() < 0.3 else 0.0
    flip = -1.0 if random.random() < 0.5 else 1.0
    stretch = float(np.exp(random.uniform(-0.1, 0.1)))
    cos, sin = np.cos(angle) * scale, np.sin(angle) * scale
    linear = np.array([[cos * flip * stretch, -sin], [sin * flip * stretch, cos]])
    shift = random.normal(0, 0.05, 2) * max(height, width)
    middle = np.array([(box[1] + box[3]) / 2, (box[0] + box[2]) / 2]) + shift
    return np.hstack([linear, (side / 2 - linear @ middle)[:, None]])
