"""Read the packed data set: ``index.csv``, ``photos/NAME.jpg`` and ``masks/NAME.png``."""

import csv
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.errors import StudioError

IGNORE = 255
"""Mask value of pixels that say nothing (crowds, unlabelled people)."""


class PackedError(StudioError):
    """The packed data set is missing, incomplete or not readable."""


@dataclass(frozen=True)
class PackedRow:
    """One photo of the index.

    ``people`` is None where the number is unknown; ``boxes`` holds (row0, col0, row1, col1)
    in pixels of the packed photo and is empty where the photo has no boxes.
    """

    name: str
    source: str
    kind: str
    split: str
    height: int
    width: int
    people: int | None
    boxes: tuple[tuple[float, float, float, float], ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width in pixels."""
        return self.height, self.width


def read_index(root: Path) -> tuple[PackedRow, ...]:
    """Return every row of ``root/index.csv``.

    Raises
    ------
    PackedError
        When the index is missing or a row is damaged; the message names the line.
    """
    path = root / "index.csv"
    if not path.is_file():
        raise PackedError(f"{path} is missing: give the folder of the packed photos by --data.")
    with path.open(newline="", encoding="utf-8") as file:
        return tuple(_row(fields, line) for line, fields in enumerate(csv.DictReader(file), 2))


def _row(fields: dict[str, str], line: int) -> PackedRow:
    try:
        boxes = json.loads(fields["boxes"]) if fields["boxes"] else []
        return PackedRow(
            name=fields["name"],
            source=fields["source"],
            kind=fields["kind"],
            split=fields["split"],
            height=int(fields["height"]),
            width=int(fields["width"]),
            people=int(fields["people"]) if fields["people"] else None,
            boxes=tuple((float(a), float(b), float(c), float(d)) for a, b, c, d in boxes),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise PackedError(f"Line {line} of index.csv is damaged: {error}.") from error


def select(
    rows: Iterable[PackedRow],
    *,
    split: str | None = None,
    sources: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
) -> tuple[PackedRow, ...]:
    """Keep the rows of one split and of the named sources and kinds; None keeps all."""
    return tuple(
        row
        for row in rows
        if (split is None or row.split == split)
        and (sources is None or row.source in sources)
        and (kinds is None or row.kind in kinds)
    )


def load_photo(root: Path, row: PackedRow) -> NDArray[np.uint8]:
    """Return the photo of ``row`` as sRGB (H, W, 3) uint8.

    Raises
    ------
    PackedError
        When the file is missing, no image or of another size.
    """
    path = root / "photos" / f"{row.name}.jpg"
    pixels = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if pixels is None or pixels.shape[:2] != row.shape:
        raise PackedError(f"{path} is missing or not of {row.height}×{row.width} pixels.")
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB), dtype=np.uint8)


def load_mask(root: Path, row: PackedRow) -> NDArray[np.uint8]:
    """Return the mask of ``row`` as (H, W) uint8: 0 background, 1…n people, 255 ignore.

    Raises
    ------
    PackedError
        When the photo has no mask (kind ``boxes``), or its file is missing or of another size.
    """
    if row.kind == "boxes":
        raise PackedError(f"{row.name} has boxes only, no mask: leave out the kind 'boxes'.")
    path = root / "masks" / f"{row.name}.png"
    mask = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if mask is None or mask.shape != row.shape:
        raise PackedError(f"{path} is missing or not of {row.height}×{row.width} pixels.")
    return np.asarray(mask, dtype=np.uint8)
