"""The boxes that close-ups are shown: as a detector errs, who is missed, and who is invented."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.boxes import intersection_over_union
from portrait_studio.core.close_ups import Box
from training.data.labelled import people_in

SHAKE = 0.07  # standard deviation of a box side, in sides of the box: what a detector errs by
BESIDE = 60  # pixels of the packed photo; a detector finds few of those who show less
MISSED = (0.0, 0.2, 0.2, 0.4, 1.0)  # share of the other people whom the detector misses
INVENTED = 0.15  # share of crops in which the detector also sees a part of somebody as a person
PART = (0.25, 0.7)  # sides of such a part, in sides of the person's box


def bounding_box(mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    """row0, col0, row1, col1 of a mask with at least one pixel."""
    col0, row0, wide, tall = cv2.boundingRect(mask.view(np.uint8))
    return np.array([row0, col0, row0 + tall, col0 + wide], np.float64)


def as_boxes(boxes: Iterable[NDArray[np.float64]]) -> list[Box]:
    """Arrays of four as plain tuples."""
    return [(row0, col0, row1, col1) for row0, col0, row1, col1 in map(np.ndarray.tolist, boxes)]


def warped_box(box: NDArray[np.float64], matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """The upright hull of a box after a (2, 3) warp from (x, y) to (x, y)."""
    corners = np.array([[box[c], box[r]] for r in (0, 2) for c in (1, 3)])
    warped = corners @ matrix[:, :2].T + matrix[:, 2]
    return np.concatenate([warped.min(axis=0)[::-1], warped.max(axis=0)[::-1]])


def boxes_of_others(
    labels: NDArray[np.uint8],
    own: int,
    matrix: NDArray[np.float64],
    random: np.random.Generator,
) -> list[Box]:
    """Boxes of the other people of a photo, in the crop, without those who are missed.

    Now and then a part of somebody is among them, who may be the person asked about.
    """
    missed = float(random.choice(MISSED))
    counts = np.bincount(labels.ravel(), minlength=256)
    people = {
        value: warped_box(bounding_box(labels == value), matrix)
        for value in people_in(labels).tolist()
        if counts[value] >= BESIDE
    }
    boxes = [shaken(box, random) for value, box in people.items() if value != own]
    found = [box for box in boxes if random.random() >= missed]
    if people and random.random() < INVENTED:
        found.append(_part_of(list(people.values())[random.integers(len(people))], random))
    return as_boxes(found)


def _part_of(box: NDArray[np.float64], random: np.random.Generator) -> NDArray[np.float64]:
    """A part of a person that a detector takes for one: a head, a leg, half a body."""
    size = (box[2:] - box[:2]) * random.uniform(*PART, 2)
    corner = box[:2] + (box[2:] - box[:2] - size) * random.uniform(0, 1, 2)
    return np.concatenate([corner, corner + size])


def shaken(box: NDArray[np.float64], random: np.random.Generator) -> NDArray[np.float64]:
    """The box with each side moved, now and then a lot."""
    size = np.tile([box[2] - box[0], box[3] - box[1]], 2)
    shake = SHAKE * (2 if random.random() < 0.15 else random.uniform(0, 1))
    return np.asarray(box + random.normal(0, shake, 4).clip(-0.3, 0.3) * size)


def any_box(shape: tuple[int, ...], random: np.random.Generator) -> NDArray[np.float64]:
    """A box anywhere, of the shape people have."""
    tall = random.uniform(0.15, 0.8) * shape[0]
    wide = min(tall * float(np.exp(random.uniform(-1.2, 0.2))), 0.9 * shape[1])
    row, col = random.uniform(0, shape[0] - tall), random.uniform(0, shape[1] - wide)
    return np.array([row, col, row + tall, col + wide])


def overlap(box: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    """Whether two boxes share so much that one could stand for the other's person."""
    return bool(intersection_over_union(box[None], other[None])[0, 0] > 0.2)
