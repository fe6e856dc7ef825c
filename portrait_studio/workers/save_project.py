"""Background work: write a project, or the two files a recovery needs."""

from dataclasses import dataclass
from pathlib import Path

from portrait_studio.core.project.project import Project
from portrait_studio.core.project.write_project import write_project
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.workers.task import Report


@dataclass(frozen=True, eq=False)
class SaveProject:
    """Write a project to a path."""

    project: Project
    path: Path
    embed_photo: bool = False

    def __call__(self, report: Report, cancel: CancelToken) -> Path:
        """Do the work and return the path; see `Task`. Raises ProjectError, Cancelled."""
        cancel.raise_if_cancelled()
        report("Saving the project", 0.2)
        write_project(self.project, self.path, embed_photo=self.embed_photo)
        return self.path
