"""Which photos a batch is asked for: files, folders with all below them, patterns, lists."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path, PurePath, PurePosixPath
from typing import Any, TypeVar

from portrait_studio.batch.addresses import file_system, is_remote, local_path
from portrait_studio.core.photo_kinds import RAW_SUFFIXES, SUFFIXES, without_raw_twins
from portrait_studio.errors import PhotoError

_Path = TypeVar("_Path", bound=PurePath)
_ENDINGS = ", ".join([*(s for s in SUFFIXES if s not in RAW_SUFFIXES), "camera RAW"])


@dataclass(frozen=True)
class Found:
    """A photo, and the folder whose inside is mirrored.

    Attributes
    ----------
    address : str
        Absolute path, or address for fsspec.
    path : PurePath
        The same without its protocol.
    root : PurePath
        The folder that was asked for, or the one of the file that was.
    """

    address: str
    path: PurePath
    root: PurePath


def find_photos(wishes: Sequence[str], *, leave_out: str = "") -> list[Found]:
    """Return the photos that are meant, each once, where it comes first.

    Parameters
    ----------
    wishes
        Paths or addresses of photos or folders; patterns; text files (``.txt``) with one of these
        a line; "-" for such a list from the standard input.
    leave_out
        A folder that is not looked into: the results.

    Raises
    ------
    PhotoError
        If a folder, a pattern or a list gives no photo, or cannot be read.
    """
    once: dict[str, Found] = {}
    for wish in wishes:
        for found in _expand(wish, leave_out):
            once.setdefault(found.address, found)
    return list(once.values())


def _expand(wish: str, leave_out: str) -> Iterator[Found]:
    if wish == "-" or (wish.endswith(".txt") and not is_remote(wish)):
        yield from _listed(wish, leave_out)
    elif is_remote(wish):
        yield from _remote(wish, leave_out)
    else:
        yield from _local(wish, leave_out)


def _listed(wish: str, leave_out: str) -> Iterator[Found]:
    try:
        text = sys.stdin.read() if wish == "-" else local_path(wish).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise PhotoError(f"The list {wish} cannot be read ({reason}).") from error
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise PhotoError(f"The list {wish} names no photo.")
    for line in lines:
        yield from _remote(line, leave_out) if is_remote(line) else _local(line, leave_out)


def _local(wish: str, leave_out: str) -> Iterator[Found]:
    path = local_path(wish)
    if path.is_dir():
        yield from _in_folder(path, leave_out)
    elif not path.exists() and has_magic(wish):
        matching = sorted(glob(str(path), recursive=True))  # noqa: PTH207 - may be absolute
        files = [Path(name) for name in matching if Path(name).is_file()]
        if not files:
            raise PhotoError(f"Nothing matches {wish}.")
        root = _before_magic(path)
        yield from (Found(str(file), file, root) for file in files)
    else:  # need not exist: reading it will say what is wrong, and the others go on
        yield Found(str(path), path, path.parent)


def _in_folder(folder: Path, leave_out: str) -> Iterator[Found]:
    without = None if not leave_out or is_remote(leave_out) else local_path(leave_out)
    empty = True
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(n for n in folders if n[0] != "." and here / n != without)
        for path in without_raw_twins([here / name for name in sorted(names) if _is_photo(name)]):
            empty = False
            yield Found(str(path), path, folder)
    if empty:
        raise PhotoError(f"The folder {folder} holds no photo ({_ENDINGS}).")


def _remote(wish: str, leave_out: str) -> Iterator[Found]:
    files, path = file_system(wish)
    paths, root = _remote_paths(wish, files, path)
    without = None
    if leave_out.partition("://")[0] == wish.partition("://")[0]:
        without = file_system(leave_out)[1].rstrip("/") + "/"
    for found in paths:
        if without is None or not found.startswith(without):
            yield Found(str(files.unstrip_protocol(found)), PurePosixPath(found), root)


def _remote_paths(wish: str, files: Any, path: str) -> tuple[list[str], PurePosixPath]:
    try:
        if has_magic(path):
            matching = sorted(name for name in files.glob(path) if files.isfile(name))
            if not matching:
                raise PhotoError(f"Nothing matches {wish}.")
            return matching, _before_magic(PurePosixPath(path))
        if not files.isdir(path):
            return [path], PurePosixPath(path).parent
        inside = [name for name in sorted(files.find(path)) if _is_photo(PurePosixPath(name).name)]
    except PhotoError:
        raise
    except Exception as error:  # every store raises errors of its own
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise PhotoError(f"{wish}: cannot be reached ({reason}).") from error
    if not inside:
        raise PhotoError(f"The folder {wish} holds no photo ({_ENDINGS}).")
    return inside, PurePosixPath(path)


def _is_photo(name: str) -> bool:
    return name[0] != "." and PurePath(name).suffix.lower() in SUFFIXES


def _before_magic(pattern: _Path) -> _Path:
    parts = pattern.parts
    first = next(n for n, part in enumerate(parts) if has_magic(part))
    return type(pattern)(*parts[:first])
