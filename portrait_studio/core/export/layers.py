"""One transparent PNG a person, at the photo's full size."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.enlarge import Block
from portrait_studio.core.export.png import encode_png
from portrait_studio.core.export.result import ExportedPerson, PhotoResult
from portrait_studio.core.export.staging import Staging
from portrait_studio.core.photo import Photo
from portrait_studio.core.upsample import person_alphas

# Not allowed in a file name on Windows, or anywhere.
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


def write_layers(result: PhotoResult, folder: Path, *, overwrite: bool = False) -> tuple[Path, ...]:
    """Write STEM.PERSON.png for every person; return the files in the order of the people.

    RGBA with the photo's own bits, colour profile and metadata; transparent pixels are black, so
    that a layer hides nothing of the rest of the photo.

    Raises
    ------
    ExportError
        A file exists and `overwrite` is false, or the disk refuses; then none is written.
    """
    names = layer_names(result.people)
    files = {p.id: folder / f"{result.stem}.{names[p.id]}.png" for p in result.people}
    photo = result.photo
    alphas = person_alphas(result.person, result.owner, count=result.count, photo=photo)
    with Staging(files.values(), overwrite=overwrite) as staging:
        missing = dict(files)
        for person, rectangle, alpha in alphas:
            if person in files:
                layer = layer_pixels(photo, rectangle, alpha)
                content = encode_png(layer, icc=photo.icc, exif=photo.exif)
                staging.write(missing.pop(person), content)
        for target in missing.values():  # a person without a visible pixel: an empty layer
            empty = np.zeros((*photo.shape, 4), photo.pixels.dtype)
            staging.write(target, encode_png(empty, icc=photo.icc, exif=photo.exif))
    return tuple(files.values())


def layer_pixels(
    photo: Photo, rectangle: Block, alpha: NDArray[np.float32]
) -> NDArray[np.uint8 | np.uint16]:
    """(H, W, 4) blue, green, red, alpha of one person; the photo's own alpha is respected."""
    dtype = photo.pixels.dtype
    layer = np.zeros((*photo.shape, 4), dtype)
    opacity = alpha * np.float32(np.iinfo(dtype).max)
    if photo.alpha is not None:
        opacity = alpha * photo.alpha[rectangle]
    part = layer[rectangle]
    part[:, :, 3] = np.rint(opacity)
    part[:, :, :3] = photo.pixels[rectangle][:, :, ::-1]
    part[part[:, :, 3] == 0] = 0
    return layer


def layer_names(people: Iterable[ExportedPerson]) -> dict[int, str]:
    """Part of the file name for each person's id: its name where it has one, else the id.

    Characters that a file name may not hold become "_"; equal names get the id appended.
    """
    names: dict[int, str] = {}
    used: set[str] = set()
    for person in people:
        name = _FORBIDDEN.sub("_", person.name or "").strip(" .")[:80] or str(person.id)
        if name.casefold() in used:
            name = f"{name}-{person.id}"
        used.add(name.casefold())
        names[person.id] = name
    return names
