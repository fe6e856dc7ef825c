"""Label map, probabilities and a description: the files other programs work on."""

from __future__ import annotations

import json
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.export.file_names import FileNames, Naming
from portrait_studio.core.export.format_spec import Contents, FormatSpec
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.png import encode_png
from portrait_studio.core.export.result import PhotoResult
from portrait_studio.core.upsample import label_map, mask_opacity

_ENDINGS = ("labels.png", "person.png", "boundary.png", "json")


def _namings(options: ExportOptions) -> tuple[Naming, ...]:
    return tuple(Naming(options.template or "{stem}", ending) for ending in _ENDINGS)


def _contents(result: PhotoResult, names: FileNames, options: ExportOptions) -> Contents:
    """Three pictures of the photo's size, and the description.

    The label map has 8 bits (16 above 255 people): 0 background, else the person's id. The
    probabilities have 8 bits, 255 means 1.
    """
    photo = result.photo
    labels = label_map(
        result.person,
        result.owner,
        count=result.count,
        photo=photo,
        boundary=result.boundary,
    )
    yield names.photo["labels.png"], encode_png(labels)
    person = mask_opacity(result.person, photo, dtype=np.uint8, boundary=result.boundary)
    yield names.photo["person.png"], encode_png(person)
    boundary = _eight_bit(_enlarged(result.boundary, photo.shape))
    yield names.photo["boundary.png"], encode_png(boundary)
    yield names.photo["json"], describe(result).encode()


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


LABELS = FormatSpec(
    name="labels",
    title="Label map",
    text="a PNG whose values are the people's numbers, the probabilities, and a JSON file",
    ending="labels.png",
    template="{stem}",
    namings=_namings,
    contents=_contents,
    options=frozenset({"template"}),
)
