"""What a project file holds, in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portrait_studio.core.analysis import Analysis
from portrait_studio.core.photo import Photo
from portrait_studio.core.project.photo_file import PhotoFile


@dataclass(frozen=True)
class NetworkId:
    """The network an analysis was made with: its name, and the sha256 of its file."""

    name: str
    sha256: str


@dataclass(frozen=True, eq=False)
class Project:
    """A photo, what was found in it, and what the user made of it.

    Attributes
    ----------
    photo : Photo
    analysis : Analysis or None
        None before the photo was analysed. It is stored whole: another network that is installed
        later changes nothing.
    edits : tuple of mappings
        In the order they were made, as `editing` writes them; the people derive from them.
    undone : tuple of mappings
        Edits that were taken back and can be made again, the next one first.
    network : NetworkId or None
        Told to the user; never run to open a project.
    photo_file : PhotoFile or None
        The photo's file, where it is known already.
    photo_content : bytes or None
        The photo's file itself, where it is embedded.
    look_at : (row0, col0, row1, col1) or None
        The part of the photo, in its pixels, that is shown first.
    """

    photo: Photo
    analysis: Analysis | None = None
    edits: tuple[Mapping[str, Any], ...] = ()
    undone: tuple[Mapping[str, Any], ...] = ()
    network: NetworkId | None = None
    photo_file: PhotoFile | None = None
    photo_content: bytes | None = None
    look_at: tuple[float, float, float, float] | None = None
