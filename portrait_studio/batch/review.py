"""A doubtful photo, saved as a project that opens in the window at its worst place."""

from __future__ import annotations

from pathlib import Path

from portrait_studio.batch.addresses import is_remote, local_path
from portrait_studio.batch.job import Job
from portrait_studio.batch.network import predictor_of
from portrait_studio.core.analysis import Analysis
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.photo import Photo
from portrait_studio.core.photo_doubt import most_doubtful_box
from portrait_studio.core.project.project import NetworkId, Project
from portrait_studio.core.project.write_project import write_project

FOLDER = "review"


def save_for_review(job: Job, photo: Photo, analysis: Analysis, scratch: Path) -> tuple[str, Path]:
    """Write the project into scratch; return its name below the folder, and the file.

    A photo that lies on a disk is named in the project; one that came from elsewhere goes into it.

    Raises
    ------
    ProjectError
        If the disk refuses.
    """
    card = predictor_of(job.settings).card
    project = Project(
        photo,
        analysis,
        network=NetworkId(card.name, card.sha256),
        look_at=_worst_place(photo, analysis),
    )
    name = f"{FOLDER}/{job.place}.portrait"
    file = scratch / "photo.portrait"
    if is_remote(job.source) or is_remote(job.out):
        write_project(project, file, embed_photo=True)
    else:
        write_project(project, file, home=(local_path(job.out) / name).parent)
    return name, file


def _worst_place(photo: Photo, analysis: Analysis) -> tuple[float, float, float, float] | None:
    """Return the box to look at first, in pixels of the photo: the largest doubtful place.

    Where all doubtful places are small, that of the region which adds most to the doubt.
    """
    places = Editor(analysis).doubtful_places()
    if places:
        row0, col0, row1, col1 = places[0].box
        return row0, col0, row1, col1
    box = most_doubtful_box(analysis)
    if box is None:
        return None
    height, width = photo.shape
    return box[0] * height, box[1] * width, box[2] * height, box[3] * width
