"""Draw training samples: which photo, how changed, with which targets.

Every sample is a function of (seed, number) alone, so that a training that was cut off goes on
with exactly the samples it would have seen.
"""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from portrait_studio.inference.preprocess import normalise
from training.data.augment import augment
from training.data.mixture import Mixture
from training.data.targets import Targets, make_targets


class Samples(Dataset[dict[str, Tensor]]):
    """Sample ``number`` of an endless row, ready for the network.

    Parameters
    ----------
    crop : int
        Side of the crop in pixels, a multiple of 32.
    base : int
        Long side of a photo at scale 1, in pixels.
    first, count : int
        The part of the row that this data set covers.
    """

    def __init__(
        self,
        mixture: Mixture,
        *,
        crop: int,
        base: int,
        seed: int,
        first: int,
        count: int,
        categories: int = 2,
    ) -> None:
        self.mixture = mixture
        self.crop, self.base = crop, base
        self.seed, self.first, self.count = seed, first, count
        self.categories = categories

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> dict[str, Tensor]:
        random = np.random.default_rng([self.seed, self.first + index])
        labelled = augment(self.mixture.draw(random), crop=self.crop, base=self.base, random=random)
        targets = make_targets(labelled, categories=self.categories)
        return {"image": image_tensor(labelled.photo), **target_tensors(targets)}


def image_tensor(photo: NDArray[np.uint8]) -> Tensor:
    """(H, W, 3) uint8 → (3, H, W) float32, normalised as at run time."""
    values = normalise(photo, mean=(0.5, 0.5, 0.5), std=(0.5, 0.5, 0.5))
    return torch.from_numpy(np.ascontiguousarray(values.transpose(2, 0, 1)))


def target_tensors(targets: Targets) -> dict[str, Tensor]:
    """Every field of :class:`Targets` as a tensor under its own name."""
    return {
        field.name: torch.from_numpy(np.ascontiguousarray(getattr(targets, field.name)))
        for field in fields(targets)
    }
