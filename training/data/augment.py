"""The paper's augmentations as one affine warp to a crop, then a change of light.

The paper scales by 0.6 to 1.5, rotates by up to 45° and changes gamma by 0.5 to 1.5; here the same
ranges are drawn continuously, rotation mostly small, since people in photos mostly stand upright.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from training.data.labelled import GREY, IGNORE, Labelled

SCALES = (0.6, 1.5)
ROTATIONS = (0.0, 0.0, 0.0, 0.0, 8.0, 22.0, 45.0)  # degrees; the largest turn drawn up to
GAMMAS = (0.5, 1.5)
SHRINKS = 0.75  # scale below which a photo is averaged before it is warped


def augment(labelled: Labelled, *, crop: int, base: int, random: np.random.Generator) -> Labelled:
    """Warp to ``crop`` × ``crop`` and change the light.

    Parameters
    ----------
    crop : int
        Side of the result in pixels.
    base : int
        Long side of the photo at scale 1, as the network will see it later.
    """
    height, width = labelled.labels.shape
    turn = 0.0 if labelled.boxes is not None else float(random.choice(np.asarray(ROTATIONS)))
    matrix = _warp_matrix((height, width), crop=crop, base=base, turn=turn, random=random)
    photo = warp_photo(labelled.photo, matrix, crop)
    labels = cv2.warpAffine(
        labelled.labels, matrix, (crop, crop), flags=cv2.INTER_NEAREST, borderValue=IGNORE
    )
    boxes = None if labelled.boxes is None else _warp_boxes(labelled.boxes, matrix, crop)
    return replace(
        labelled,
        photo=change_light(photo, random),
        labels=np.asarray(labels, np.uint8),
        boxes=boxes,
        found=None,
    )


def warp_photo(
    photo: NDArray[np.uint8], matrix: NDArray[np.float64], side: int
) -> NDArray[np.uint8]:
    """Warp a photo (h, w, 3) to (side, side, 3) by a (2, 3) matrix; grey beyond its rim.

    What shrinks is averaged first, as the program does before a network sees it: a warp reads four
    pixels for each of its own and skips the rest.
    """
    scale = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    if scale < SHRINKS:
        height, width = photo.shape[:2]
        size = max(1, round(width * scale)), max(1, round(height * scale))
        photo = np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), np.uint8)
        steps = np.array([width, height]) / size  # old pixels a new one
        linear, shift = matrix[:, :2], matrix[:, 2]
        # pixel i of the small photo has its middle at (i + 1/2) · step - 1/2 of the large one
        matrix = np.column_stack([linear * steps, shift + linear @ (steps / 2 - 0.5)])
    warped = cv2.warpAffine(
        photo, matrix, (side, side), flags=cv2.INTER_LINEAR, borderValue=(GREY, GREY, GREY)
    )
    return np.asarray(warped, np.uint8)


def _warp_matrix(
    shape: tuple[int, int], *, crop: int, base: int, turn: float, random: np.random.Generator
) -> NDArray[np.float64]:
    """(2, 3) matrix from photo (x, y) to crop (x, y)."""
    height, width = shape
    low, high = np.log(SCALES)
    scale = base / max(shape) * float(np.exp(random.uniform(low, high)))
    angle = np.deg2rad(random.uniform(-turn, turn))
    flip = -1.0 if random.random() < 0.5 else 1.0
    stretch = float(np.exp(random.uniform(-0.1, 0.1)))
    cos, sin = np.cos(angle) * scale, np.sin(angle) * scale
    linear = np.array([[cos * flip * stretch, -sin], [sin * flip * stretch, cos]])
    # the part of the photo that lands in the crop's middle
    free_x = max(0.0, width - crop / scale) / 2
    free_y = max(0.0, height - crop / scale) / 2
    middle = np.array(
        [
            width / 2 + random.uniform(-free_x, free_x),
            height / 2 + random.uniform(-free_y, free_y),
        ]
    )
    slack = [max(0.0, crop - side * scale) / 2 for side in (width, height)]
    target = np.array([crop / 2 + random.uniform(-s, s) for s in slack])
    return np.hstack([linear, (target - linear @ middle)[:, None]])


def _warp_boxes(
    boxes: NDArray[np.float32], matrix: NDArray[np.float64], crop: int
) -> NDArray[np.float32]:
    """Boxes after a warp without rotation, cut to the crop; what falls outside becomes empty."""
    corners = boxes.reshape(-1, 2, 2)[..., ::-1] @ matrix[:, :2].T + matrix[:, 2]  # x, y
    low = np.clip(corners.min(axis=1), 0, crop)[:, ::-1]
    high = np.clip(corners.max(axis=1), 0, crop)[:, ::-1]
    return np.hstack([low, high]).astype(np.float32)


def change_light(photo: NDArray[np.uint8], random: np.random.Generator) -> NDArray[np.uint8]:
    """Gamma, gain a channel, sometimes grey, sometimes blurred or noisy."""
    gamma = float(np.exp(random.uniform(*np.log(GAMMAS))))
    gains = random.uniform(0.85, 1.15, 3) * random.uniform(0.85, 1.15)
    ramp = (np.arange(256) / 255.0) ** gamma
    table = np.clip(ramp[:, None] * gains * 255, 0, 255).astype(np.uint8)  # (256, 3)
    lit = np.asarray(cv2.LUT(photo, table.reshape(1, 256, 3)), np.uint8)
    chance = random.random(3)
    if chance[0] < 0.08:
        lit = np.repeat(cv2.cvtColor(lit, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2)
    if chance[1] < 0.15:
        lit = np.asarray(cv2.GaussianBlur(lit, (0, 0), random.uniform(0.4, 1.4)), np.uint8)
    if chance[2] < 0.2:
        noise = random.standard_normal(lit.shape, np.float32) * np.float32(random.uniform(2, 10))
        lit = np.clip(lit + noise, 0, 255).astype(np.uint8)
    return lit
