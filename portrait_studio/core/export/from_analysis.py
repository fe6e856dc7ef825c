"""From the people of a photo, as they were found or edited, to what is exported of them."""

from __future__ import annotations

from portrait_studio.core.analysis import Analysis, resized
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.snapshot import Snapshot
from portrait_studio.core.editing.views import EditedPerson
from portrait_studio.core.export.result import ExportedPerson, PhotoResult
from portrait_studio.core.people import Person
from portrait_studio.core.photo import Photo


def result_of(photo: Photo, people: Analysis | Editor | Snapshot) -> PhotoResult:
    """Return what is exported: the people as they are now, boxes in pixels of the photo.

    Parameters
    ----------
    photo : Photo
        At full size.
    people : Analysis, Editor or Snapshot
        An editor's people come in the order of its layers, with their names, and with the mask
        as the edits left it.
    """
    now = people.snapshot if isinstance(people, Editor) else people
    analysis = now.state.base.analysis if isinstance(now, Snapshot) else now
    scale = photo.shape[0] / now.owner.shape[0], photo.shape[1] / now.owner.shape[1]
    if isinstance(now, Snapshot):
        person = now.person
    else:
        person = resized(analysis.predictions.person, now.owner.shape)
    return PhotoResult(
        photo=photo,
        person=person,
        boundary=analysis.predictions.boundary,
        owner=now.owner,
        people=tuple(_exported(one, scale) for one in now.people),
        seconds=analysis.seconds,
    )


def _exported(person: Person | EditedPerson, scale: tuple[float, float]) -> ExportedPerson:
    (down, across), (row0, col0, row1, col1) = scale, person.box
    name, visible = None, True
    if isinstance(person, EditedPerson):
        name, visible = person.name or None, person.visible
    return ExportedPerson(
        id=person.id,
        score=person.score,
        box=(row0 * down, col0 * across, row1 * down, col1 * across),
        name=name,
        visible=visible,
    )
