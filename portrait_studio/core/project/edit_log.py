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
    edits, undone : tuple of mappings
        All of them, as in `Project`.
    """

    title: str
    project: Path | None
    edits: tuple[Mapping[str, Any], ...]
    undone: tuple[Mapping[str, Any], ...] = ()


def write_edit_log(log: EditLog, path: Path) -> None:
    """Write the file, complete or not at all; ProjectError if the disk refuses."""
    project = None if log.project is None else str(log.project)
    content: dict[str, Any] = {"title": log.title, "project": project}
    content |= {"edits": list(log.edits), "undone": list(log.undone)}
    with atomic_file(path) as file:
        file.write(manifest.dump(content))


def read_edit_log(path: Path) -> EditLog:
    """Read the file.

    Raises
    ------
    ProjectError
        It cannot be read or is damaged.
    """
    try:
        content = manifest.load(path.read_bytes())
        title, project = content["title"], content["project"]
        if not isinstance(title, str):
            raise ValueError("its title is none")
        place = None if project is None else Path(project)
        # A version before left out what was undone.
        edits, undone = _edits(content["edits"]), _edits(content.get("undone", []))
        return EditLog(title[:_LONGEST], place, edits, undone)
    except Exception as error:  # damaged in any way
        reason = " ".join(str(error).split())[:160] or type(error).__name__
        raise ProjectError(
            "{path}: cannot be read ({reason}).", path=path, reason=reason
        ) from error


def _edits(edits: Any) -> tuple[Mapping[str, Any], ...]:
    if not isinstance(edits, list) or not all(isinstance(edit, dict) for edit in edits):
        raise ValueError("its edits are none")
    return tuple(edits)
