"""Background work: read a project, make its edits, and prepare its pictures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from portrait_studio.core.editing.edit_records import edit_from_dict
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.project.edit_log import EditLog
from portrait_studio.core.project.project import Project
from portrait_studio.core.project.read_project import read_project
from portrait_studio.errors import EditError, ProjectError
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.workers.analyse import AnalysedPhoto
from portrait_studio.workers.open_photo import OpenedPhoto
from portrait_studio.workers.pictures import boundary_picture, pyramid, region_numbers
from portrait_studio.workers.task import Report


@dataclass(frozen=True, eq=False)
class OpenedProject:
    """A project that is ready to be shown.

    Attributes
    ----------
    path
        Of its file.
    project
        What the file holds.
    photo
        Ready for the canvas.
    people
        With all edits made, and those that were undone there to be made again; None where the
        photo was not analysed yet.
    """

    path: Path
    project: Project
    photo: OpenedPhoto
    people: AnalysedPhoto | None


@dataclass(frozen=True)
class OpenProject:
    """Read the project at a path.

    Attributes
    ----------
    path
    photo
        Where its photo is now, if the user said so.
    log
        The edits to make instead of those in the file, in a recovery.
    """

    path: Path
    photo: Path | None = None
    log: EditLog | None = None

    def __call__(self, report: Report, cancel: CancelToken) -> OpenedProject:
        """Do the work; see `Task`. Raises ProjectError, PhotoError, Cancelled."""
        report("Reading the project", 0.0)
        project = read_project(self.path, photo=self.photo)
        if self.log is not None:
            project = replace(project, edits=self.log.edits, undone=self.log.undone)
        cancel.raise_if_cancelled()
        report("Making the edits again", 0.5)
        editor = self._edited(project, cancel)
        report("Preparing the photo", 0.7)
        photo = OpenedPhoto(project.photo, pyramid(project.photo.rgb8()))
        people = None if editor is None else _people(project, editor)
        return OpenedProject(self.path, project, photo, people)

    def _edited(self, project: Project, cancel: CancelToken) -> Editor | None:
        if project.analysis is None:
            return None
        editor = Editor(project.analysis, patient=False)
        try:
            for edit in (*project.edits, *project.undone):
                cancel.raise_if_cancelled()
                editor.apply(edit_from_dict(edit))
            editor.go(len(project.edits))
        except EditError as error:
            raise ProjectError(
                "{path}: is damaged, its edit {number} cannot be made ({error});"
                " open another copy of it.",
                path=self.path,
                number=len(editor.edits) + 1,
                error=error.phrase,
            ) from error
        return editor


def _people(project: Project, editor: Editor) -> AnalysedPhoto:
    analysis = editor.analysis
    return AnalysedPhoto(
        analysis,
        editor,
        region_numbers(analysis.labels),
        boundary_picture(analysis.predictions.boundary),
        provider="",  # no network has run
        fallback_reason=None,
        network=project.network,
    )
