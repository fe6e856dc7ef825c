"""Where unsaved work survives a crash: one folder a document, held by a lock while it is open.

A folder holds the photo and its analysis, written once, and the edits, written again and again.
The lock names the process; when that has died without a word, the folder is found by the next one.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLockFile, QStandardPaths

from portrait_studio.core.project.edit_log import EditLog, read_edit_log, write_edit_log
from portrait_studio.core.project.project import Project
from portrait_studio.core.project.write_project import write_project
from portrait_studio.errors import ProjectError

ANALYSIS = "analysis.portrait"
EDITS = "edits.json"


def default_place() -> Path:
    """Return the folder that the platform has for this."""
    kind = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(kind)) / "recovery"


class RecoveryFolder:
    """The folder of one document; nobody else touches it while the lock is held.

    Parameters
    ----------
    path
        Of the folder; it need not exist.
    lock
        Held already.
    """

    def __init__(self, path: Path, lock: QLockFile) -> None:
        self.path = path
        self._lock = lock

    @property
    def has_analysis(self) -> bool:
        """Whether photo and analysis are there."""
        return (self.path / ANALYSIS).exists()

    def write_analysis(self, project: Project) -> None:
        """Keep photo and analysis; ProjectError if the disk refuses."""
        write_project(project, self.path / ANALYSIS)

    def write_edits(self, log: EditLog) -> None:
        """Keep the edits; ProjectError if the disk refuses."""
        write_edit_log(log, self.path / EDITS)

    def forget_edits(self) -> None:
        """There is nothing to recover."""
        with suppress(OSError):
            (self.path / EDITS).unlink()

    def release(self) -> None:
        """Let go of the folder; what is in it can be recovered."""
        self._lock.unlock()

    def discard(self) -> None:
        """Remove the folder and let go of it."""
        self.forget_edits()  # first: without edits nobody takes the rest for work to recover
        shutil.rmtree(self.path, ignore_errors=True)
        self.release()


def new_folder(place: Path) -> RecoveryFolder:
    """Return a folder of its own in `place`, locked.

    Raises
    ------
    ProjectError
        The disk refuses.
    """
    path = place / uuid.uuid4().hex
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProjectError(
            "{place}: work cannot be kept safe there ({reason}); save it under a name soon.",
            place=place,
            reason=error.strerror or error,
        ) from error
    lock = _lock(path)
    if lock is None:
        raise ProjectError(
            "{place}: work cannot be kept safe there (no file can be made);"
            " save it under a name soon.",
            place=place,
        )
    return RecoveryFolder(path, lock)


@dataclass(frozen=True, eq=False)
class LeftBehind:
    """Unsaved work of a process that has died.

    Attributes
    ----------
    folder
        Locked by us now: `release` or `discard` it.
    log
        Its edits.
    when
        Of the last edit that was kept, local time.
    """

    folder: RecoveryFolder
    log: EditLog
    when: datetime


def left_behind(place: Path) -> tuple[LeftBehind, ...]:
    """Take hold of what processes that have died left in `place`, the newest first."""
    return tuple(sorted(_found(place), key=lambda left: left.when, reverse=True))


def _found(place: Path) -> Iterator[LeftBehind]:
    for edits in sorted(place.glob(f"*/{EDITS}")):
        lock = _lock(edits.parent)
        if lock is None:
            continue  # it is being worked on
        folder = RecoveryFolder(edits.parent, lock)
        try:
            when = datetime.fromtimestamp(edits.stat().st_mtime)
            found = LeftBehind(folder, read_edit_log(edits), when)
        except (OSError, ProjectError):  # gone by now, or a disk's damage: nothing to be had
            folder.release()
            continue
        yield found


def _lock(folder: Path) -> QLockFile | None:
    lock = QLockFile(str(folder.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # days of work do not make a lock old; only its process' death does
    return lock if lock.tryLock(0) else None
