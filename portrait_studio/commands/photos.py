"""Which photos a command is asked for: files, folders, patterns."""

from collections.abc import Sequence
from glob import glob, has_magic
from pathlib import Path

from portrait_studio.core.photo_kinds import RAW_SUFFIXES, SUFFIXES, without_raw_twins
from portrait_studio.errors import PhotoError


def find_photos(wishes: Sequence[str]) -> list[Path]:
    """Return the photos that are meant, in order, each once.

    A named file need not exist: reading it will say what is wrong, and the others go on.

    Parameters
    ----------
    wishes
        Paths of files or folders, or patterns that the shell did not expand.

    Raises
    ------
    PhotoError
        If a folder or a pattern gives no photo.
    """
    once: dict[Path, Path] = {}
    for wish in wishes:
        for path in _expand(wish):
            once.setdefault(path.resolve(), path)
    return list(once.values())


def _expand(wish: str) -> list[Path]:
    path = Path(wish)
    if path.is_dir():
        inside = sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES and p.is_file())
        if not inside:
            endings = ", ".join(suffix for suffix in SUFFIXES if suffix not in RAW_SUFFIXES)
            raise PhotoError(f"The folder {path} holds no photo ({endings} or camera RAW).")
        return without_raw_twins(inside)
    if not path.exists() and has_magic(wish):
        matching = sorted(Path(name) for name in glob(wish, recursive=True))  # noqa: PTH207 - may be absolute
        if not matching:
            raise PhotoError(f"Nothing matches {wish}.")
        return [p for p in matching if p.is_file()]
    return [path]
