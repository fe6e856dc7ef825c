"""Where trimmed pictures of people belong in their photo: a JSON file beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from portrait_studio.core.enlarge import Block
from portrait_studio.core.export.result import PhotoResult


class Offsets:
    """Collects the places of one photo's people."""

    def __init__(self, result: PhotoResult) -> None:
        self._result = result
        self._places: dict[int, tuple[str, Block]] = {}

    def add(self, person: int, file: str, rectangle: Block) -> None:
        """Note the file of a person and the rows and columns that it covers."""
        self._places[person] = file, rectangle

    def missing(self) -> Iterator[int]:
        """Ids of the people who were not added yet."""
        yield from [p.id for p in self._result.people if p.id not in self._places]

    def json(self) -> bytes:
        """Content of the file: the photo's size, and place and size of every picture in it.

        Places are counted from the top left corner of the photo, in pixels.
        """
        height, width = self._result.photo.shape
        layers = []
        for person in self._result.people:
            file, (rows, cols) = self._places[person.id]
            place = {"top": rows.start, "left": cols.start}
            size = {"height": rows.stop - rows.start, "width": cols.stop - cols.start}
            layers.append({"id": person.id, "name": person.name, "file": file} | place | size)
        content = {"height": height, "width": width, "layers": layers}
        return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode(errors="replace")
