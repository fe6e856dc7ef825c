"""Masks by our own close-up network, for photos whose people have boxes only.

``python -m training.self_masks`` shows the network every true box, on the photo and on its mirror
image, and keeps what it is sure of as one 8-bit label map a photo: self-training, as in Xie et
al., "Self-training with Noisy Student", CVPR 2020.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from portrait_studio.core.boxes import intersection_over_union
from portrait_studio.core.close_ups import Asked, Box, CloseUp, asked_about
from portrait_studio.core.resample import resampled
from portrait_studio.inference.cards import find_card
from portrait_studio.inference.close_up import CloseUpLooker
from portrait_studio.inference.portrait import PortraitPredictor, Predictor
from training.data.close_ups import SMALLEST
from training.data.labelled import IGNORE, people_in
from training.data.packed_sources import read_labels
from training.data.shown_boxes import bounding_box
from training.packed import PackedRow, load_photo, read_index, select

Floats = NDArray[np.float32]

SURE = 0.7  # own probability of an owner; below it the network errs at outlines too often
RIVAL = 0.35  # the next best must stay below half of that: borders between people stay open
NOBODYS = 0.15  # where everybody's own probability is below, no one asked about is
NO_PERSON = 0.3  # the whole photo's person probability there: a limb may have missed its owner
AGREES = 0.75  # IoU of a mask's bounding box with the true box; less is another person or a part
GOOD = 0.6  # quality; below it the network itself expects a mask not worth copying
MOST = IGNORE - 1  # people that an 8-bit label map can tell apart


class Looker(Protocol):
    """Anything that looks closer at single people, as `CloseUpLooker` does."""

    def look_for(self, rgb8: NDArray[np.uint8], people: Sequence[Asked]) -> tuple[CloseUp, ...]:
        """Return a close-up of everybody asked about, in their order."""


@dataclass(frozen=True, eq=False)
class Seen:
    """What the network sees of the n boxed people of one photo of H × W pixels.

    Attributes
    ----------
    own : (n, H, W) float32
        Probability that a pixel is this person's, 0 outside the close-up.
    quality : (n,) float64
        Expected IoU of the own mask with the truth.
    """

    own: Floats
    quality: NDArray[np.float64]


def look_twice(looker: Looker, photo: NDArray[np.uint8], boxes: NDArray[np.float64]) -> Seen:
    """Mean of what is seen in a photo and in its mirror image; boxes (n, 4) in pixels."""
    width = photo.shape[1]
    mirror = np.stack([boxes[:, 0], width - boxes[:, 3], boxes[:, 2], width - boxes[:, 1]], axis=1)
    plain = _look(looker, photo, boxes)
    mirrored = _look(looker, np.ascontiguousarray(photo[:, ::-1]), mirror)
    own = np.float32(0.5) * (plain.own + mirrored.own[..., ::-1])
    return Seen(own, 0.5 * (plain.quality + mirrored.quality))


def _look(looker: Looker, photo: NDArray[np.uint8], boxes: NDArray[np.float64]) -> Seen:
    height, width = photo.shape[:2]
    fractions: list[Box] = [tuple(box) for box in (boxes / [height, width, height, width]).tolist()]
    close_ups = looker.look_for(photo, asked_about(fractions))
    own = np.stack([on_photo(close_up, (height, width)) for close_up in close_ups])
    return Seen(own, np.array([close_up.quality for close_up in close_ups]))


def on_photo(close_up: CloseUp, shape: tuple[int, int]) -> Floats:
    """The own probability of a close-up on the (H, W) photo, 0 outside it."""
    row0, col0, row1, col1 = close_up.place
    top, left, low, right = max(row0, 0), max(col0, 0), min(row1, shape[0]), min(col1, shape[1])
    whole = np.zeros(shape, np.float32)
    place = np.array(close_up.place, np.float64)
    whole[top:low, left:right] = resampled(close_up.own, place, (top, left, low, right))
    return whole


def label_map(seen: Seen, boxes: NDArray[np.float64], person: Floats) -> NDArray[np.uint8]:
    """Labels (H, W) of what is sure: 0 background, 1…n the person of a box, 255 unknown.

    Nobody is outside the boxes, and nobody owns a pixel outside their own. The box of a person
    whose mask cannot be trusted is unknown, but for what another person surely owns.

    Parameters
    ----------
    seen : Seen
        Of n people, at least one.
    boxes : (n, 4) float64
        Their true row0, col0, row1, col1 in pixels.
    person : (H, W) float32
        Probability of any person, from a look at the whole photo.
    """
    owned = owned_pixels(seen.own, boxes)
    trusted = trusted_people(seen, owned, boxes)
    inside = np.stack([box_pixels(box, person.shape) for box in boxes])
    labels = np.full(person.shape, IGNORE, np.uint8)
    labels[(seen.own.max(axis=0) < NOBODYS) & (person < NO_PERSON)] = 0
    labels[inside[~trusted].any(axis=0)] = IGNORE
    labels[~inside.any(axis=0)] = 0
    for index in np.flatnonzero(trusted):
        labels[owned[index]] = index + 1
    return labels


def owned_pixels(own: Floats, boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """(n, H, W): what is surely one person's and nobody else's, inside that person's box."""
    ranked = np.sort(np.concatenate([np.zeros_like(own[:1]), own]), axis=0)
    sure = (ranked[-1] > SURE) & (ranked[-2] < RIVAL)
    best = own.argmax(axis=0)
    shape = own.shape[1:]
    return np.stack(
        [sure & (best == index) & box_pixels(box, shape) for index, box in enumerate(boxes)]
    )


def trusted_people(
    seen: Seen, owned: NDArray[np.bool_], boxes: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """(n,): whose mask fills the true box, is good by its own account, and large enough."""
    trusted = (seen.quality >= GOOD) & (owned.sum(axis=(1, 2)) >= SMALLEST)
    trusted[MOST:] = False
    for index in np.flatnonzero(trusted):
        found = bounding_box(seen.own[index] >= 0.5)
        overlap = intersection_over_union(found[None], boxes[index][None])
        trusted[index] = overlap[0, 0] >= AGREES
    return np.asarray(trusted)


def box_pixels(box: NDArray[np.float64], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """(H, W): the pixels of a box row0, col0, row1, col1."""
    row0, col0, row1, col1 = np.round(box).astype(int)
    pixels = np.zeros(shape, np.bool_)
    pixels[max(row0, 0) : row1, max(col0, 0) : col1] = True
    return pixels


def write_masks(
    rows: Sequence[PackedRow],
    *,
    data: Path,
    out: Path,
    looker: Looker,
    portrait: Predictor,
) -> int:
    """Write ``out/NAME.png`` for every photo with boxes that has none yet; returns how many."""
    out.mkdir(parents=True, exist_ok=True)
    open_rows = [row for row in rows if row.boxes and not (out / f"{row.name}.png").exists()]
    for row in tqdm(open_rows, desc="self masks"):
        photo = load_photo(data, row)
        boxes = np.array(row.boxes, np.float64)
        size = row.width, row.height
        person = cv2.resize(portrait.predict(photo).person, size, interpolation=cv2.INTER_LINEAR)
        labels = label_map(look_twice(looker, photo, boxes), boxes, np.asarray(person, np.float32))
        beside = out / f".{row.name}.png"
        cv2.imwrite(str(beside), labels)
        beside.replace(out / f"{row.name}.png")
    return len(open_rows)


def count_people(rows: Sequence[PackedRow], out: Path) -> tuple[int, int]:
    """How many boxed people have a mask in ``out``, and how many are boxed."""
    masks = sum(len(people_in(read_labels(out, row))) for row in rows)
    return masks, sum(len(row.boxes) for row in rows)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.self_masks", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/people"))
    parser.add_argument("--close-up", default="close-up-vit", help="name or path of a card")
    parser.add_argument("--portrait", default="portrait-compact", help="name or path of a card")
    parser.add_argument("--out", type=Path, default=Path("runs/self-masks"))
    options = parser.parse_args()
    rows = select(read_index(options.data), split="train", kinds={"boxes"})
    write_masks(
        rows,
        data=options.data,
        out=options.out,
        looker=CloseUpLooker(find_card(options.close_up)),
        portrait=PortraitPredictor(find_card(options.portrait)),
    )
    masks, boxed = count_people(rows, options.out)
    print(f"{masks} of {boxed} boxed people have a mask in {options.out}")


if __name__ == "__main__":
    main()
