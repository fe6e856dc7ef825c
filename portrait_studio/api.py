"""What other programs use, and the command line too: a photo, its people, edits, files."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from portrait_studio.core.analysis import PRESETS, Analysis
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.snapshot import Snapshot
from portrait_studio.core.export.formats import format_named
from portrait_studio.core.export.from_analysis import result_of
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.run import ExportRun
from portrait_studio.core.photo import Photo
from portrait_studio.errors import ExportError
from portrait_studio.inference.analyse import Progress
from portrait_studio.inference.analyse import analyse as _analyse
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.inference.closer import AnyPredictor, load_predictor

__all__ = ["Analysis", "Editor", "Photo", "analyse", "export", "predictor"]


def analyse(
    photo: Photo | str | Path,
    *,
    network: str | Path | None = None,
    provider: str = "auto",
    preset: str = "default",
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> Analysis:
    """Find the people of a photo.

    Parameters
    ----------
    photo : Photo or path
        A path is opened with `Photo.open`.
    network : str or Path, optional
        Name of a bundled network or path of a card; by default the bundled portrait network.
        A network is loaded once and kept.
    provider : str
        What runs it: "auto", "cpu", "cuda", "directml" or "coreml".
    preset : str
        "default", or "paper" for the affinity exactly as published.
    progress, cancel
        See `portrait_studio.inference.analyse`.

    Returns
    -------
    Analysis
        Holds the photo; edits begin with ``Editor(analysis)``.

    Raises
    ------
    PhotoError, NetworkError, Cancelled
        The photo or the network cannot be used, or `cancel` was cancelled.
    ValueError
        No preset of that name.

    Examples
    --------
    >>> from portrait_studio.assets import resources_folder
    >>> analysis = analyse(resources_folder() / "sample" / "group.jpg")
    >>> len(analysis.people) > 1
    True
    """
    if preset not in PRESETS:
        raise ValueError(f"no preset is called {preset!r}: choose one of {', '.join(PRESETS)}")
    if not isinstance(photo, Photo):
        photo = Photo.open(photo)
    settings = PRESETS[preset]
    name = None if network is None else str(network)
    looker = predictor(name, provider=provider, close_ups=settings.close_ups)
    return _analyse(photo, looker, settings, progress=progress, cancel=cancel)


@lru_cache(maxsize=4)
def predictor(
    network: str | None = None, *, provider: str = "auto", close_ups: bool = True
) -> AnyPredictor:
    """Return what looks at photos, loaded once and kept; parameters as of `load_predictor`."""
    return load_predictor(network, provider=provider, close_ups=close_ups)


def export(
    people: Editor | Snapshot | Analysis,
    folder: str | Path,
    format: str = "layers",
    *,
    overwrite: bool = False,
    **options: Any,
) -> tuple[Path, ...]:
    """Write the people of a photo, as they were found or edited.

    Parameters
    ----------
    people : Editor, Snapshot or Analysis
        Made from a photo that is at hand.
    folder : str or Path
        Made where it is missing.
    format : str
        "layers", "masks", "labels", "coco", "ora", "psd" or "psb".
    overwrite : bool
        Whether files that are there may be replaced.
    **options
        Fields of `portrait_studio.core.export.options.ExportOptions` that the format knows:
        `template`, `trimmed`, `decontaminate`, `bits`.

    Returns
    -------
    tuple of Path
        The files, all complete.

    Raises
    ------
    ExportError
        No format of that name, an option it does not know, a file that exists while `overwrite`
        is false, or a disk that refuses; nothing is written then.
    ValueError
        The analysis holds no photo.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from portrait_studio.assets import resources_folder
    >>> analysis = analyse(resources_folder() / "sample" / "group.jpg")
    >>> with TemporaryDirectory() as folder:
    ...     files = export(analysis, folder, format="labels")
    >>> files[0].name
    'group.labels.png'
    """
    spec = format_named(format)
    try:
        chosen = ExportOptions(**options)
    except TypeError as error:
        raise ExportError(f"The format {format} has no choice of {', '.join(options)}.") from error
    photo = _analysis_of(people).photo
    if photo is None:
        raise ValueError("this analysis holds no photo: make it with analyse()")
    run = ExportRun(spec, Path(folder), options=chosen, overwrite=overwrite)
    return (*run.write(result_of(photo, people)), *run.finish())


def _analysis_of(people: Editor | Snapshot | Analysis) -> Analysis:
    if isinstance(people, Snapshot):
        return people.state.base.analysis
    return people.analysis if isinstance(people, Editor) else people
