"""Sources of training photos in the packed layout: each call draws one photo with its truth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.errors import StudioError
from training.data.composites import CutOut, compose, cut_out
from training.data.labelled import IGNORE, Labelled, people_in
from training.data.mixture import Mixture, Source
from training.data.mosaics import MosaicSource
from training.packed import PackedRow, load_mask, load_photo, read_index, select

SINGLE = {"selfie", "fashion", "teacher"}  # sources that mostly show one person a photo
SURE = 0.9  # probability above which a teacher's person counts
LARGE = 0.02  # share of a photo; of smaller people nobody makes cut-outs
SELF_MASKED = 0.18  # share of draws from photos whose masks are our own network's


@dataclass(frozen=True)
class InstanceSource:
    """Photos with a mask for every person; those with several people are drawn more often.

    ``large`` is a share of the photo: where the largest box has less, a photo is drawn the more
    rarely. ``found`` is what a detector finds in them, by the photo's name.
    """

    root: Path
    rows: tuple[PackedRow, ...]
    group_weight: float = 4.0
    large: float = 0.0
    found: Mapping[str, NDArray[np.float32]] = field(default_factory=dict, repr=False)

    def __call__(self, random: np.random.Generator) -> Labelled:
        """Draw one photo with its truth."""
        return self.load(self.draw_row(random))

    def draw_row(self, random: np.random.Generator) -> PackedRow:
        """Draw the photo alone."""
        return self.rows[int(random.choice(len(self.rows), p=self._chances))]

    @cached_property
    def _chances(self) -> NDArray[np.float64]:
        weights = np.array([self._weight(row) for row in self.rows])
        return np.asarray(weights / weights.sum(), np.float64)

    def _weight(self, row: PackedRow) -> float:
        weight = self.group_weight if (row.people or 1) > 1 else 1.0
        if not self.large:
            return weight
        areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in row.boxes]
        return weight * min(1.0, max(areas, default=0.0) / (self.large * row.height * row.width))

    def load(self, row: PackedRow) -> Labelled:
        """The photo of ``row`` with its instance labels."""
        photo, mask = load_photo(self.root, row), load_mask(self.root, row)
        found = self.found.get(row.name)
        return Labelled(photo, mask, borders_known=True, people_known=True, found=found)


@dataclass(frozen=True)
class SemanticSource:
    """Photos whose mask says person or not; where one part holds nearly all, it is one person.

    ``teacher`` is a folder of 8-bit person probabilities. Where a teacher is sure of a person
    that the mask leaves out, the label becomes unknown: bystanders are not background.
    """

    root: Path
    rows: tuple[PackedRow, ...]
    teacher: Path | None = None

    def __call__(self, random: np.random.Generator) -> Labelled:
        """Draw one photo with its truth."""
        return self.load(self.rows[int(random.integers(len(self.rows)))])

    def load(self, row: PackedRow) -> Labelled:
        """The photo of ``row``; label 1 is person."""
        photo, mask = load_photo(self.root, row), load_mask(self.root, row)
        labels = np.where((mask > 0) & (mask < IGNORE), 1, mask).astype(np.uint8)
        single = row.source in SINGLE and is_one_part(labels == 1)
        probability = read_probability(self.teacher, row)
        if probability is not None:
            near = cv2.dilate((labels == 1).astype(np.uint8), np.ones((15, 15), np.uint8))
            labels[(probability > 0.5) & (near == 0)] = IGNORE
        return Labelled(photo, labels, borders_known=single, people_known=single)


@dataclass(frozen=True)
class BoxSource:
    """Photos with every person boxed and no masks.

    Outside the boxes nobody is; inside, a teacher's person is taken where it is sure, and the
    rest is unknown.
    """

    root: Path
    rows: tuple[PackedRow, ...]
    teacher: Path | None = None

    def __call__(self, random: np.random.Generator) -> Labelled:
        """Draw one photo with its truth."""
        return self.load(self.rows[int(random.integers(len(self.rows)))])

    def load(self, row: PackedRow) -> Labelled:
        """The photo of ``row``, its boxes, and labels 0, 1 (some person) or 255."""
        photo = load_photo(self.root, row)
        labels = np.zeros(row.shape, np.uint8)
        for box in row.boxes:
            row0, col0, row1, col1 = np.round(box).astype(int)
            labels[max(row0, 0) : row1, max(col0, 0) : col1] = IGNORE
        probability = read_probability(self.teacher, row)
        if probability is not None:
            inside = labels == IGNORE
            labels[inside & (probability > SURE)] = 1
            labels[inside & (probability < 1 - SURE)] = 0
        boxes = np.asarray(row.boxes, np.float32).reshape(-1, 4)
        return Labelled(photo, labels, borders_known=False, people_known=True, boxes=boxes)


@dataclass(frozen=True)
class SelfMaskSource(InstanceSource):
    """Boxed photos with the masks that our own network is sure of (see `training.self_masks`).

    ``rows`` count in ``people`` who has a mask; whoever has none is unknown, not background.
    """

    masks: Path = Path()

    @staticmethod
    def of(root: Path, boxed: Iterable[PackedRow], masks: Path) -> SelfMaskSource:
        """The source of those boxed photos that have a mask of somebody in the folder ``masks``."""
        counted = (replace(row, people=len(people_in(read_labels(masks, row)))) for row in boxed)
        return SelfMaskSource(root, tuple(row for row in counted if row.people), masks=masks)

    def load(self, row: PackedRow) -> Labelled:
        """The photo of ``row`` with the labels of the folder."""
        photo, labels = load_photo(self.root, row), read_labels(self.masks, row)
        return Labelled(photo, labels, borders_known=True, people_known=True)


@dataclass(frozen=True)
class BackgroundSource:
    """Photos without a person."""

    root: Path
    rows: tuple[PackedRow, ...]

    def __call__(self, random: np.random.Generator) -> Labelled:
        """Draw one photo with its truth."""
        row = self.rows[int(random.integers(len(self.rows)))]
        labels = np.zeros(row.shape, np.uint8)
        return Labelled(load_photo(self.root, row), labels, borders_known=True, people_known=True)


@dataclass(frozen=True)
class CompositeSource:
    """Two to five people cut out of other photos over a background, or one or two beside others."""

    backgrounds: BackgroundSource
    groups: InstanceSource
    people: tuple[InstanceSource | SemanticSource, ...]
    onto_group: float = 0.25

    def __call__(self, random: np.random.Generator) -> Labelled:
        """Draw one photo with its truth."""
        onto_group = random.random() < self.onto_group
        background = self.groups(random) if onto_group else self.backgrounds(random)
        count = int(random.integers(1, 3)) if onto_group else int(random.integers(2, 6))
        tries = (self._cut(random) for _ in range(3 * count))
        cuts = islice((cut for cut in tries if cut is not None), count)
        return compose(background, list(cuts), random)

    def _cut(self, random: np.random.Generator) -> CutOut | None:
        labelled = self.people[int(random.integers(len(self.people)))](random)
        if not labelled.borders_known:
            return None
        values = people_in(labelled.labels)
        return cut_out(labelled, int(random.choice(values))) if len(values) else None


def is_one_part(mask: NDArray[np.bool_]) -> bool:
    """Whether the largest connected part holds at least 95 % of the mask."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    areas = stats[1:, cv2.CC_STAT_AREA]
    return len(areas) > 0 and float(areas.max()) >= 0.95 * float(areas.sum())


def read_probability(folder: Path | None, row: PackedRow) -> NDArray[np.float32] | None:
    """The teacher's (H, W) person probability 0…1, or None where there is none."""
    path = None if folder is None else folder / f"{row.name}.png"
    if path is None or not path.exists():
        return None
    return np.asarray(cv2.imread(str(path), cv2.IMREAD_GRAYSCALE), np.float32) / np.float32(255)


def read_labels(folder: Path, row: PackedRow) -> NDArray[np.uint8]:
    """The (H, W) label map of a photo; all unknown where the folder has none."""
    path = folder / f"{row.name}.png"
    if not path.exists():
        return np.full(row.shape, IGNORE, np.uint8)
    return np.asarray(cv2.imread(str(path), cv2.IMREAD_UNCHANGED), np.uint8)


@dataclass(frozen=True)
class PackedTrain:
    """The sources that the training rows of the packed layout give."""

    instances: InstanceSource
    composites: CompositeSource
    boxes: BoxSource
    selfie: SemanticSource
    fashion: SemanticSource
    people: SemanticSource
    teacher: SemanticSource
    backgrounds: BackgroundSource


def packed_train(root: Path, *, teacher: Path | None) -> PackedTrain:
    """Every source of ``root/index.csv``; ``teacher`` is a folder of probabilities."""
    rows = select(read_index(root), split="train")

    def of(source: str, kind: str = "semantic") -> tuple[PackedRow, ...]:
        return select(rows, sources={source}, kinds={kind})

    instances = InstanceSource(root, of("coco", "instance"))
    lone = replace(instances, rows=tuple(r for r in instances.rows if r.people == 1))
    backgrounds = BackgroundSource(root, of("coco", "background"))
    selfie, fashion = (
        SemanticSource(root, of("selfie")),
        SemanticSource(root, of("fashion"), teacher),
    )
    return PackedTrain(
        instances=instances,
        composites=CompositeSource(backgrounds, instances, (selfie, fashion, lone, instances)),
        boxes=BoxSource(root, of("coco", "boxes"), teacher),
        selfie=selfie,
        fashion=fashion,
        people=SemanticSource(root, of("people")),
        teacher=SemanticSource(root, of("teacher")),
        backgrounds=backgrounds,
    )


def packed_mixture(root: Path, *, teacher: Path | None, self_masks: Path | None = None) -> Mixture:
    """The mixture that the portrait networks are trained on.

    With masks in the folder ``self_masks``, a share of the draws comes from their photos.
    """
    train = packed_train(root, teacher=teacher)
    mixture = mixture_of(
        (train.instances, 0.34),
        (train.composites, 0.20),
        (train.selfie, 0.30),
        (train.boxes, 0.08),
        (train.fashion, 0.04),
        (train.people, 0.05),
        (train.backgrounds, 0.05),
        (train.teacher, 0.02),
    )
    return _with_self_masks(mixture, train, self_masks)


def close_up_mixture(
    root: Path,
    *,
    teacher: Path | None,
    self_masks: Path | None = None,
    found: Mapping[str, NDArray[np.float32]] | None = None,
) -> Mixture:
    """The mixture that close-up networks are trained on: people who are told apart.

    With masks in the folder ``self_masks``, a share of the draws comes from their photos.
    ``found`` is what a detector finds in the photos with instance masks.
    """
    train = packed_train(root, teacher=teacher)
    if found is not None and not any(row.name in found for row in train.instances.rows):
        raise StudioError(f"The boxes are of other photos than those of {root}: find them anew.")
    mixture = mixture_of(
        (replace(train.instances, found=found or {}, large=LARGE), 0.50),
        (train.composites, 0.28),
        (train.selfie, 0.10),
        (train.fashion, 0.07),
        (train.teacher, 0.01),
        (train.backgrounds, 0.04),
    )
    return _with_self_masks(mixture, train, self_masks)


def _with_self_masks(mixture: Mixture, train: PackedTrain, folder: Path | None) -> Mixture:
    if folder is None:
        return mixture
    own = SelfMaskSource.of(train.boxes.root, train.boxes.rows, folder)
    if not own.rows:
        raise StudioError(f"{folder} has no masks: make them by training.self_masks.")
    return with_share(mixture, own, SELF_MASKED)


def with_share(mixture: Mixture, source: Source, share: float) -> Mixture:
    """The mixture with ``share`` of its draws from one more source, taken from all alike."""
    rest = (1 - share) / sum(mixture.shares)
    shares = tuple(rest * each for each in mixture.shares)
    return Mixture((*mixture.sources, source), (*shares, share))


def detector_mixture(root: Path, *, teacher: Path | None) -> Mixture:
    """The mixture that detectors are trained on: many people first."""
    train = packed_train(root, teacher=teacher)
    known = mixture_of((train.instances, 0.4), (train.boxes, 0.4), (train.backgrounds, 0.2))
    return mixture_of(
        (train.instances, 0.24),
        (train.boxes, 0.22),
        (train.composites, 0.14),
        (MosaicSource(known), 0.20),
        (train.selfie, 0.05),
        (train.fashion, 0.05),
        (train.people, 0.05),
        (train.backgrounds, 0.05),
        (train.teacher, 0.02),
    )


def mixture_of(*weighted: tuple[Source, float]) -> Mixture:
    """A mixture of sources with their shares of the draws."""
    sources, shares = zip(*weighted, strict=True)
    return Mixture(sources, shares)
