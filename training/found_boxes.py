"""What our detector finds in the training photos: ``python -m training.found_boxes``.

Close-up networks are asked about boxes that a detector found. Its errors are not any: it takes a
part for a person, or two people for one, where the photo suggests it. With these boxes a close-up
network learns from the errors that it will meet.
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

from portrait_studio.errors import StudioError
from portrait_studio.inference.cards import find_card
from portrait_studio.inference.decode import Decoded
from portrait_studio.inference.portrait import PortraitPredictor
from training.packed import PackedRow, load_photo, read_index, select

LEAST = 0.25  # score; what the program would never show is found in numbers

FoundBoxes = dict[str, NDArray[np.float32]]
"""By the photo's name: (n, 5) score, row0, col0, row1, col1 in pixels, best first."""


class Finder(Protocol):
    """Anything that finds people in a photo, as a `PortraitPredictor` of a detector does."""

    def decode(self, rgb8: NDArray[np.uint8]) -> Decoded:
        """Return what is seen in a photo (h, w, 3) uint8, detections among it."""


def find_boxes(detector: Finder, root: Path, rows: Iterable[PackedRow]) -> FoundBoxes:
    """What a detector finds in the packed photos."""
    found: FoundBoxes = {}
    for row in rows:
        detections = detector.decode(load_photo(root, row)).detections or ()
        scale = np.array([1, *row.shape, *row.shape])
        values = [(each.score, *each.box) for each in detections]
        found[row.name] = np.array(values, np.float32).reshape(-1, 5) * scale.astype(np.float32)
    return found


def write_boxes(path: Path, found: FoundBoxes) -> None:
    """Write as JSON, to a hundredth of a pixel."""
    plain = {name: np.round(values, 2).astype(float).tolist() for name, values in found.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(plain), encoding="utf-8")


def read_boxes(path: Path) -> FoundBoxes:
    """What :func:`write_boxes` wrote.

    Raises
    ------
    StudioError
        When the file is missing or damaged.
    """
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return {name: np.array(v, np.float32).reshape(-1, 5) for name, v in plain.items()}
    except (OSError, ValueError, AttributeError) as error:
        message = f"{path} has no boxes ({error}): make them by training.found_boxes."
        raise StudioError(message) from error


def main() -> None:
    """Run from the command line."""
    parse = argparse.ArgumentParser(prog="python -m training.found_boxes", description=__doc__)
    parse.add_argument("--data", type=Path, default=Path("../shared/data/people"))
    parse.add_argument("--detector", default="detector-compact", help="name or path of a card")
    parse.add_argument("--out", type=Path, default=Path("runs/found-boxes.json"))
    options = parse.parse_args()
    detector = PortraitPredictor(find_card(options.detector), threshold=LEAST)
    rows = select(read_index(options.data), split="train", kinds={"instance"})
    write_boxes(options.out, find_boxes(detector, options.data, tqdm(rows, "photos")))


if __name__ == "__main__":
    main()
