"""What is exported of one photo, independent of how it was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.photo import Photo


@dataclass(frozen=True)
class ExportedPerson:
    """One person of a result.

    Attributes
    ----------
    id : int
        From 1; its value in the owner map.
    score : float
        0..1.
    box : (row0, col0, row1, col1)
        In pixels of the photo.
    name : str or None
        Takes the place of the id in the file name of the person's layer.
    visible : bool
        Whether the person's layer is shown at first, where a file holds several.
    """

    id: int
    score: float
    box: tuple[float, float, float, float]
    name: str | None = None
    visible: bool = True

    @property
    def title(self) -> str:
        """What the person's layer is called."""
        name = (self.name or "").encode(errors="replace").decode().strip()
        return name or f"Person {self.id}"


@dataclass(frozen=True, eq=False)
class PhotoResult:
    """A photo and the people found in it.

    Attributes
    ----------
    photo : Photo
    person, boundary : (h, w) float32, 0..1
        Probabilities, of any size.
    owner : (h2, w2) int32
        0 background, else the id of the person; of any size.
    people : tuple of ExportedPerson
        In the order of their layers, the uppermost first.
    seconds : mapping
        Time of each stage.
    called : str or None
        What a file about many photos calls this one: its path below the folder of all, with "/".
        None: the name of its file.
    """

    photo: Photo
    person: NDArray[np.float32]
    boundary: NDArray[np.float32]
    owner: NDArray[np.int32]
    people: tuple[ExportedPerson, ...]
    seconds: Mapping[str, float] = field(default_factory=dict)
    called: str | None = None

    @property
    def stem(self) -> str:
        """What the names of all files of this photo begin with."""
        return self.photo.path.stem if self.photo.path else "photo"

    @property
    def name(self) -> str:
        """What a file about many photos calls this one."""
        return self.called or (self.photo.path.name if self.photo.path else self.stem)

    @property
    def count(self) -> int:
        """Largest id in use; ids may have gaps."""
        return max((person.id for person in self.people), default=0)
