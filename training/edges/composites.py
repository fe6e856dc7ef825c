"""Photos made of other photos, so that the alpha of every person in them is known exactly.

A person is cut out of a photo by its mask, enlarged, given a soft outline and strands of hair, and
laid over a photo without people: colour = alpha × person + (1 − alpha) × background. The alpha was
there first, so it is the truth. The person's colours are carried outwards from well inside the
mask, so that nothing of the photo they come from shows at the edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from training.edges.strands import strands
from training.packed import PackedRow, load_mask, load_photo, read_index, select

Floats = NDArray[np.float32]

SIDE = 1440
"""Long side of a composite in pixels; the network sees about a third of that."""

_INSIDE = 4  # pixels of the packed photo from which on a person's colours are only theirs
_GRAIN = 2.5  # standard deviation of the grain of a camera, in grey values
_STRANDS = (0, 150, 400, 900)  # of hair, on one head


@dataclass(frozen=True, eq=False)
class Composite:
    """One made photo.

    Attributes
    ----------
    name : str
    kind : str
        "portrait" or "pair".
    rgb : (H, W, 3) uint8
    alphas : (P, H, W) float32
        What is seen of each person, the person in front first; they sum to the alpha of the mask.
    colours : (H, W, 3) float32
        True colour of all people together, 0..255; meaningful where their alpha is above 0.
    """

    name: str
    kind: str
    rgb: NDArray[np.uint8]
    alphas: Floats
    colours: Floats

    @property
    def alpha(self) -> Floats:
        """(H, W) float32: true alpha of the person mask."""
        return np.asarray(self.alphas.sum(axis=0), np.float32)


@dataclass(frozen=True, eq=False)
class _Cut:
    colours: Floats  # (H, W, 3)
    alpha: Floats  # (H, W)


def make_composites(root: Path, *, portraits: int, pairs: int) -> tuple[Composite, ...]:
    """Make composites of the `val` selfies in `root`, the same ones every time."""
    index = read_index(root)
    selfies = select(index, split="val", sources=["selfie"], kinds=["semantic"])
    people = [row for row in selfies if _usable(load_mask(root, row))]
    scenes = select(index, kinds=["background"])
    made = [
        _portrait(root, people[i % len(people)], scenes[7 * i % len(scenes)], seed=i)
        for i in range(portraits)
    ]
    for i in range(pairs):
        two = people[2 * i % len(people)], people[(2 * i + 1) % len(people)]
        made.append(_pair(root, two, scenes[(11 * i + 3) % len(scenes)], seed=1000 + i))
    return tuple(made)


def _usable(mask: NDArray[np.uint8]) -> bool:
    """Whether the mask shows one whole upper body: not tiny, not cut by the top or the sides."""
    person = (mask > 0).astype(np.uint8)
    count = cv2.connectedComponents(person)[0] - 1
    at_sides = person[:, :2].mean() + person[:, -2:].mean()
    return count == 1 and 0.15 < person.mean() < 0.6 and not person[:3].any() and at_sides < 0.5


def _portrait(root: Path, who: PackedRow, where: PackedRow, *, seed: int) -> Composite:
    random = np.random.default_rng(seed)
    cut = _cut(root, who, random, side=SIDE)
    behind = _scene(root, where, cut.alpha.shape)
    return _compose(f"{who.name} on {where.name}", "portrait", [cut], behind, random)


def _pair(root: Path, who: Sequence[PackedRow], where: PackedRow, *, seed: int) -> Composite:
    """Two people, the one in front covering a part of the other."""
    random = np.random.default_rng(seed)
    cuts = [_cut(root, row, random, side=round(0.78 * SIDE)) for row in who]
    height = max(cut.alpha.shape[0] for cut in cuts)
    width = round(1.25 * height)
    first = round(0.06 * width)
    second = width - cuts[1].alpha.shape[1] - first
    placed = [_placed(cuts[0], (height, width), first), _placed(cuts[1], (height, width), second)]
    behind = _scene(root, where, (height, width))
    name = f"{who[0].name} and {who[1].name} on {where.name}"
    return _compose(name, "pair", placed, behind, random)


def _compose(
    name: str, kind: str, cuts: Sequence[_Cut], behind: Floats, random: np.random.Generator
) -> Composite:
    """Lay the people over each other, the first one in front."""
    free = np.ones(behind.shape[:2], np.float32)
    alphas, mixed = [], np.zeros_like(behind)
    for cut in cuts:
        alphas.append(cut.alpha * free)
        mixed += alphas[-1][:, :, None] * cut.colours
        free = free - alphas[-1]
    total = np.sum(alphas, axis=0)[:, :, None]
    colours = mixed / np.maximum(total, 1e-6)
    seen = mixed + free[:, :, None] * behind
    grain = random.normal(0, _GRAIN, behind.shape[:2])[:, :, None]
    rgb = np.clip(np.rint(seen + grain), 0, 255).astype(np.uint8)
    return Composite(name, kind, rgb, np.stack(alphas), colours.astype(np.float32))


def _cut(root: Path, row: PackedRow, random: np.random.Generator, *, side: int) -> _Cut:
    """Cut a person out, enlarged to a long side, with a soft outline and strands of hair."""
    photo, mask = load_photo(root, row), load_mask(root, row) > 0
    factor = side / max(row.shape)
    size = round(row.width * factor), round(row.height * factor)
    large: Any = cv2.resize(_carried_out(photo, mask), size, interpolation=cv2.INTER_CUBIC)
    distance: Any = cv2.resize(_signed_distance(mask), size, interpolation=cv2.INTER_CUBIC)
    blur = random.uniform(0.8, 3.0)  # pixels: how far the outline is out of focus
    body = np.clip(0.5 + distance * factor / (2 * blur), 0, 1).astype(np.float32)
    hair = strands(body, random=random, count=int(random.choice(_STRANDS)))
    alpha = 1 - (1 - body) * (1 - hair)
    return _Cut(np.asarray(large, np.float32), alpha.astype(np.float32))


def _carried_out(photo: NDArray[np.uint8], mask: NDArray[np.bool_]) -> Floats:
    """(h, w, 3): the person's colours, beyond the outline those of the nearest place inside."""
    # The photo's frame is no outline: a person cut by it has their own colours up to it.
    padded = np.pad(mask, 1, mode="edge").astype(np.uint8)
    depth: Any = cv2.distanceTransform(padded, cv2.DIST_L2, 5)[1:-1, 1:-1]
    inside = depth > _INSIDE
    if not inside.any():
        inside = mask
    _, nearest = cv2.distanceTransformWithLabels(
        (~inside).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    place = np.zeros(int(nearest.max()) + 1, np.intp)
    place[nearest[inside]] = np.flatnonzero(inside)
    carried = photo.reshape(-1, 3)[place[nearest]].astype(np.float32)
    smooth: Any = cv2.GaussianBlur(carried, (0, 0), 1.5)
    return np.where(inside[:, :, None], photo, smooth).astype(np.float32)


def _signed_distance(mask: NDArray[np.bool_]) -> Floats:
    """(h, w): distance to the outline in pixels, positive inside, without the stairs of pixels."""
    padded = np.pad(mask, 8, mode="edge").astype(np.uint8)
    inner: Any = cv2.distanceTransform(padded, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    outer: Any = cv2.distanceTransform(1 - padded, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    smooth: Any = cv2.GaussianBlur(inner - outer, (0, 0), 1.0)
    return np.asarray(smooth[8:-8, 8:-8], np.float32)


def _placed(cut: _Cut, shape: tuple[int, int], left: int) -> _Cut:
    """Put a cut on the lower edge of a larger canvas."""
    height, width = cut.alpha.shape
    top = shape[0] - height
    colours = np.zeros((*shape, 3), np.float32)
    alpha = np.zeros(shape, np.float32)
    colours[top:, left : left + width], alpha[top:, left : left + width] = cut.colours, cut.alpha
    return _Cut(colours, alpha)


def _scene(root: Path, row: PackedRow, shape: tuple[int, ...]) -> Floats:
    """(H, W, 3): the middle of a photo without people, enlarged to cover a shape."""
    photo = load_photo(root, row)
    factor = max(shape[0] / row.height, shape[1] / row.width)
    size = max(shape[1], round(row.width * factor)), max(shape[0], round(row.height * factor))
    large: Any = cv2.resize(photo, size, interpolation=cv2.INTER_CUBIC)
    top, left = (size[1] - shape[0]) // 2, (size[0] - shape[1]) // 2
    part = large[top : top + shape[0], left : left + shape[1]]
    return np.asarray(part, np.float32)
