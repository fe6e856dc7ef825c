"""One call takes a photo to its people, tells how far it is and stops when asked to."""

from pathlib import Path

import numpy as np
import pytest

from portrait_studio.core.photo import Photo
from portrait_studio.core.predictions import Predictions
from portrait_studio.errors import Cancelled
from portrait_studio.inference.analyse import WORKING_LONG_SIDE, analyse
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.inference.cards import read_card
from portrait_studio.inference.portrait import PortraitPredictor
from tests.tiny_network import paint_people, write_tiny_network


@pytest.fixture
def predictor(tmp_path: Path) -> PortraitPredictor:
    return PortraitPredictor(read_card(write_tiny_network(tmp_path)), threads=1)


@pytest.fixture
def photo() -> Photo:
    return Photo.from_array(paint_people(28, 100, scale=2))


def test_two_people_are_found_where_they_are(predictor: PortraitPredictor, photo: Photo) -> None:
    analysis = analyse(photo, predictor)
    assert len(analysis.people) == 2
    rows, columns = analysis.owner.shape
    left, right = (analysis.owner[rows // 2, columns * column // 128] for column in (28, 100))
    assert {int(left), int(right)} == {1, 2}
    assert analysis.owner[0, 0] == 0


def test_every_stage_is_timed(predictor: PortraitPredictor, photo: Photo) -> None:
    seconds = analyse(photo, predictor).seconds
    assert list(seconds)[:2] == ["scale", "network"]
    assert len(seconds) > 2 and all(value >= 0 for value in seconds.values())


def test_progress_is_told_stage_by_stage(predictor: PortraitPredictor, photo: Photo) -> None:
    told: list[tuple[str, float]] = []
    analyse(photo, predictor, progress=lambda stage, fraction: told.append((stage, fraction)))
    fractions = [fraction for _, fraction in told]
    assert fractions == sorted(fractions)
    assert fractions[0] == 0 and fractions[-1] == 1 and len(told) >= 4


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_cancelling_ends_it_at_any_stage(
    predictor: PortraitPredictor, photo: Photo, at: int
) -> None:
    token, told = CancelToken(), []

    def cancel_at(stage: str, fraction: float) -> None:
        told.append(stage)
        if len(told) == at:
            token.cancel()

    if at == 0:
        token.cancel()
    with pytest.raises(Cancelled):
        analyse(photo, predictor, progress=cancel_at, cancel=token)
    assert len(told) == at


def test_the_predictor_sees_the_photo_at_working_size() -> None:
    seen: list[tuple[int, ...]] = []

    class Spy:
        def predict(self, rgb8: np.ndarray, *, cancel: CancelToken | None = None) -> Predictions:
            seen.append(rgb8.shape)
            empty = np.zeros((8, 8), np.float32)
            return Predictions(person=empty, boundary=empty)

    analysis = analyse(Photo.from_array(np.zeros((1500, 2000, 3), np.uint8)), Spy())
    assert seen == [(768, WORKING_LONG_SIDE, 3)]
    assert len(analysis.people) == 0
