"""Targets of the detector: a teacher's scores and boxes, put right by what is known of the photo.

The truth says who is there; the teacher says which cells should answer for them, and how surely
(Nguyen et al., "Improving Object Detection by Label Assignment Distillation", WACV 2022).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from portrait_studio.core.boxes import intersection_over_union
from training.box_teacher import Cells
from training.data.augment import augment
from training.data.labelled import IGNORE, Labelled, people_in
from training.data.mixture import Mixture
from training.data.samples import image_tensor

Floats = NDArray[np.float32]
Teacher = Callable[[NDArray[np.uint8]], Cells]

SAME = 0.5  # a teacher's box of this IoU with a person's speaks of that person
SURE = 0.85  # score that the best cell of every person should reach
MOST_RAISED = 8.0  # a teacher who hardly sees somebody says little of which cells should
UNSEEN = 0.7  # score of the cells that answer for somebody whom the teacher does not see
SMALLEST = 10.0  # pixels a side; smaller people say nothing
REACH = (48.0, 110.0)  # long sides of boxes, in pixels, up to which the first two grids answer


@dataclass(frozen=True)
class TaughtBoxes(Dataset[dict[str, Tensor]]):
    """An endless row of crops with their targets, each a function of seed and number alone."""

    mixture: Mixture
    teacher: Teacher
    crop: int
    base: int
    seed: int
    first: int
    count: int

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> dict[str, Tensor]:
        random = np.random.default_rng([self.seed, self.first + index])
        labelled = augment(self.mixture.draw(random), crop=self.crop, base=self.base, random=random)
        scores, boxes, weights = corrected(self.teacher(labelled.photo), labelled)
        return {
            "image": image_tensor(labelled.photo),
            "scores": torch.from_numpy(scores),
            "boxes": torch.from_numpy(boxes),
            "weights": torch.from_numpy(weights),
        }


def corrected(taught: Cells, labelled: Labelled) -> tuple[Floats, Floats, Floats]:
    """Scores (A,), boxes (A, 4) and weights (A,) that the detector should learn.

    Where everybody in the photo is known, cells that speak of nobody fall silent, those that
    speak of somebody get the true box, and everybody has a cell that is nearly sure. Where the
    photo itself is unknown (ignored pixels), and in photos without boxes, the teacher stands.
    """
    scores, boxes = taught.scores.copy(), taught.boxes.copy()
    weights = np.ones_like(scores)
    if not labelled.people_known:
        return scores, boxes, weights
    people = true_boxes(labelled)
    owner, overlap = _owners(boxes, people)
    rows, cols = taught.middles.astype(int).T
    open_question = labelled.labels[rows, cols] == IGNORE if labelled.boxes is None else False
    scores[(overlap < SAME) & ~np.asarray(open_question)] = 0
    for index, box in enumerate(people):
        own = (owner == index) & (overlap >= SAME)
        if min(box[2] - box[0], box[3] - box[1]) < SMALLEST:
            weights[own] = 0
            continue
        boxes[own] = box
        best = float(scores[own].max(initial=0))
        if best >= SURE / MOST_RAISED:
            scores[own] *= max(1.0, SURE / best)
        else:
            answering = _around(box, taught)
            scores[answering], boxes[answering], weights[answering] = UNSEEN, box, 1
    return scores, boxes, weights


def true_boxes(labelled: Labelled) -> Floats:
    """Boxes (n, 4) of the people of a crop, from its boxes or from their masks."""
    if labelled.boxes is not None:
        sides = labelled.boxes[:, 2:] - labelled.boxes[:, :2]
        return labelled.boxes[(sides > 0).all(axis=1)]
    found = []
    for value in people_in(labelled.labels):
        mask = labelled.labels == value
        rows, cols = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        found.append([rows[0], cols[0], rows[-1] + 1, cols[-1] + 1])
    return np.asarray(found, np.float32).reshape(-1, 4)


def _owners(boxes: Floats, people: Floats) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Whom each cell's box speaks of, and the IoU with their true box."""
    if not len(people):
        return np.zeros(len(boxes), np.intp), np.zeros(len(boxes))
    overlaps = intersection_over_union(boxes.astype(np.float64), people.astype(np.float64))
    owner = overlaps.argmax(axis=1)
    return owner, np.take_along_axis(overlaps, owner[:, None], axis=1)[:, 0]


def _around(box: Floats, cells: Cells) -> NDArray[np.intp]:
    """The cells next to the middle of a box, on the grid that answers for its size."""
    size = max(box[2] - box[0], box[3] - box[1])
    strides = np.unique(cells.strides)
    stride = strides[min(int(np.searchsorted(REACH, size)), len(strides) - 1)]
    middle = (box[:2] + box[2:]) / 2
    near = np.abs(cells.middles - middle).max(axis=1) <= stride
    return np.flatnonzero(near & (cells.strides == stride))
