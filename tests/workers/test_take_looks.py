"""Closer looks in the background: by whoever found the people, or by the window's network."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from portrait_studio.core.close_ups import Asked, CloseUp
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.inference.cards import read_card
from portrait_studio.inference.close_up import CloseUpLooker
from portrait_studio.inference.closer import CloserPredictor
from portrait_studio.workers.take_looks import TakeLooks
from tests.tiny_close_up import write_tiny_close_up
from tests.ui import rig

ASKED = {2: Asked((0.2, 0.3, 1.0, 0.6), own=((0.5, 0.4),))}


class Networks:
    def __init__(self, predictor):
        self.predictor = predictor

    def get(self):
        return self.predictor


def run(analysis, predictor):
    work = TakeLooks(analysis, Networks(predictor), ASKED)  # type: ignore[arg-type]
    return work(lambda stage, fraction: None, CancelToken())


def test_who_found_the_people_looks_again():
    look = CloseUp((0, 0, 9, 9), np.ones((9, 9), np.float32), np.zeros((9, 9), np.float32), None, 1)
    found = replace(rig.analysis(), closer=lambda people: (look,) * len(people))
    assert run(found, None) == {2: look}


def test_people_from_a_file_are_looked_at_by_the_network_at_hand(tmp_path: Path):
    looker = CloseUpLooker(read_card(write_tiny_close_up(tmp_path, clicks=True)), threads=1)
    looks = run(rig.analysis(), CloserPredictor(None, looker))  # type: ignore[arg-type]
    assert looks.keys() == {2} and looks[2].own.max() > 0.5


def test_a_network_that_knows_no_clicks_adds_nothing(tmp_path: Path):
    looker = CloseUpLooker(read_card(write_tiny_close_up(tmp_path)), threads=1)
    assert run(rig.analysis(), CloserPredictor(None, looker)) == {}  # type: ignore[arg-type]
    assert run(rig.analysis(), object()) == {}
