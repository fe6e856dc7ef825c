"""From a photo to its people: scale, network, split; told stage by stage and cancellable."""

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from portrait_studio.core.analysis import DEFAULT, Analysis, Settings, split
from portrait_studio.core.photo import Photo
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.inference.closer import CloserPredictor
from portrait_studio.inference.portrait import Predictor

WORKING_LONG_SIDE = 1024

Progress = Callable[[str, float], None]
"""Told the name of the stage that begins, and the fraction done so far, 0..1."""


def analyse(
    photo: Photo,
    predictor: Predictor,
    settings: Settings = DEFAULT,
    *,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> Analysis:
    """Find the people of a photo.

    Parameters
    ----------
    photo
        The photo, at full size.
    predictor
        Says where people are.
    settings
        How they are split.
    progress
        Called in this thread whenever a stage begins, and at the end with fraction 1.
    cancel
        Looked at between stages; a running network is stopped inside.

    Returns
    -------
    Analysis
        With the photo, and with closer looks where the predictor takes them; its `seconds` also
        hold the stages before the split: "scale", "network".

    Raises
    ------
    Cancelled
        If `cancel` was cancelled.
    NetworkError
        If the network fails.
    """
    report, cancel = progress or _silent, cancel or CancelToken()
    seconds: dict[str, float] = {}

    cancel.raise_if_cancelled()
    report("Scaling the photo", 0.0)
    start = perf_counter()
    working = photo.scaled(WORKING_LONG_SIDE)
    seconds["scale"] = perf_counter() - start

    cancel.raise_if_cancelled()
    report("Looking for people", 0.1)
    start = perf_counter()
    predictions = predictor.predict(working, cancel=cancel)
    seconds["network"] = perf_counter() - start

    cancel.raise_if_cancelled()
    report("Telling people apart", 0.6)
    analysis = split(working, predictions, settings)
    cancel.raise_if_cancelled()
    report("Done", 1.0)
    closer = predictor.closer(working) if isinstance(predictor, CloserPredictor) else None
    return replace(analysis, photo=photo, closer=closer, seconds=seconds | analysis.seconds)


def _silent(stage: str, fraction: float) -> None:
    """Tell nobody."""
