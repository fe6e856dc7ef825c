"""The way of a photo from its file to the label map, timed stage by stage."""

from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

from portrait_studio.core.analysis import Analysis
from portrait_studio.core.photo import Photo
from portrait_studio.core.upsample import label_map
from portrait_studio.inference.analyse import analyse
from portrait_studio.inference.portrait import Predictor


@dataclass(frozen=True, eq=False)
class Passage:
    """One photo's way.

    Attributes
    ----------
    analysis
        What was found.
    seconds
        Of every stage, in order.
    total
        Seconds on the clock, from the file to the label map.
    processor
        Seconds of processor time of all threads; other programs do not lengthen it.
    """

    analysis: Analysis
    seconds: dict[str, float]
    total: float
    processor: float


def photo_to_people(path: Path, predictor: Predictor) -> Passage:
    """Read a photo, find its people and make the label map of its full size.

    Raises
    ------
    StudioError
        If the photo cannot be read or the network fails.
    """
    begin, worked = perf_counter(), process_time()
    photo = Photo.open(path)
    decoded = perf_counter()
    analysis = analyse(photo, predictor)
    analysed = perf_counter()
    label_map(
        analysis.predictions.person,
        analysis.owner,
        count=len(analysis.people),
        photo=photo,
        boundary=analysis.predictions.boundary,
    )
    end = perf_counter()
    seconds = {"decode": decoded - begin, **analysis.seconds, "label map": end - analysed}
    return Passage(
        analysis=analysis,
        seconds=seconds,
        total=end - begin,
        processor=process_time() - worked,
    )
