"""``portrait-studio segment``: find the people of photos and write them."""

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tqdm import tqdm

from portrait_studio.api import Analysis, analyse, predictor
from portrait_studio.commands.ending import ending_like_ctrl_c
from portrait_studio.commands.photos import find_photos
from portrait_studio.core.analysis import PRESETS
from portrait_studio.core.export.formats import format_named
from portrait_studio.core.export.from_analysis import result_of
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.run import ExportRun
from portrait_studio.core.photo import Photo
from portrait_studio.errors import ExportError, PhotoError, StudioError

_UNUSABLE = 2


def segment(wishes: Namespace) -> int:
    """Run the command.

    Everything that can be refused is refused before the first photo is read; after that, a photo
    that cannot be used is reported and the others go on.

    Parameters
    ----------
    wishes
        ``photos, out, preset, overwrite``, and those of ``arguments``: format and network.

    Returns
    -------
    int
        0, or 2 if a photo could not be used.

    Raises
    ------
    StudioError
        If nothing can be done at all.
    """
    photos = find_photos(wishes.photos)
    run = ExportRun(
        format_named(wishes.format),
        wishes.out,
        options=options_of(wishes),
        overwrite=wishes.overwrite,
    )
    run.check_free(photos)
    _make_folder(wishes.out)
    find = partial(analyse, network=wishes.network, provider=wishes.provider, preset=wishes.preset)
    settings = PRESETS[wishes.preset]
    used = predictor(wishes.network, provider=wishes.provider, close_ups=settings.close_ups)
    if used.session.fallback_reason:
        _say(f"running on the CPU: {used.session.fallback_reason}")
    with ending_like_ctrl_c():
        good = _all(photos, find, run)
        run.finish()
    return 0 if good else _UNUSABLE


def options_of(wishes: Namespace) -> ExportOptions:
    """Return what was asked for with the arguments of ``add_format_arguments``."""
    return ExportOptions(
        template=wishes.template,
        trimmed=wishes.trimmed,
        decontaminate=wishes.decontaminate,
        bits=wishes.bits,
    )


def _all(photos: Sequence[Path], find: Callable[[Photo], Analysis], run: ExportRun) -> bool:
    good = True
    # A bar for people only: not for one photo, nor into a file or pipe (disable=None).
    hidden = True if len(photos) == 1 else None
    with tqdm(photos, unit="photo", disable=hidden) as bar:
        for path in bar:
            bar.set_postfix_str(path.name)
            try:
                found = _one(path, find, run)
            except StudioError as error:
                good = False
                _say(str(error))
            else:
                tqdm.write(f"{path}: {found} {'person' if found == 1 else 'people'}")
    return good


def _one(path: Path, find: Callable[[Photo], Analysis], run: ExportRun) -> int:
    try:
        photo = Photo.open(path)
        analysis = find(photo)
        run.write(result_of(photo, analysis))
    except MemoryError as error:
        raise PhotoError(f"{path}: too large for this machine's memory; scale it down.") from error
    return len(analysis.people)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            f"The folder {folder} cannot be made ({error.strerror}); choose another for --out."
        ) from error


def _say(sentence: str) -> None:
    # Through the bar, so that neither garbles the other.
    tqdm.write(f"portrait-studio: {sentence}", file=sys.stderr)
