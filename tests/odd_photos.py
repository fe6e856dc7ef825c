"""Photos of every awkward kind, made on the spot."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from tests.tiny_network import paint_people

PEOPLE = (30, 56, 100)
"""Columns of the painted people; the first two touch."""


def _picture(scale: int = 2) -> Image.Image:
    return Image.fromarray(paint_people(*PEOPLE, scale=scale))


def _truncated(path: Path) -> None:
    _picture().save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _mislabelled(path: Path) -> None:
    _picture().save(path, format="PNG")


def _sixteen_bit(path: Path) -> None:
    pixels = np.asarray(_picture()).astype(np.uint16) * 257
    assert cv2.imwrite(str(path), pixels[:, :, ::-1])


def _alpha(path: Path) -> None:
    picture = _picture()
    picture.putalpha(200)
    picture.save(path)


def _bytes(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def _size(rows: int, cols: int) -> Callable[[Path], None]:
    return lambda path: Image.new("RGB", (cols, rows), (255, 0, 0)).save(path)


GOOD: dict[str, Callable[[Path], None]] = {
    "plain.jpg": lambda path: _picture().save(path, quality=95),
    "mislabelled.jpg": _mislabelled,
    "one.png": _size(1, 1),
    "wide.png": _size(1, 20000),
    "tall.png": _size(20000, 1),
    "grey.jpg": lambda path: _picture().convert("L").save(path),
    "cmyk.jpg": lambda path: _picture().convert("CMYK").save(path),
    "palette.png": lambda path: _picture().convert("P").save(path),
    "sixteen.png": _sixteen_bit,
    "sixteen.tiff": _sixteen_bit,
    "alpha.png": _alpha,
    "plain.webp": lambda path: _picture().save(path, lossless=True),
    "plain.bmp": lambda path: _picture().save(path),
}
"""What must work, by file name."""

BAD: dict[str, Callable[[Path], None]] = {
    "truncated.jpg": _truncated,
    "truncated.png": _truncated,
    "text.jpg": _bytes(b"not a photo"),
    "empty.jpg": _bytes(b""),
    "zeros.png": _bytes(bytes(100)),
    "missing.jpg": lambda path: None,
}
"""What must be reported, by file name."""
