"""The training photos in a few small files, for the way to a machine with a GPU.

    python -m training.travel pack --teacher runs/teacher --out runs/travel
    python -m training.travel unpack runs/travel/part-*.zip --out /dev/shm/people

Photos become AVIF, which takes half of what JPEG does. Label maps stay exact, and a teacher's
probabilities keep on which side of each threshold they lie. What is unpacked has its old name and
holds plain pixels whatever that ends in: OpenCV goes by the content, and reads it in no time.
"""

from __future__ import annotations

import argparse
import io
import zipfile
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from portrait_studio.core.project.atomic_file import atomic_file
from portrait_studio.errors import StudioError
from training.data.packed_sources import SURE
from training.packed import PackedRow, load_photo, read_index, select

Bytes = NDArray[np.uint8]
Entry = tuple[str, bytes]

QUALITY = 62  # of AVIF
THRESHOLDS = (1 - SURE, 0.5, SURE)  # that the sources compare a teacher's probability with
LEVELS = (0, 77, 179, 255)  # 8-bit probabilities between and beyond those
SHARES = 16  # of a file, that are unpacked side by side


def pack(
    root: Path,
    out: Path,
    *,
    teacher: Path | None = None,
    self_masks: Path | None = None,
    parts: int = 2,
    quality: int = QUALITY,
) -> list[Path]:
    """Write the training rows of ``root``, and what was made for them, as zip files; returns these.

    Raises
    ------
    StudioError
        When a folder has no maps, or a photo or a map cannot be read.
    """
    rows = select(read_index(root), split="train")
    photo = partial(_photo, root, quality=quality)
    with ProcessPoolExecutor() as pool:
        entries = list(pool.map(photo, rows, chunksize=8))
    masks = (root / "masks" / f"{row.name}.png" for row in rows)
    entries.append(("index.csv", (root / "index.csv").read_bytes()))
    entries += [_map("masks", path) for path in masks if path.exists()]
    entries += [_map("teacher", path, change=in_levels) for path in _maps_in(teacher)]
    entries += [_map("self-masks", path) for path in _maps_in(self_masks)]
    out.mkdir(parents=True, exist_ok=True)
    paths = [out / f"part-{number}.zip" for number in range(1, parts + 1)]
    for path, share in zip(paths, _of_a_size(entries, parts), strict=True):
        with atomic_file(path) as file, zipfile.ZipFile(file, "w") as packed:
            for name, data in share:
                packed.writestr(name, data)
    return paths


def _of_a_size(entries: list[Entry], parts: int) -> list[list[Entry]]:
    """The entries in their order, in so many lists that hold about as much."""
    total, before = sum(len(data) for _, data in entries), 0
    shares: list[list[Entry]] = [[] for _ in range(parts)]
    for entry in entries:
        shares[parts * before // total].append(entry)
        before += len(entry[1])
    return shares


def unpack(paths: Iterable[Path], out: Path) -> int:
    """Write what :func:`pack` packed as folders; returns how many files."""
    shares = [(path, number) for path in paths for number in range(SHARES)]
    with ProcessPoolExecutor() as pool:
        return sum(pool.map(partial(_unpack, out), shares))


def in_levels(probability: Bytes) -> Bytes:
    """8-bit probabilities (H, W) as four values that fall alike between the thresholds."""
    share = probability.astype(np.float32) / np.float32(255)  # as the sources read them
    level = (share >= THRESHOLDS[0]).astype(np.intp)
    for threshold in THRESHOLDS[1:]:
        level += share > threshold
    return np.array(LEVELS, np.uint8)[level]


def _photo(root: Path, row: PackedRow, *, quality: int) -> Entry:
    encoded = _encoded(load_photo(root, row), "AVIF", quality=quality, speed=6)
    return f"photos/{row.name}.jpg", encoded


def _maps_in(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    paths = [path for path in sorted(folder.glob("*.png")) if not path.name.startswith(".")]
    if not paths:
        raise StudioError(f"{folder} has no maps: make them first, or leave the folder out.")
    return paths


def _map(folder: str, path: Path, *, change: Callable[[Bytes], Bytes] = np.asarray) -> Entry:
    values = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    if values is None:
        raise StudioError(f"{path} is no image: make it anew.")
    grey = np.repeat(change(np.asarray(values, np.uint8))[..., None], 3, axis=2)
    return f"{folder}/{path.name}", _encoded(grey, "WEBP", lossless=True, exact=True)


def _encoded(pixels: Bytes, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, kind, **options)
    return file.getvalue()


def _unpack(out: Path, share: tuple[Path, int]) -> int:
    path, number = share
    with zipfile.ZipFile(path) as file:
        names = file.namelist()[number::SHARES]
        for name in names:
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_bytes(_plain(name, file.read(name)))
    return len(names)


def _plain(name: str, data: bytes) -> bytes:
    if name.endswith(".jpg"):
        return cv2.imencode(".ppm", _decoded(data)[..., ::-1])[1].tobytes()
    if name.endswith(".png"):
        return cv2.imencode(".pgm", _decoded(data)[..., 0])[1].tobytes()
    return data


def _decoded(data: bytes) -> Bytes:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), np.uint8)


def main() -> None:
    """Run from the command line."""
    parse = argparse.ArgumentParser(prog="python -m training.travel", description=__doc__)
    ways = parse.add_subparsers(dest="way", required=True)
    packing = ways.add_parser("pack")
    packing.add_argument("--data", type=Path, default=Path("../shared/data/people"))
    packing.add_argument("--teacher", type=Path)
    packing.add_argument("--self-masks", type=Path)
    packing.add_argument("--parts", type=int, default=2, help="how many files of one size")
    packing.add_argument("--quality", type=int, default=QUALITY)
    packing.add_argument("--out", type=Path, default=Path("runs/travel"))
    unpacking = ways.add_parser("unpack")
    unpacking.add_argument("files", type=Path, nargs="+")
    unpacking.add_argument("--out", type=Path, required=True)
    options = parse.parse_args()
    if options.way == "unpack":
        print(f"{unpack(options.files, options.out)} files in {options.out}")
        return
    packed = pack(
        options.data,
        options.out,
        teacher=options.teacher,
        self_masks=options.self_masks,
        parts=options.parts,
        quality=options.quality,
    )
    for path in packed:
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
