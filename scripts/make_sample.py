"""Make the bundled group photo and its true label map, from public-domain pictures only.

    python scripts/make_sample.py

The pictures come with scikit-image. The same script gives the same files every time. What is
shown never happened: it is one astronaut, three times, a photographer and a rocket at dusk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from skimage import data

Array = NDArray[Any]
pictures: Any = data  # publishes no types

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"
HEIGHT, WIDTH = 1200, 1600

# Hints for GrabCut, as (col, row) corners in the 512x512 pictures: the person lies inside the
# first outline, and everything inside the second belongs to it.
ASTRONAUT_AROUND = [
    (180, 14), (215, 8), (262, 14), (296, 36), (308, 80), (298, 118), (275, 140), (263, 150),
    (259, 172), (296, 196), (312, 236), (338, 256), (356, 296), (368, 345), (420, 338),
    (462, 352), (490, 392), (504, 450), (511, 470), (511, 511), (10, 511), (12, 420), (22, 330),
    (46, 262), (98, 210), (106, 180), (124, 152), (156, 142), (176, 138), (160, 118), (146, 84),
    (156, 44),
]  # fmt: skip
ASTRONAUT_SURE = [
    (190, 30), (230, 22), (275, 40), (290, 80), (280, 110), (260, 132), (254, 160),
    (255, 176), (280, 204), (296, 230), (296, 262), (330, 268), (346, 310), (352, 360),
    (400, 352), (440, 360), (476, 400), (490, 450), (490, 505), (30, 505), (30, 420), (45, 320),
    (66, 270), (112, 232), (128, 190), (150, 162), (180, 155), (186, 130), (168, 110), (160, 80),
    (168, 50),
]  # fmt: skip
PHOTOGRAPHER_AROUND = [
    (160, 78), (188, 60), (228, 60), (262, 84), (273, 112), (268, 130), (254, 136), (250, 152),
    (256, 166), (250, 180), (244, 196), (246, 240), (274, 262), (306, 262), (306, 280), (290, 296),
    (250, 316), (210, 300),
    (185, 340), (146, 384), (152, 430), (154, 511), (0, 511), (0, 246), (30, 206), (58, 158),
    (84, 130), (125, 118), (152, 102),
]  # fmt: skip
PHOTOGRAPHER_SURE = [
    (172, 84), (195, 72), (228, 74), (256, 100), (262, 122), (246, 150), (240, 185), (214, 200),
    (232, 240), (262, 262), (284, 256), (284, 280), (248, 306), (205, 286), (170, 330), (138, 375),
    (140, 420), (100, 440), (4, 500), (4, 262), (40, 220), (68, 162), (90, 140), (130, 128),
    (160, 108),
]  # fmt: skip
HAIR = [
    (180, 14), (215, 8), (262, 14), (296, 36), (308, 80), (298, 118), (276, 136), (268, 126),
    (262, 90), (240, 82), (210, 78), (190, 72), (184, 100), (180, 126), (160, 118), (146, 84),
    (156, 44),
]  # fmt: skip
DETAIL = 4  # the cut-outs are worked on at this many times the pictures' size


@dataclass(frozen=True)
class Actor:
    """A person to be placed: a cut-out, where and how large."""

    picture: Array  # (h, w, 3) float32, 0..1
    alpha: Array  # (h, w) float32, 0..1
    scale: float
    top: int
    left: int
    mirrored: bool = False


def cut_out(picture: Array, *, around: list[tuple[int, int]], sure: list[tuple[int, int]]) -> Array:
    """Alpha of the person at the picture's own size times DETAIL: GrabCut, smoothed, feathered."""
    cv2.setRNGSeed(0)
    hints: Any = np.full(picture.shape[:2], cv2.GC_BGD, np.uint8)
    cv2.fillPoly(hints, [np.array(around, np.int32)], cv2.GC_PR_FGD)
    cv2.fillPoly(hints, [np.array(sure, np.int32)], cv2.GC_FGD)
    behind, front = np.zeros((1, 65)), np.zeros((1, 65))
    whole = (0, 0, picture.shape[1], picture.shape[0])  # not looked at: the hints say it all
    cv2.grabCut(picture, hints, whole, behind, front, 8, cv2.GC_INIT_WITH_MASK)
    mask: Any = np.isin(hints, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    _, parts, sizes, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    mask = (parts == 1 + sizes[1:, cv2.CC_STAT_AREA].argmax()).astype(np.uint8)
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    framed = cv2.copyMakeBorder(mask.astype(np.float32), 8, 8, 8, 8, cv2.BORDER_REPLICATE)
    large: Any = cv2.resize(framed, None, fx=DETAIL, fy=DETAIL, interpolation=cv2.INTER_CUBIC)
    soft = cv2.GaussianBlur(large, (0, 0), 1.1 * DETAIL)[8 * DETAIL : -8 * DETAIL]
    # The ramp begins inside the outline: what shines through from the old background stays out.
    ramp = (soft[:, 8 * DETAIL : -8 * DETAIL] - 0.45) / 0.35
    alpha: Array = np.clip(ramp, 0, 1)
    return alpha


def enlarged(picture: Array) -> Array:
    """Colours, 0..1, at the size of the alpha."""
    large = cv2.resize(picture, None, fx=DETAIL, fy=DETAIL, interpolation=cv2.INTER_LANCZOS4)
    return large.astype(np.float32) / 255


def recoloured(
    picture: Array, *, suit: float, strength: float, hair: tuple[float, float, float]
) -> Array:
    """The astronaut with her suit turned by `suit` degrees of hue and her hair tinted."""
    hsv: Any = cv2.cvtColor(picture, cv2.COLOR_RGB2HSV)
    hue, saturation = hsv[:, :, 0], hsv[:, :, 1]
    below_chin = np.arange(picture.shape[0])[:, None] > 190 * DETAIL
    orange = ((hue < 32) | (hue > 345)) & (saturation > 0.5) & below_chin
    weight = cv2.GaussianBlur(orange.astype(np.float32), (0, 0), 0.8 * DETAIL)[:, :, None]
    hsv[:, :, 0] = (hue + suit) % 360
    hsv[:, :, 1] *= strength
    turned = cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)
    picture = picture * (1 - weight) + turned * weight
    locks: Any = np.zeros(picture.shape[:2], np.float32)
    cv2.fillPoly(locks, [np.array(HAIR, np.int32) * DETAIL], 1.0)
    locks = cv2.GaussianBlur(locks, (0, 0), 4 * DETAIL)[:, :, None]
    made: Array = picture * (1 - locks) + picture * np.array(hair, np.float32) * locks
    return made


def tinted(grey: Array) -> Array:
    """A grey picture in the colours of dusk: cold shadows, warm lights."""
    value = (grey.astype(np.float32)[:, :, None] / 255) ** 0.7
    dark, light = np.array([0.95, 0.97, 1.1]), np.array([1.22, 0.94, 0.72])
    colours: Array = (value * (dark * (1 - value) + light * value)).clip(0, 1).astype(np.float32)
    return colours


def backdrop() -> Array:
    """The launch pad at dusk, out of focus, filling the frame."""
    rocket = pictures.rocket().astype(np.float32) / 255
    large = cv2.resize(rocket, (1800, 1201), interpolation=cv2.INTER_CUBIC)[:HEIGHT, 100:1700]
    far = cv2.GaussianBlur(large, (0, 0), 4)
    lit: Array = np.clip(far, 0, 1) ** 0.75
    return lit.astype(np.float32)


def placed(actor: Actor) -> tuple[Array, Array]:
    """Colours and alpha of an actor on the frame."""
    factor = actor.scale / DETAIL
    matrix = np.array([[factor, 0, actor.left], [0, factor, actor.top]])
    if actor.mirrored:
        across = actor.alpha.shape[1] * factor
        matrix[0] = [-factor, 0, actor.left + across]
    # Smaller steps first: the warp alone would skip pixels.
    blur = max(0.3, 0.4 / factor)
    warp: Callable[[Array, int], Any] = lambda values, border: cv2.warpAffine(  # noqa: E731
        cv2.GaussianBlur(values, (0, 0), blur),
        matrix,
        (WIDTH, HEIGHT),
        flags=cv2.INTER_LINEAR,
        borderMode=border,
    )
    return warp(actor.picture, cv2.BORDER_REPLICATE), warp(actor.alpha, cv2.BORDER_CONSTANT)


def compose(scene: Array, actors: list[Actor]) -> tuple[Array, NDArray[np.uint8]]:
    """Photo and label map; later actors stand in front and cast a soft shadow on the others."""
    labels = np.zeros((HEIGHT, WIDTH), np.uint8)
    for number, actor in enumerate(actors, 1):
        colours, alpha = placed(actor)
        shadow: Any = cv2.GaussianBlur(np.roll(alpha, (16, 10), (0, 1)), (0, 0), 22)
        scene = scene * (1 - 0.45 * shadow[:, :, None])
        scene = scene * (1 - alpha[:, :, None]) + colours * alpha[:, :, None]
        labels[alpha >= 0.5] = number
    return scene, labels


def finished(scene: Array) -> NDArray[np.uint8]:
    """One light and one grain over everything, so that the parts look like one photo."""
    rows, cols = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j]
    scene = scene * (1 - 0.16 * (rows**2 + cols**2))[:, :, None] * np.array([1.0, 0.985, 0.96])
    grain = np.random.default_rng(0).normal(0, 0.010, (HEIGHT, WIDTH, 1))
    levels: NDArray[np.uint8] = np.rint((scene + grain).clip(0, 1) * 255).astype(np.uint8)
    return levels


def cast() -> list[Actor]:
    """The four people, the farthest first."""
    astronaut, man = pictures.astronaut(), pictures.camera()
    alpha = cut_out(astronaut, around=ASTRONAUT_AROUND, sure=ASTRONAUT_SURE)
    man_alpha = cut_out(
        cv2.cvtColor(man, cv2.COLOR_GRAY2RGB), around=PHOTOGRAPHER_AROUND, sure=PHOTOGRAPHER_SURE
    )
    colours = enlarged(astronaut)
    blue = recoloured(colours, suit=195, strength=0.7, hair=(0.42, 0.36, 0.36))
    green = recoloured(colours, suit=125, strength=0.4, hair=(0.95, 0.62, 0.45))
    return [
        Actor(tinted(cv2.resize(man, None, fx=DETAIL, fy=DETAIL)), man_alpha, 1.9, 240, -30),
        Actor(green, alpha, 1.85, 290, 745, mirrored=True),
        Actor(blue, alpha, 1.95, 230, 230),
        Actor(colours, alpha, 2.3, 420, 545),
    ]


def main() -> None:
    """Write group.jpg and group.labels.png."""
    scene, labels = compose(backdrop(), cast())
    SAMPLE.mkdir(parents=True, exist_ok=True)
    Image.fromarray(finished(scene)).save(SAMPLE / "group.jpg", quality=90, subsampling=0)
    Image.fromarray(labels).save(SAMPLE / "group.labels.png", optimize=True)
    print(f"wrote {SAMPLE / 'group.jpg'} and group.labels.png with {labels.max()} people")


if __name__ == "__main__":
    main()
