import numpy as np
import pytest

from portrait_studio.core.predictions import Predictions
from portrait_studio.errors import Cancelled
from portrait_studio.inference.analyse import WORKING_LONG_SIDE
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.workers.practise import Practise


class Nobody:
    """Sees nobody, and remembers what it was shown."""

    def __init__(self):
        self.shown = []

    def predict(self, rgb, *, cancel=None):
        self.shown.append(rgb.shape)
        empty = np.zeros(rgb.shape[:2], np.float32)
        return Predictions(empty, empty, ())


class Networks:
    def __init__(self, predictor, token=None):
        self.predictor, self.token = predictor, token

    def get(self):
        if self.token is not None:
            self.token.cancel()
        return self.predictor


def run(networks, token):
    return Practise(networks)(lambda stage, fraction: None, token)


def test_the_network_is_asked_about_a_whole_photo_once_and_nothing_is_kept():
    predictor = Nobody()
    assert run(Networks(predictor), CancelToken()) is None
    (shape,) = predictor.shown
    assert max(shape) == WORKING_LONG_SIDE


def test_it_ends_where_the_network_was_loaded_if_something_else_is_done():
    token, predictor = CancelToken(), Nobody()
    with pytest.raises(Cancelled):
        run(Networks(predictor, token), token)
    assert predictor.shown == []
