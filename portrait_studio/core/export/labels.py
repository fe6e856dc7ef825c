"""Label map, probabilities and a description: the files other programs work on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.export.png import encode_png
from portrait_studio.core.export.result import PhotoResult
from portrait_studio.core.export.staging import Staging
from portrait_studio.core.upsample import label_map, refine


def write_labels(result: PhotoResult, folder: Path, *, overwrite: bool = False) -> tuple[Path, ...]:
    """Write STEM.labels.png, STEM.person.png, STEM.boundary.png and STEM.json; return the files.

    All three pictures have the photo's size. The label map has 8 bits (16 above 255 people):
    0 background, else the person's id. The probabilities have 8 bits, 255 means 1.

    Raises
    ------
    ExportError
        A file exists and `overwrite` is false, or the disk refuses; then none is written.
    """
    endings = ("labels.png", "person.png", "boundary.png", "json")
    files = tuple(folder / f"{result.stem}.{ending}" for ending in endings)
    photo = result.photo
    with Staging(files, overwrite=overwrite) as staging:
        labels = label_map(result.person, result.owner, count=result.count, photo=photo)
        staging.write(files[0], encode_png(labels))
        staging.write(files[1], encode_png(_eight_bit(refine(result.person, photo))))
        staging.write(files[2], encode_png(_eight_bit(_enlarged(result.boundary, photo.shape))))
        staging.write(files[3], describe(result).encode())
    return files


def describe(result: PhotoResult) -> str:
    """JSON of the people (id, score, box in photo pixels) and of the seconds a stage took."""
    people = [
        {
            "id": person.id,
            "score": round(float(person.score), 4),
            "box": [round(float(value), 2) for value in person.box],
        }
        for person in result.people
    ]
    seconds = {stage: round(float(value), 4) for stage, value in result.seconds.items()}
    return json.dumps({"people": people, "seconds": seconds}, indent=1) + "\n"


def _enlarged(values: NDArray[np.float32], shape: tuple[int, int]) -> NDArray[np.float32]:
    resized: Any = cv2.resize(values, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)
    enlarged: NDArray[np.float32] = resized.reshape(shape)
    return enlarged


def _eight_bit(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    rounded: Any = cv2.convertScaleAbs(values, alpha=255)
    eight_bit: NDArray[np.uint8] = rounded.reshape(values.shape)
    return eight_bit
