"""From predictions to a label map, through the program's own analysis, with chosen settings."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.edge_costs import EDGE_COSTS
from portrait_studio.core.photo import Photo
from portrait_studio.core.predictions import Predictions
from portrait_studio.core.settings import Settings
from portrait_studio.core.upsample import label_map
from portrait_studio.inference.analyse import analyse
from portrait_studio.inference.cancel import CancelToken
from training.evaluation.people import LabelMap
from training.evaluation.photos import Sample


class Given:
    """A predictor that has its predictions already."""

    def __init__(self, predictions: Predictions) -> None:
        self._predictions = predictions

    def predict(self, rgb8: NDArray[np.uint8], *, cancel: CancelToken | None = None) -> Predictions:
        """Return the predictions, whatever the photo."""
        return self._predictions


def split_people(sample: Sample, predictions: Predictions, *, settings: Settings) -> LabelMap:
    """Return the label map that ``segment --format labels`` would write, and the scores."""
    photo = Photo.from_array(sample.rgb)
    analysis = analyse(photo, Given(predictions), settings=settings)
    scores = np.array([person.score for person in analysis.people], np.float64)
    labels = label_map(
        analysis.predictions.person,
        analysis.owner,
        count=len(scores),
        photo=photo,
        boundary=analysis.predictions.boundary,
    )
    return np.asarray(labels, np.uint8), scores


def edge_cost_names() -> tuple[str, ...]:
    """Return the names of all edge costs."""
    return tuple(EDGE_COSTS)


def with_edge_cost(settings: Settings, name: str) -> Settings:
    """Return the settings with another edge cost."""
    return replace(settings, edge_cost=name)
