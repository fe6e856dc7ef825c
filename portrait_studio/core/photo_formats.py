"""From a photo file to its content, with a clear word for everything that can be wrong with it.

Pillow finds out what a file is from its first bytes (its name may lie) and its size from the
header, so that a file of absurd size is refused before a pixel is decoded.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from portrait_studio.core.photo_decode import PhotoContent, decode
from portrait_studio.core.photo_heic import read_heic
from portrait_studio.core.photo_kinds import Kind, kind_of
from portrait_studio.core.photo_raw import read_raw
from portrait_studio.errors import PhotoError, Phrase

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "DIB", "AVIF")
MAX_PIXELS = 300_000_000
MAX_SIDE = 65_500

# Our own limits above are wider than those Pillow warns of, and refuse where Pillow only warns.
Image.MAX_IMAGE_PIXELS = None

_Read = Callable[[Path, Callable[[tuple[int, int]], None]], PhotoContent]
_READERS: Mapping[Kind, tuple[_Read, str, Phrase]] = {
    Kind.HEIC: (read_heic, "heic", Phrase("a HEIC photo")),
    Kind.RAW: (read_raw, "raw", Phrase("a camera RAW file")),
}
"""What reads a kind, the extra that brings the package it needs, and what the kind is called."""


def read_photo_file(path: Path) -> PhotoContent:
    """Read and decode a photo.

    Raises
    ------
    PhotoError
        For every failure, naming the file, the reason and the way out.
    """
    _check_file(path)
    kind = kind_of(path)
    if kind is Kind.VIDEO:
        raise PhotoError(
            "{path}: this is a video; save the frame that is wanted as a photo.", path=path
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # decoders warn of odd metadata, which costs no pixel
        if kind in _READERS:
            return _read_with_extra(path, kind)
        with _open_image(path) as image:
            _check_size(path, image.size)
            return _or_say_why(path, lambda: decode(image, path))


def _read_with_extra(path: Path, kind: Kind) -> PhotoContent:
    """Read what needs a package that is not installed with the program."""
    read, extra, named = _READERS[kind]
    try:
        return _or_say_why(path, lambda: read(path, lambda size: _check_size(path, size)))
    except ImportError as error:
        raise PhotoError(
            "{path}: this is {kind}; install portrait-studio[{extra}] to open it, or save it as"
            " JPEG.",
            path=path,
            kind=named,
            extra=extra,
        ) from error


def _check_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise PhotoError("{path}: this is a folder; name the photos in it.", path=path)
        if not path.exists():
            raise PhotoError("{path}: there is no such file; check its name and folder.", path=path)
        if not path.is_file():
            raise PhotoError("{path}: this is not an ordinary file; name a photo.", path=path)
        if not os.access(path, os.R_OK):
            raise PhotoError("{path}: no permission to read it; change its permissions.", path=path)
        if path.stat().st_size == 0:
            raise PhotoError("{path}: the file is empty; copy it anew from its source.", path=path)
    except (OSError, ValueError) as error:  # a folder that may not be entered, a name too long
        raise PhotoError(
            "{path}: cannot be reached ({reason}); check its name.",
            path=path,
            reason=_reason(error),
        ) from error


def _open_image(path: Path) -> Image.Image:
    try:
        return Image.open(path, formats=FORMATS)
    except UnidentifiedImageError as error:
        raise _unknown(path) from error
    except Exception as error:  # header parsers raise anything on damaged files
        raise PhotoError(
            "{path}: cannot be read ({reason}); copy it anew from its source.",
            path=path,
            reason=_reason(error),
        ) from error


def _unknown(path: Path) -> PhotoError:
    with path.open("rb") as file:
        start = file.read(12)
    if start.startswith(b"PK") and path.suffix.lower() == ".portrait":
        return PhotoError(
            "{path}: this is a project of Portrait Studio, not a photo; open it in the window.",
            path=path,
        )
    if start[:4] in (b"II*\0", b"MM\0*"):
        return PhotoError(
            "{path}: this TIFF file is damaged or of an unusual kind; save it as RGB without"
            " compression.",
            path=path,
        )
    if kind_of(path) is Kind.AVIF:
        return PhotoError(
            "{path}: this AVIF photo is damaged, or this Pillow reads none; copy it anew from its"
            " source.",
            path=path,
        )
    return PhotoError(
        "{path}: this is not a photo that can be read, or its first bytes are damaged; JPEG, PNG,"
        " WebP, AVIF, TIFF, BMP, HEIC and camera RAW can be read.",
        path=path,
    )


def _check_size(path: Path, size: tuple[int, int]) -> None:
    width, height = size
    if width * height > MAX_PIXELS or max(size) > MAX_SIDE:
        raise PhotoError(
            "{path}: {width}×{height} pixels is too large; reduce it to at most "
            "{megapixels} megapixels and {side} pixels a side.",
            path=path,
            width=width,
            height=height,
            megapixels=MAX_PIXELS // 1_000_000,
            side=MAX_SIDE,
        )


def _or_say_why(path: Path, read: Callable[[], PhotoContent]) -> PhotoContent:
    try:
        return read()
    except ImportError:
        raise
    except PhotoError as error:
        if str(error).startswith(f"{path}: "):
            raise
        raise PhotoError("{path}: {error}", path=path, error=error.phrase) from error
    except MemoryError as error:
        raise PhotoError(
            "{path}: there is not enough memory to open it; reduce it.", path=path
        ) from error
    except Exception as error:  # decoders raise anything on damaged files
        raise PhotoError(
            "{path}: the file is damaged or incomplete ({reason}); copy it anew from its source.",
            path=path,
            reason=_reason(error),
        ) from error


def _reason(error: Exception) -> str:
    """One line saying what a library complained of."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split())[:120] or type(error).__name__
