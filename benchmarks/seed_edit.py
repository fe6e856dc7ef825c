"""How long one click takes: what it changes, and whose every pixel is afterwards."""

from dataclasses import dataclass, replace
from time import perf_counter

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.timing import Timings
from portrait_studio.core.analysis import DEFAULT, Analysis, split
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.predictions import Detection, Predictions

EDITS = 60
ADD = "add a seed"


@dataclass(frozen=True, eq=False)
class EditSpeed:
    """Times of edits and, for comparison, of beginning anew, in `timings`."""

    regions: int
    people: int
    timings: Timings


def time_edits(
    rgb8: NDArray[np.uint8], predictions: Predictions, *, regions: int, people: int
) -> EditSpeed:
    """Time the editor on a photo full of people, at places drawn by a fixed seed.

    Parameters
    ----------
    rgb8
        (h, w, 3) uint8, the working photo.
    predictions
        Of this photo; its boundary map shapes the regions and the edge costs.
    regions
        How many regions to ask for.
    people
        How many people to put side by side over the photo.
    """
    analysis = _crowd(rgb8, predictions, regions=regions, people=people)
    editor, timings = Editor(analysis), Timings()
    ids = [person.id for person in analysis.people]
    rng = np.random.default_rng(0)
    height, width = rgb8.shape[:2]
    for _ in range(EDITS):
        place, person = (rng.uniform(0, height), rng.uniform(0, width)), int(rng.choice(ids))
        timings.measure("what a seed would do", lambda: editor.what_if([place], person))  # noqa: B023
        timings.measure(ADD, lambda: (editor.add_seed(*place, person), editor.owner))  # noqa: B023
        timings.measure("undo", lambda: (editor.undo(), editor.owner))
        editor.redo()
        start = perf_counter()
        editor.remove_seed(*place)
        timings.add("remove a seed", perf_counter() - start)
        timings.measure("not a person", lambda: (editor.not_a_person(*place), editor.owner))  # noqa: B023
    for _ in range(5):
        timings.measure("an editor from scratch", lambda: Editor(analysis))
    return EditSpeed(regions=analysis.graph.regions, people=len(ids), timings=timings)


def _crowd(
    rgb8: NDArray[np.uint8], predictions: Predictions, *, regions: int, people: int
) -> Analysis:
    """Split a photo that is all mask, each person in a column of their own."""
    size = (rgb8.shape[1], rgb8.shape[0])
    boundary = np.asarray(cv2.resize(predictions.boundary, size), np.float32)
    columns = [
        Detection((0.0, n / people, 1.0, (n + 1) / people), 0.9 - 0.01 * n) for n in range(people)
    ]
    everywhere = Predictions(np.ones_like(boundary), boundary, tuple(columns))
    return split(rgb8, everywhere, replace(DEFAULT, regions=regions))
