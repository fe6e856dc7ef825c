"""From labels to what the network's outputs are compared with."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from training.data.labelled import IGNORE, Labelled, people_in

CELL = 8  # pixels between two cells of the people head
FINE = 2  # pixels between two samples of the fine maps
OUTLINE, CONTACT = 1, 2  # values of the boundary target: against background, between people
SMALLEST = 40  # pixels; a person with fewer is neither asked for nor forbidden


@dataclass(frozen=True)
class Targets:
    """Truth for one crop of H × W pixels.

    Attributes
    ----------
    categories : (H/2, W/2) uint8
        0 background, 1 person (or the category), 255 unknown.
    edge_distance : (H/2, W/2) float32
        Distance to the nearest outline in pixels of the crop, to weigh the loss.
    boundary : (H/2, W/2) uint8
        0 none, 1 outline, 2 border between two people, 255 unknown.
    centre : (H/8, W/8) float32
        1 at the cell of a person's visible centre of mass, falling off around it.
    centre_known : (H/8, W/8) bool
    boxes : (4, H/8, W/8) float32
        Box of the person each cell belongs to, row0, col0, row1, col1 in pixels.
    box_weight : (H/8, W/8) float32
        0 where no box is known.
    """

    categories: NDArray[np.uint8]
    edge_distance: NDArray[np.float32]
    boundary: NDArray[np.uint8]
    centre: NDArray[np.float32]
    centre_known: NDArray[np.bool_]
    boxes: NDArray[np.float32]
    box_weight: NDArray[np.float32]


def make_targets(labelled: Labelled, *, categories: int = 2) -> Targets:
    """Targets of one crop; with two categories every label from 1 to 254 is a person."""
    labels = labelled.labels
    fine = labels[FINE // 2 :: FINE, FINE // 2 :: FINE]
    classes = np.where((fine > 0) & (fine < IGNORE), 1, fine) if categories == 2 else fine
    centre, known, boxes, weight = people_targets(labelled)
    return Targets(
        categories=classes.astype(np.uint8),
        edge_distance=edge_distance(labels),
        boundary=boundary_target(labelled),
        centre=centre,
        centre_known=known,
        boxes=boxes,
        box_weight=weight,
    )


def edge_distance(labels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """(H, W) labels → (H/2, W/2) distance to the outline of all people together, in pixels."""
    person = ((labels > 0) & (labels < IGNORE)).astype(np.uint8)
    outline = cv2.morphologyEx(person, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    distance = cv2.distanceTransform(1 - outline, cv2.DIST_L2, 3)
    return np.asarray(distance[FINE // 2 :: FINE, FINE // 2 :: FINE], np.float32)


def boundary_target(labelled: Labelled) -> NDArray[np.uint8]:
    """(H/2, W/2): 0, OUTLINE, CONTACT or 255.

    Neighbouring pixels of different labels make a border two pixels wide. Where people are not
    told apart, the inside of the mask is unknown: there may be borders in it.
    """
    labels = labelled.labels
    person, known = labels > 0, labels != IGNORE
    border = np.zeros_like(labels)
    for axis in (0, 1):
        before, after = _along(axis, slice(None, -1)), _along(axis, slice(1, None))
        differs = (labels[before] != labels[after]) & known[before] & known[after]
        contact = differs & person[before] & person[after]
        kind = differs.view(np.uint8) + contact.view(np.uint8)  # OUTLINE, or CONTACT
        for place in (before, after):
            np.maximum(border[place], kind, out=border[place])
    unknown = labels == IGNORE
    if not labelled.borders_known:
        inside = cv2.erode((labels > 0).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        unknown |= inside & (border == 0)
    corners = [border[row::FINE, col::FINE] for row in range(FINE) for col in range(FINE)]
    pooled: NDArray[np.uint8] = np.maximum.reduce(corners)
    pooled[unknown[FINE // 2 :: FINE, FINE // 2 :: FINE] & (pooled == 0)] = IGNORE
    return pooled


def _along(axis: int, part: slice) -> tuple[slice, ...]:
    """The index of a map's ``part`` along one of its two axes, and of all along the other."""
    return (part,) if axis == 0 else (slice(None), part)


def people_targets(
    labelled: Labelled,
) -> tuple[NDArray[np.float32], NDArray[np.bool_], NDArray[np.float32], NDArray[np.float32]]:
    """Centre map, where it is known, boxes, and the boxes' weights (see :class:`Targets`)."""
    height, width = labelled.labels.shape
    shape = height // CELL, width // CELL
    cells = labelled.labels[CELL // 2 :: CELL, CELL // 2 :: CELL]
    centre = np.zeros(shape, np.float32)
    boxes = np.zeros((4, *shape), np.float32)
    weight = np.zeros(shape, np.float32)
    if not labelled.people_known:
        # no centre lies on the background, but where in the mask they lie is unknown
        return centre, cells == 0, boxes, weight
    known = cells != IGNORE
    people = _boxed(labelled.boxes, known) if labelled.boxes is not None else _masked(labelled)
    for box, (row, col), own, small in people:
        size = max(box[2] - box[0], 1.0), max(box[3] - box[1], 1.0)
        if small:
            known &= ~own
            continue
        around = _bump((row, col), size, shape)
        np.maximum(centre, around, out=centre)
        known |= around > 0.99
        strength = own * (0.3 / np.sqrt(max(own.sum(), 1)) + around)
        better = strength > weight
        boxes[:, better] = np.asarray(box, np.float32)[:, None]
        weight[better] = strength[better]
    return centre, known, boxes, weight


Box = tuple[float, float, float, float]
Person = tuple[Box, tuple[float, float], NDArray[np.bool_], bool]


def _masked(labelled: Labelled) -> list[Person]:
    """People of an instance mask: box, centre (row, col), own cells, and whether too small."""
    people: list[Person] = []
    for value in people_in(labelled.labels):
        rows, cols = np.nonzero(labelled.labels == value)
        box = (
            float(rows.min()),
            float(cols.min()),
            float(rows.max() + 1),
            float(cols.max() + 1),
        )
        # the visible pixel nearest to the centre of mass: never on whoever stands in front
        nearest = np.argmin((rows - rows.mean()) ** 2 + (cols - cols.mean()) ** 2)
        middle = float(rows[nearest]), float(cols[nearest])
        own = labelled.labels[CELL // 2 :: CELL, CELL // 2 :: CELL] == value
        own[int(middle[0]) // CELL, int(middle[1]) // CELL] = True
        people.append((box, middle, own, len(rows) < SMALLEST))
    return people


def _boxed(boxes: NDArray[np.float32], known: NDArray[np.bool_]) -> list[Person]:
    """People of a photo with boxes only; the middle half of a box counts as its own cells."""
    people: list[Person] = []
    rows = (np.arange(known.shape[0]) + 0.5)[:, None] * CELL
    cols = (np.arange(known.shape[1]) + 0.5)[None, :] * CELL
    for row0, col0, row1, col1 in boxes.tolist():
        height, width = row1 - row0, col1 - col0
        if height < 2 or width < 2:
            continue
        middle = (row0 + row1) / 2, (col0 + col1) / 2
        own = (np.abs(rows - middle[0]) < height / 4) & (np.abs(cols - middle[1]) < width / 4)
        people.append(((row0, col0, row1, col1), middle, own, height * width < 4 * SMALLEST))
    return people


def _bump(
    middle: tuple[float, float], size: tuple[float, float], shape: tuple[int, int]
) -> NDArray[np.float32]:
    """Gaussian of a sixth of the box's sides around the middle, exactly 1 at its cell."""
    sigma_row, sigma_col = (max(side / 12 / CELL, 0.4) for side in size)
    row = min(int(middle[0]) // CELL, shape[0] - 1)
    col = min(int(middle[1]) // CELL, shape[1] - 1)
    rows = (np.arange(shape[0]) - row)[:, None] / sigma_row
    cols = (np.arange(shape[1]) - col)[None, :] / sigma_col
    bump = np.exp(-0.5 * (rows**2 + cols**2))
    return np.asarray(np.where(bump > 0.05, bump, 0), np.float32)
