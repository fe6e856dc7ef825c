"""How well people are told apart when the person mask and the boxes are the true ones.

``python -m benchmarks.affinity_oracle`` prints a table: mean over the IoU thresholds .50 … .95 of
the share of people found, on COCO group photos, for every edge cost, the two presets, the nearest
box centre, a watershed, and the best that the regions allow. The columns differ in the boundary
map: none, an imitation of a network's (blurred, patchy, with clutter), the true one.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from skimage.segmentation import watershed

from portrait_studio.core.analysis import DEFAULT, PAPER, Settings, split
from portrait_studio.core.boxes import cores
from portrait_studio.core.edge_costs import EDGE_COSTS
from portrait_studio.core.predictions import Detection, Predictions
from portrait_studio.core.superpixels import superpixels

_Labels = NDArray[np.uint8]
_Map = NDArray[np.float32]
Way = Callable[["Group", _Map], NDArray[np.int32]]

THRESHOLDS = np.arange(0.5, 0.96, 0.05)
IGNORED = 255
BOUNDARIES = ("none", "imitated", "true")


@dataclass(frozen=True, eq=False)
class Group:
    """A photo with the true people: pixels (H, W, 3), values 1..n of truth (H, W), their boxes."""

    rgb: NDArray[np.uint8]
    truth: _Labels
    people: tuple[int, ...]
    boxes: NDArray[np.float64]

    @property
    def mask(self) -> NDArray[np.bool_]:
        """(H, W) bool: the true person mask."""
        return np.asarray((self.truth > 0) & (self.truth != IGNORED), bool)


def groups(data: Path, *, split_name: str, count: int, seed: int) -> Iterator[Group]:
    """Yield COCO photos in which people of 2 % of the photo or more overlap."""
    with (data / "index.csv").open(encoding="utf-8") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if (row["source"], row["kind"], row["split"]) == ("coco", "instance", split_name)
        ]
    np.random.default_rng(seed).shuffle(rows)
    found = 0
    for row in rows:
        truth = cv2.imread(str(data / "masks" / f"{row['name']}.png"), cv2.IMREAD_UNCHANGED)
        group = _group(np.asarray(truth, np.uint8), data / "photos" / f"{row['name']}.jpg")
        if group is not None and found < count:
            found += 1
            yield group


def _group(truth: _Labels, photo: Path) -> Group | None:
    sizes = np.bincount(truth.ravel(), minlength=256)[:IGNORED] / truth.size
    people = tuple(int(i) for i in np.flatnonzero(sizes) if i > 0)
    if sum(sizes[i] >= 0.02 for i in people) < 2:
        return None
    boxes = np.array([_box(truth == i) for i in people])
    rows, cols = ((np.arange(n)[None] + 0.5) / n for n in truth.shape)
    in_rows = (rows >= boxes[:, :1]) & (rows < boxes[:, 2:3])
    in_cols = (cols >= boxes[:, 1:2]) & (cols < boxes[:, 3:])
    covered = np.einsum("ph,pw->hw", in_rows.astype(int), in_cols.astype(int))
    mask = (truth > 0) & (truth != IGNORED)
    if (covered[mask] > 1).mean() < 0.08:
        return None
    rgb = cv2.cvtColor(np.asarray(cv2.imread(str(photo)), np.uint8), cv2.COLOR_BGR2RGB)
    return Group(np.asarray(rgb, np.uint8), truth, people, boxes)


def _box(mine: NDArray[np.bool_]) -> tuple[float, float, float, float]:
    rows, cols = np.flatnonzero(mine.any(axis=1)), np.flatnonzero(mine.any(axis=0))
    height, width = mine.shape
    return rows[0] / height, cols[0] / width, (rows[-1] + 1) / height, (cols[-1] + 1) / width


def boundary_map(truth: _Labels, *, kind: str) -> _Map:
    """Return the boundary map (H, W): "none", "true", or "imitated" of a network."""
    values = truth.astype(np.float32)
    kernel = np.ones((3, 3), np.uint8)
    thick, thin = cv2.dilate(values, kernel), cv2.erode(values, kernel)
    edge = np.where(np.not_equal(thick, thin), 1, 0).astype(np.float32)
    if kind == "true":
        return edge
    if kind == "none":
        return np.zeros_like(edge)
    random = np.random.default_rng(int(truth.astype(np.int64).sum()) % 2**32)
    blurred = np.clip(cv2.GaussianBlur(edge, (0, 0), 2.0) * 2, 0, 1)
    seen = np.clip(0.3 + 0.9 * _clouds(truth.shape, random, size=24), 0, 1)
    clutter = 0.5 * np.clip(_clouds(truth.shape, random, size=6), 0, 1) ** 3
    return np.asarray(np.maximum(blurred * seen, clutter), np.float32)


def _clouds(shape: tuple[int, ...], random: np.random.Generator, *, size: int) -> _Map:
    small = random.random((shape[0] // size + 1, shape[1] // size + 1), dtype=np.float32)
    cloud = cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return np.asarray(cloud, np.float32)


def by_split(settings: Settings) -> Way:
    """Split with the program's own analysis; answers the group's people, by place in `boxes`."""

    def way(group: Group, boundary: _Map) -> NDArray[np.int32]:
        # The score tells afterwards which person came from which box.
        count = len(group.boxes)
        detections = tuple(
            Detection((float(box[0]), float(box[1]), float(box[2]), float(box[3])), (i + 1) / count)
            for i, box in enumerate(group.boxes)
        )
        person = group.mask.astype(np.float32)
        analysis = split(group.rgb, Predictions(person, boundary, detections), settings)
        number = np.zeros(len(analysis.people) + 1, np.int32)
        for who in analysis.people:
            number[who.id] = round(who.score * count) if who.detected else 0
        return number[analysis.owner]

    return way


def nearest_centre(group: Group, boundary: _Map) -> NDArray[np.int32]:
    """Give every pixel to the box whose centre is nearest, in sides of the box."""
    height, width = group.truth.shape
    rows = (np.arange(height)[:, None] + 0.5) / height
    cols = (np.arange(width)[None] + 0.5) / width
    away = [
        ((rows - (r0 + r1) / 2) / (r1 - r0)) ** 2 + ((cols - (c0 + c1) / 2) / (c1 - c0)) ** 2
        for r0, c0, r1, c1 in group.boxes
    ]
    return np.asarray(np.argmin(away, axis=0) + 1, np.int32)


def by_watershed(group: Group, boundary: _Map) -> NDArray[np.int32]:
    """Flood colour gradient and boundary map from what is in one box only, and from cores."""
    height, width = group.truth.shape
    blurred = cv2.GaussianBlur(group.rgb, (0, 0), 1.0).astype(np.float32)
    across, down = (cv2.Sobel(blurred, cv2.CV_32F, *d) for d in ((1, 0), (0, 1)))
    relief = np.sqrt((across**2 + down**2).sum(axis=2)) / 8 + 100 * boundary
    markers, covered = np.zeros((height, width), np.int32), np.zeros((height, width), np.int32)
    scale = np.array([height, width, height, width])
    for box in (group.boxes * scale).round().astype(int):
        covered[box[0] : box[2], box[1] : box[3]] += 1
    for i, box in enumerate((cores(group.boxes) * scale).astype(int), 1):
        markers[box[0] : box[2] + 1, box[1] : box[3] + 1] = i
    for i, box in enumerate((group.boxes * scale).round().astype(int), 1):
        here = np.s_[box[0] : box[2], box[1] : box[3]]
        markers[here] = np.where(covered[here] == 1, i, markers[here])
    markers[~group.mask] = 0
    flooded = watershed(relief, markers, mask=group.mask)  # type: ignore[no-untyped-call]
    return np.asarray(flooded, np.int32)


def best_possible(group: Group, boundary: _Map) -> NDArray[np.int32]:
    """Give every region to the person with most of its pixels."""
    person = group.mask.astype(np.float32)
    labels = superpixels(group.rgb, boundary=boundary, person=person, count=DEFAULT.regions)
    place = np.zeros(256, np.int32)
    place[list(group.people)] = np.arange(1, len(group.people) + 1)
    true = place[group.truth]
    people = len(group.people) + 1
    votes = np.bincount((labels * people + true).ravel(), minlength=(labels.max() + 1) * people)
    votes = votes.reshape(-1, people)[:, 1:]
    return np.asarray(votes.argmax(axis=1)[labels] + 1, np.int32)


def found_shares(group: Group, owner: NDArray[np.int32]) -> list[float]:
    """For each person of 1 % of the photo or more, the share of thresholds that their IoU meets."""
    shares = []
    counted = group.truth != IGNORED
    owner = np.where(group.mask, owner, 0)
    for place, value in enumerate(group.people, 1):
        true, mine = group.truth == value, (owner == place) & counted
        if true.mean() >= 0.01:
            iou = (true & mine).sum() / (true | mine).sum()
            shares.append(float((iou >= THRESHOLDS).mean()))
    return shares


def ways() -> dict[str, Way]:
    """Return everything that is compared, by name."""
    costs = {f"edge cost {name}": by_split(replace(DEFAULT, edge_cost=name)) for name in EDGE_COSTS}
    return {
        "nearest box centre": nearest_centre,
        "watershed on pixels": by_watershed,
        "paper preset": by_split(PAPER),
        **costs,
        f"default preset ({DEFAULT.edge_cost})": by_split(DEFAULT),
        "best these regions allow": best_possible,
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/people"))
    parser.add_argument("--split", choices=("train", "val"), default="train")
    parser.add_argument("--photos", type=int, default=80)
    parser.add_argument("--seed", type=int, default=1)
    wishes = parser.parse_args()
    chosen = list(
        groups(wishes.data, split_name=wishes.split, count=wishes.photos, seed=wishes.seed)
    )
    shares: dict[tuple[str, str], list[float]] = {}
    for group in chosen:
        for kind in BOUNDARIES:
            boundary = boundary_map(group.truth, kind=kind)
            for name, way in ways().items():
                shares.setdefault((name, kind), []).extend(
                    found_shares(group, way(group, boundary))
                )
    people = len(next(iter(shares.values()), []))
    print(f"{len(chosen)} photos of {wishes.split}, {people} people; true mask, true boxes\n")
    print(f"| boundary map | {' | '.join(BOUNDARIES)} |\n|---|{'---|' * len(BOUNDARIES)}")
    for name in ways():
        cells = (f"{np.mean(shares[name, kind]):.3f}" for kind in BOUNDARIES)
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
