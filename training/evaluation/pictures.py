"""Contact sheets: our people beside those of the best peer, on the photo."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from training.evaluation.people import Way
from training.evaluation.photos import Sample

SEED = 20
TILE = 300
COLUMNS = 4
_GAP = 6
_CAPTION = 18


def chosen_samples(samples: Sequence[Sample], count: int) -> tuple[Sample, ...]:
    """Return ``count`` photos drawn by a fixed seed, in their own order."""
    generator = np.random.default_rng(SEED)
    places = generator.choice(len(samples), size=min(count, len(samples)), replace=False)
    return tuple(samples[place] for place in sorted(places.tolist()))


def worst_samples(
    samples: Sequence[Sample], quality: Mapping[str, float], count: int
) -> tuple[Sample, ...]:
    """Return the ``count`` photos of lowest quality, the worst first."""
    known = [sample for sample in samples if sample.row.name in quality]
    return tuple(sorted(known, key=lambda sample: quality[sample.row.name])[:count])


def overlay(rgb: NDArray[np.uint8], labels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the photo with every person of a label map tinted and outlined, (H, W, 3) uint8."""
    hues = (np.arange(256) * 180 * 0.618 % 180).astype(np.uint8)
    wheel = np.stack([hues, np.full(256, 220, np.uint8), np.full(256, 255, np.uint8)], axis=1)
    colours = np.asarray(cv2.cvtColor(wheel[None], cv2.COLOR_HSV2RGB)[0], np.uint8)
    tint = colours[labels]
    person = (labels > 0)[..., None]
    mixed = np.where(person, 0.5 * rgb + 0.5 * tint, 0.6 * rgb).astype(np.uint8)
    eroded = cv2.erode(labels, np.ones((3, 3), np.uint8))
    rim = (labels > 0) & (eroded != labels)
    mixed[rim] = tint[rim]
    return np.asarray(mixed)


def sheet(samples: Sequence[Sample], ways: Sequence[Way]) -> NDArray[np.uint8]:
    """Return a contact sheet: for each photo one tile a way, side by side, name below."""
    pairs = [_pair(sample, ways) for sample in samples]
    blank = np.full_like(pairs[0], 255)
    rows = [pairs[i : i + COLUMNS] for i in range(0, len(pairs), COLUMNS)]
    full = [np.hstack([*row, *[blank] * (COLUMNS - len(row))]) for row in rows]
    return np.asarray(np.vstack(full), np.uint8)


def _pair(sample: Sample, ways: Sequence[Way]) -> NDArray[np.uint8]:
    tiles = [_tile(overlay(sample.rgb, way.split(sample, way.predict(sample))[0])) for way in ways]
    picture = np.hstack(tiles)
    margin = ((0, _CAPTION + _GAP), (0, 2 * _GAP), (0, 0))
    framed = np.pad(picture, margin, constant_values=255)
    caption = f"{sample.row.name}: {' | '.join(way.name for way in ways)}"
    place = (2, TILE + _CAPTION - 5)
    cv2.putText(framed, caption, place, cv2.FONT_HERSHEY_SIMPLEX, 0.4, (0, 0, 0), 1, cv2.LINE_AA)
    return np.asarray(framed, np.uint8)


def _tile(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a picture scaled into a square of `TILE` pixels, centred on white."""
    height, width = picture.shape[:2]
    scale = TILE / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    tile = np.full((TILE, TILE, 3), 255, np.uint8)
    top, left = (TILE - small.shape[0]) // 2, (TILE - small.shape[1]) // 2
    tile[top : top + small.shape[0], left : left + small.shape[1]] = small
    return tile


def write_sheet(path: Path, picture: NDArray[np.uint8]) -> None:
    """Write a contact sheet as JPEG, beside and renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    coded, data = cv2.imencode(path.suffix, cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    if not coded:
        raise ValueError(f"{path} cannot be encoded")
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(data.tobytes())
    beside.replace(path)
