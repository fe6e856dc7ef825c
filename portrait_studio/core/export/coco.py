"""Many photos in one COCO file: an annotation with mask, box and score for every person."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.export.result import PhotoResult
from portrait_studio.core.export.run_lengths import encode
from portrait_studio.core.export.staging import Staging
from portrait_studio.core.upsample import label_map

FILE_NAME = "people.coco.json"
_PERSON = {"id": 1, "name": "person", "supercategory": "person"}


class CocoFile:
    """Collects photos one by one, keeping only their annotations, and writes them at the end."""

    def __init__(self) -> None:
        self._images: list[dict[str, Any]] = []
        self._annotations: list[dict[str, Any]] = []

    def add(self, result: PhotoResult) -> None:
        """Add a photo and its people; a person without a pixel of its own is left out."""
        height, width = result.photo.shape
        image = len(self._images) + 1
        name = result.photo.path.name if result.photo.path else result.stem
        self._images.append({"id": image, "file_name": name, "height": height, "width": width})
        labels = label_map(result.person, result.owner, count=result.count, photo=result.photo)
        for person in result.people:
            mask = labels == person.id
            if mask.any():
                annotation = len(self._annotations) + 1
                entry = {"id": annotation, "image_id": image, "category_id": 1, "iscrowd": 0}
                score = round(float(person.score), 4)
                self._annotations.append(entry | annotation_of(mask) | {"score": score})

    def write(self, path: Path, *, overwrite: bool = False) -> Path:
        """Write the file; raise ExportError if it exists or the disk refuses."""
        content = {
            "images": self._images,
            "annotations": self._annotations,
            "categories": [_PERSON],
        }
        with Staging([path], overwrite=overwrite) as staging:
            staging.write(path, (json.dumps(content) + "\n").encode())
        return path


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
