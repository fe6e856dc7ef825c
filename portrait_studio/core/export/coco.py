"""Many photos in one COCO file: an annotation with mask, box and score for every person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.export.file_names import FileNames, Naming
from portrait_studio.core.export.format_spec import Collecting, Contents, FormatSpec
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.result import PhotoResult
from portrait_studio.core.export.run_lengths import encode
from portrait_studio.core.upsample import label_map

FILE_NAME = "people.coco.json"
_PERSON = {"id": 1, "name": "person", "supercategory": "person"}


def _namings(options: ExportOptions) -> tuple[Naming, ...]:
    return (Naming(FILE_NAME, "json"),)


def _contents(result: PhotoResult, names: FileNames, options: ExportOptions) -> Contents:
    yield names.photo["json"], b"".join(join([part_of(result, options)]))


def part_of(result: PhotoResult, options: ExportOptions) -> dict[str, Any]:
    """What one photo adds; a person without a pixel of its own is left out."""
    height, width = result.photo.shape
    labels = label_map(
        result.person,
        result.owner,
        count=result.count,
        photo=result.photo,
        boundary=result.boundary,
    )
    annotations = []
    for person in result.people:
        mask = labels == person.id
        if mask.any():
            score = round(float(person.score), 4)
            annotations.append(annotation_of(mask) | {"score": score})
    image = {"file_name": result.name, "height": height, "width": width}
    return {"image": image, "annotations": annotations}


def join(parts: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Content of the file, bit by bit, photos and people numbered from 1 in the order of the parts.

    A million photos' masks do not fit into memory; their names do.
    """
    images: list[dict[str, Any]] = []
    number = 0
    yield b'{"annotations": ['
    for image, part in enumerate(parts, 1):
        images.append({"id": image} | part["image"])
        for annotation in part["annotations"]:
            number += 1
            entry = {"id": number, "image_id": image, "category_id": 1, "iscrowd": 0}
            yield (", " if number > 1 else "").encode() + json.dumps(entry | annotation).encode()
    rest = json.dumps({"images": images, "categories": [_PERSON]})
    yield f"], {rest[1:]}\n".encode()


def annotation_of(mask: NDArray[np.bool_]) -> dict[str, Any]:
    """Segmentation, area and box of a (H, W) mask with at least one pixel.

    COCO writes boxes as left, top, width, height.
    """
    rows, cols = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    top, left = int(rows[0]), int(cols[0])
    return {
        "segmentation": {"size": list(mask.shape), "counts": encode(mask)},
        "area": int(np.count_nonzero(mask)),
        "bbox": [left, top, int(cols[-1]) + 1 - left, int(rows[-1]) + 1 - top],
    }


COCO = FormatSpec(
    name="coco",
    title="COCO annotations",
    text="one JSON file with mask, box and score of every person in every photo",
    ending="json",
    template=None,
    namings=_namings,
    contents=_contents,
    collecting=Collecting(FILE_NAME, part_of, join),
)
