"""The JSON of a project: everything but the arrays and the photo itself."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any, NoReturn

from portrait_studio.core.project.project import NetworkId

FORMAT = "portrait-studio project"
VERSION = 2
"""Of what is written. Version 1, which is read, too, has no "undone"."""
LONGEST_PATH = 32_767


@dataclass(frozen=True)
class PhotoEntry:
    """How a project names its photo.

    Attributes
    ----------
    path : str
        Where its file was; empty for a photo that never had one.
    beside : str or None
        The same seen from the project's folder, with forward slashes.
    size : int
        Bytes of the file.
    sha256 : str
        Of the file.
    shape : (H, W)
        Of the photo, upright.
    embedded : str or None
        The entry of the zip that holds the file itself.
    """

    path: str
    beside: str | None
    size: int
    sha256: str
    shape: tuple[int, int]
    embedded: str | None

    def __post_init__(self) -> None:
        if self.size < 0 or min(self.shape) < 1:
            raise ValueError("the photo's size is negative")
        if any("\0" in path or len(path) > LONGEST_PATH for path in (self.path, self.beside or "")):
            raise ValueError("the photo's path is none")
        if len(self.sha256) != 64 or set(self.sha256) - set("0123456789abcdef"):
            raise ValueError("the photo's sha256 is none")


@dataclass(frozen=True)
class Head:
    """What stands in the JSON besides the analysis and the edits."""

    format: str
    version: int
    program: str
    photo: PhotoEntry
    network: NetworkId | None
    look_at: tuple[float, float, float, float] | None


def dump(manifest: dict[str, Any]) -> bytes:
    """Return the JSON's bytes; numbers that are not finite raise ValueError."""
    try:
        return json.dumps(manifest, ensure_ascii=False, allow_nan=False, indent=1).encode()
    except UnicodeEncodeError:  # of a path whose bytes are no UTF-8, as Linux allows
        return json.dumps(manifest, allow_nan=False, indent=1).encode()


def load(content: bytes) -> dict[str, Any]:
    """Return the JSON of a manifest.

    Raises
    ------
    ValueError
        It is no JSON object, names a key twice, or holds a number that is not finite.
    RecursionError
        It is nested too deeply.
    """
    manifest = json.loads(
        content.decode("utf-8"),
        object_pairs_hook=_object,
        parse_float=_finite,
        parse_constant=_refuse,
    )
    if not isinstance(manifest, dict):
        raise ValueError("the description is no JSON object")
    return manifest


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("the description names something twice")
    return found


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _refuse(text)


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"{text[:20]} is not a finite number")
