"""What kind of photo a file is, from its first bytes, where Pillow alone would not do."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import BinaryIO, Literal

RAW_SUFFIXES = (
    ".dng", ".cr2", ".cr3", ".nef", ".nrw", ".arw", ".srf", ".sr2", ".raf", ".orf", ".rw2",
    ".pef", ".srw", ".3fr", ".fff", ".iiq", ".mef", ".mos", ".erf", ".rwl", ".dcr", ".kdc", ".x3f",
)  # fmt: skip
"""Endings of camera RAW files; most are TIFF files inside, which only the name gives away."""

SUFFIXES = (
    ".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp", ".avif", ".heic", ".heif", ".hif",
    *RAW_SUFFIXES,
)  # fmt: skip
"""Endings of photos; a file that is named is tried whatever its name."""

_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"heif")
_AVIF_BRANDS = (b"avif", b"avis")
# Canon, Fujifilm, Panasonic, Olympus, Sigma.
_RAW_STARTS = (b"FUJIFILMCCD-RAW", b"IIU\0", b"IIRO", b"IIRS", b"MMOR", b"FOVb")
_TIFF_STARTS = (b"II*\0", b"MM\0*")
_DNG_VERSION = 50706
_LONGEST_BRANDS = 256


class Kind(Enum):
    """Kinds of photo that need a library of their own; all others are left to Pillow."""

    HEIC = "HEIC photo"
    AVIF = "AVIF photo"
    RAW = "camera RAW file"
    VIDEO = "video"
    OTHER = "other"


def kind_of(path: Path) -> Kind:
    """Kind of an existing file; raises OSError where it cannot be read."""
    with path.open("rb") as file:
        start = file.read(_LONGEST_BRANDS)
        if start[4:8] == b"ftyp":
            return _kind_of_brands(start)
        if start.startswith(_RAW_STARTS) or (start.startswith(b"II*\0") and start[8:10] == b"CR"):
            return Kind.RAW
        if start.startswith(_TIFF_STARTS) and path.suffix.lower() in RAW_SUFFIXES:
            return Kind.RAW
        if start.startswith(_TIFF_STARTS) and _DNG_VERSION in _tags(file, start):
            return Kind.RAW
    return Kind.OTHER


def _kind_of_brands(start: bytes) -> Kind:
    """HEIF, AVIF, Canon's RAW and video share one container; its brands tell them apart."""
    length = int.from_bytes(start[:4], "big")
    brands = [start[at : at + 4] for at in (8, *range(16, min(length, len(start)) - 3, 4))]
    if brands[0] == b"crx ":
        return Kind.RAW
    for kind, known in ((Kind.AVIF, _AVIF_BRANDS), (Kind.HEIC, _HEIC_BRANDS)):
        if any(brand in known for brand in brands):
            return kind
    return Kind.VIDEO


def _tags(file: BinaryIO, start: bytes) -> set[int]:
    """Numbers of the tags in the first list of a TIFF file."""
    order: Literal["little", "big"] = "little" if start[:2] == b"II" else "big"
    file.seek(int.from_bytes(start[4:8], order))
    count = int.from_bytes(file.read(2), order)
    entries = file.read(12 * count)
    return {int.from_bytes(entries[at : at + 2], order) for at in range(0, len(entries) - 11, 12)}


def without_raw_twins(photos: Sequence[Path]) -> list[Path]:
    """Leave out RAW files beside which the camera put the same photo in another format."""
    developed = {(p.parent, p.stem) for p in photos if p.suffix.lower() not in RAW_SUFFIXES}
    return [
        p
        for p in photos
        if p.suffix.lower() not in RAW_SUFFIXES or (p.parent, p.stem) not in developed
    ]
