"""What our detector finds in the training photos: ``python -m training.found_boxes``.

Close-up networks are asked about boxes that a detector found. Its errors are not any: it takes a
part for a person, or two people for one, where the photo suggests it. With these boxes a close-up
network learns from errors of that kind, if fewer, since the detector learned from these photos too.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from portrait_studio.core.project.atomic_file import atomic_file
from portrait_studio.errors import StudioError
from portrait_studio.inference.cards import find_card
from portrait_studio.inference.decode import Decoded
from portrait_studio.inference.portrait import PortraitPredictor
from training.packed import PackedRow, load_photo, read_index, select

LEAST = 0.25  # score; below it most boxes are false, and a detector's threshold is above

FoundBoxes = dict[str, NDArray[np.float32]]
"""By the photo's name: (n, 5) score, row0, col0, row1, col1 in pixels, best first."""

COLUMNS = 5


class Finder(Protocol):
    """Anything that finds people in a photo, as a `PortraitPredictor` of a detector does."""

    def decode(self, rgb8: NDArray[np.uint8]) -> Decoded:
        """Return what is seen in a photo (h, w, 3) uint8, detections among it."""


def find_boxes(detector: Finder, root: Path, rows: Iterable[PackedRow]) -> FoundBoxes:
    """What a detector finds in the packed photos.

    Raises
    ------
    StudioError
        When the network is no detector.
    """
    found: FoundBoxes = {}
    for row in rows:
        detections = detector.decode(load_photo(root, row)).detections
        if detections is None:
            raise StudioError("This network finds nobody: give the card of a detector.")
        scale = np.array([1, *row.shape, *row.shape], np.float32)
        values = [(each.score, *each.box) for each in detections]
        found[row.name] = np.array(values, np.float32).reshape(-1, COLUMNS) * scale
    return found


def write_boxes(path: Path, found: FoundBoxes) -> None:
    """Write as JSON, all of it or nothing; scores and pixels are rounded to a hundredth."""
    plain = {name: np.round(values.astype(float), 2).tolist() for name, values in found.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic_file(path) as file:
        file.write(json.dumps(plain).encode())


def read_boxes(path: Path) -> FoundBoxes:
    """What :func:`write_boxes` wrote.

    Raises
    ------
    StudioError
        When the file is missing or damaged.
    """
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return {name: _table(values) for name, values in plain.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        message = f"{path} has no boxes ({error}): make them by training.found_boxes."
        raise StudioError(message) from error


def _table(values: list[list[float]]) -> NDArray[np.float32]:
    table = np.array(values, np.float32)
    if values and (table.ndim != 2 or table.shape[1] != COLUMNS):
        raise ValueError(f"a box has {COLUMNS} numbers")
    return table.reshape(-1, COLUMNS)


def main() -> None:
    """Run from the command line."""
    parse = argparse.ArgumentParser(prog="python -m training.found_boxes", description=__doc__)
    parse.add_argument("--data", type=Path, default=Path("../shared/data/people"))
    parse.add_argument("--detector", default="detector-vit", help="name or path of a card")
    parse.add_argument("--out", type=Path, default=Path("runs/found-boxes.json"))
    options = parse.parse_args()
    detector = PortraitPredictor(find_card(options.detector), threshold=LEAST)
    rows = select(read_index(options.data), split="train", kinds={"instance"})
    write_boxes(options.out, find_boxes(detector, options.data, tqdm(rows, "photos")))


if __name__ == "__main__":
    main()
