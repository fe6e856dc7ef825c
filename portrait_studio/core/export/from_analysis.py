"""From the analysis of a photo to what is exported of it."""

from __future__ import annotations

from portrait_studio.core.analysis import Analysis
from portrait_studio.core.export.result import ExportedPerson, PhotoResult
from portrait_studio.core.photo import Photo


def result_of(photo: Photo, analysis: Analysis) -> PhotoResult:
    """Return the people of an analysis, their boxes in pixels of the photo at full size."""
    rows, cols = (
        full / working for full, working in zip(photo.shape, analysis.owner.shape, strict=True)
    )
    people = []
    for person in analysis.people:
        row0, col0, row1, col1 = person.box
        box = (row0 * rows, col0 * cols, row1 * rows, col1 * cols)
        people.append(ExportedPerson(person.id, person.score, box))
    return PhotoResult(
        photo,
        analysis.predictions.person,
        analysis.predictions.boundary,
        analysis.owner,
        tuple(people),
        analysis.seconds,
    )
