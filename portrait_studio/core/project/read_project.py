"""Reading a project file that may be damaged, or made to do harm."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from portrait_studio.core.analysis import Analysis
from portrait_studio.core.photo import Photo
from portrait_studio.core.project import manifest
from portrait_studio.core.project.analysis_check import check_analysis
from portrait_studio.core.project.archive import ARRAYS, MANIFEST, PHOTO, read_archive
from portrait_studio.core.project.npy import decode_array
from portrait_studio.core.project.photo_file import PhotoFile
from portrait_studio.core.project.project import Project
from portrait_studio.core.project.records import Arrays, decode
from portrait_studio.core.project.write_project import NOT_STORED
from portrait_studio.errors import PhotoError, Phrase, ProjectError, StudioError

SUFFIX = ".portrait"


class PhotoMissingError(ProjectError):
    """The photo of a project is not where it was; the user may say where it is.

    Attributes
    ----------
    project, photo : Path
        The project's file, and where its photo was.
    """

    def __init__(self, project: Path, photo: Path, *, changed: bool) -> None:
        has_changed = Phrase(
            "{project}: its photo {photo} has changed since the project was saved; put it beside"
            " the project, or choose it.",
            project=project,
            photo=photo,
        )
        is_gone = Phrase(
            "{project}: its photo {photo} cannot be found; put it beside the project, or choose"
            " it.",
            project=project,
            photo=photo,
        )
        super().__init__(has_changed if changed else is_gone)
        self.project = project
        self.photo = photo


def read_project(path: str | Path, *, photo: Path | None = None) -> Project:
    """Read a project.

    Parameters
    ----------
    path : str or Path
    photo : Path or None
        Where the photo is, if it has moved: taken as it is if it has the right size in pixels.
        Otherwise the photo is looked for where it was, then beside the project, by its bytes.

    Raises
    ------
    ProjectError
        For every failure, naming the file, the reason and the way out; `PhotoMissingError` if
        only the photo is missing.
    """
    path = Path(path)
    try:
        return _read(path, photo)
    except StudioError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise ProjectError(
            "{path}: cannot be read ({reason}); check that it is there and may be read.",
            path=path,
            reason=reason,
        ) from error
    except MemoryError as error:
        raise ProjectError("{path}: there is not enough memory to open it.", path=path) from error
    except Exception as error:  # a damaged file makes its readers raise anything
        reason = " ".join(str(error).split())[:160] or type(error).__name__
        raise ProjectError(
            "{path}: is damaged, or no project of Portrait Studio ({reason});"
            " open another copy of it.",
            path=path,
            reason=reason,
        ) from error


def _read(path: Path, photo_path: Path | None) -> Project:
    entries = read_archive(path)
    description = manifest.load(entries.pop(MANIFEST))
    version = _version(path, description)
    arrays = _arrays(entries)
    analysis, edits = description.pop("analysis", None), description.pop("edits", None)
    undone = [] if version == 1 else description.pop("undone", None)
    head: manifest.Head = decode(manifest.Head, description, arrays)
    found: Analysis | None = decode(Analysis | None, analysis, arrays, without=NOT_STORED)
    content = entries.pop(head.photo.embedded) if head.photo.embedded else None
    if arrays or entries:
        raise ValueError(f"{next(iter(arrays or entries))!r} belongs to nothing")
    if found is not None:
        check_analysis(found, photo_shape=head.photo.shape)
    photo, file = _photo(path, head.photo, content, chosen=photo_path)
    return Project(
        photo=photo,
        analysis=found and replace(found, photo=photo),
        edits=_edits(edits),
        undone=_edits(undone),
        network=head.network,
        photo_file=file,
        photo_content=content,
        look_at=head.look_at,
    )


def _version(path: Path, description: dict[str, Any]) -> int:
    if description.get("format") != manifest.FORMAT:
        raise ValueError("it does not call itself one")
    version, program = description.get("version"), description.get("program")
    if isinstance(version, int) and version > manifest.VERSION:
        raise ProjectError(
            "{path}: was saved by a newer Portrait Studio ({program}); update this one to open it.",
            path=path,
            program=str(program)[:20],
        )
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise ValueError(f"there is no version {str(version)[:20]} of the format")
    return version


def _arrays(entries: dict[str, bytes]) -> Arrays:
    names = [name for name in entries if name.startswith(ARRAYS)]
    return {
        name.removeprefix(ARRAYS).removesuffix(".npy"): decode_array(entries.pop(name))
        for name in names
    }


def _edits(edits: Any) -> tuple[Mapping[str, Any], ...]:
    if not isinstance(edits, list) or not all(isinstance(edit, dict) for edit in edits):
        raise ValueError("its edits are no list")
    return tuple(edits)


def _photo(
    project: Path, entry: manifest.PhotoEntry, content: bytes | None, *, chosen: Path | None
) -> tuple[Photo, PhotoFile | None]:
    if content is not None:
        photo, file = _embedded(project, entry, content), None
    elif chosen is not None:
        photo, file = Photo.open(chosen), None
    else:
        file = PhotoFile(Path(entry.path), entry.size, entry.sha256)
        found = file.find(_places(project, entry))
        if found is None:
            changed = Path(entry.path).is_file()
            raise PhotoMissingError(project, Path(entry.path), changed=changed)
        photo, file = Photo.open(found), replace(file, path=found.absolute())
    if photo.shape != entry.shape:
        raise ProjectError(
            "{project}: {photo} has {width}×{height} pixels, but its photo had"
            " {wanted_width}×{wanted_height}; choose another.",
            project=project,
            photo=photo.path or Phrase("its photo"),
            width=photo.shape[1],
            height=photo.shape[0],
            wanted_width=entry.shape[1],
            wanted_height=entry.shape[0],
        )
    return photo, file


def _places(project: Path, entry: manifest.PhotoEntry) -> Iterator[Path]:
    folder = project.absolute().parent
    if entry.beside is not None:
        yield Path(os.path.normpath(folder / entry.beside))
    yield Path(entry.path)
    yield folder


def _embedded(project: Path, entry: manifest.PhotoEntry, content: bytes) -> Photo:
    """Decode the photo from a file of its own: its readers want one. Its name is ours."""
    if hashlib.sha256(content).hexdigest() != entry.sha256:
        raise ValueError("its photo is another one than it says")
    with tempfile.TemporaryDirectory(prefix="portrait-studio-") as folder:
        path = Path(folder) / str(entry.embedded).removeprefix(PHOTO)
        path.write_bytes(content)
        try:
            photo = Photo.open(path)
        except PhotoError as error:
            raise ProjectError(
                "{project}: its photo cannot be read: {reason}",
                project=project,
                reason=error.phrase,
            ) from error
    return replace(photo, path=Path(entry.path) if entry.path else None)
