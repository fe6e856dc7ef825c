"""The edits of a document in a small file of their own, written anew every few seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portrait_studio.core.project import manifest
from portrait_studio.core.project.atomic_file import atomic_file
from portrait_studio.errors import ProjectError

_LONGEST = manifest.LONGEST_PATH


@dataclass(frozen=True)
class EditLog:
    """What a recovery needs besides the analysis.

    Attributes
    ----------
    title : str
        What the document is called.
    project : Path or None
        Where it was saved last.
    edits : tuple of mappings
        All of them, as in `Project`.
    """

    title: str
    project: Path | None
    edits: tuple[Mapping[str, Any], ...]


def write_edit_log(log: EditLog, path: Path) -> None:
    """Write the file, complete or not at all; ProjectError if the disk refuses."""
    project = None if log.project is None else str(log.project)
    content = manifest.dump({"title": log.title, "project": project, "edits": list(log.edits)})
    with atomic_file(path) as file:
        file.write(content)


def read_edit_log(path: Path) -> EditLog:
    """Read the file.

    Raises
    ------
    ProjectError
        It cannot be read or is damaged.
    """
    try:
        content = manifest.load(path.read_bytes())
        title, project, edits = content["title"], content["project"], content["edits"]
        if not isinstance(title, str) or not isinstance(edits, list):
            raise ValueError("something in it is of a wrong kind")
        if not all(isinstance(edit, dict) for edit in edits):
            raise ValueError("its edits are none")
        return EditLog(title[:_LONGEST], None if project is None else Path(project), tuple(edits))
    except Exception as error:  # damaged in any way
        reason = " ".join(str(error).split())[:160] or type(error).__name__
        raise ProjectError(
            "{path}: cannot be read ({reason}).", path=path, reason=reason
        ) from error
