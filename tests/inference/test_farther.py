"""A detector looks from farther away too, for those who fill the photo."""

from pathlib import Path

import numpy as np
import pytest

from portrait_studio.core.predictions import Detection
from portrait_studio.errors import NetworkError
from portrait_studio.inference.cards import Farther, read_card
from portrait_studio.inference.farther import large_ones, united
from portrait_studio.inference.portrait import PortraitPredictor
from portrait_studio.inference.preprocess import Geometry
from portrait_studio.inference.session import RawOutputs
from tests.tiny_detector import write_tiny_detector
from tests.tiny_network import write_tiny_network

HEAD, WHOLE, SMALL = (0.1, 0.3, 0.4, 0.6), (0.1, 0.1, 1.0, 0.9), (0.0, 0.0, 0.2, 0.1)
FARTHER = "\n[[farther]]\nlong_side = 96\nleast = 0.5\n\n[[farther]]\nlong_side = 64\nleast = 0.8\n"


def found(box, score=0.5):
    return Detection(box=box, score=score)


@pytest.fixture
def card(tmp_path: Path) -> Path:
    path = write_tiny_detector(tmp_path)
    path.write_text(path.read_text(encoding="utf-8") + FARTHER, encoding="utf-8")
    return path


def test_large_are_those_of_which_the_longer_side_is():
    seen = (found(HEAD), found(WHOLE), found((0.2, 0.0, 0.3, 0.5)))
    assert large_ones(seen, least=0.5) == seen[1:]
    assert large_ones(seen, least=0.9) == (seen[1],)


def test_of_two_looks_at_the_same_person_the_surer_stays():
    near = (found(HEAD, 0.8), found(SMALL, 0.6))
    far = (found((0.12, 0.3, 0.42, 0.6), 0.9), found(WHOLE, 0.7))
    assert united([near, far], largest_iou=0.6) == (far[0], far[1], near[1])
    assert united([near, ()], largest_iou=0.6) == near
    assert united([(), ()], largest_iou=0.6) == ()


def test_a_card_says_how_far_and_from_which_size(card: Path):
    assert read_card(card).farther == (Farther(96, 0.5), Farther(64, 0.8))


def test_a_detector_sees_large_people_from_farther_away(card: Path, monkeypatch):
    """Near it sees a head and somebody small, from farther away the whole person."""
    predictor = PortraitPredictor(read_card(card), threads=1)
    answers = {128: [(HEAD, 0.6), (SMALL, 0.9)], 96: [(SMALL, 0.95)], 64: [(WHOLE, 0.8)]}
    asked = []

    def run(rgb8, *, fit, cancel):
        asked.append(fit.long_side)
        size = (fit.long_side, fit.long_side)
        rows = [[*(np.array(box) * fit.long_side), score] for box, score in answers[size[0]]]
        values = np.array([rows], np.float32)
        return RawOutputs(arrays={"people": values}, geometry=Geometry(size, size))

    monkeypatch.setattr(predictor.session, "run", run)
    seen = predictor.decode(np.zeros((80, 80, 3), np.uint8)).detections or ()
    assert asked == [128, 96, 64]
    assert [round(one.score, 2) for one in seen] == [0.9, 0.8, 0.6]
    for one, box in zip(seen, (SMALL, WHOLE, HEAD), strict=True):
        np.testing.assert_allclose(one.box, box, atol=1e-5)


def test_the_network_really_runs_at_those_sizes(card: Path, monkeypatch):
    predictor = PortraitPredictor(read_card(card), threads=1, threshold=0.0)
    inputs, forward = [], predictor.session._forward

    def watched(session, values, cancel):
        inputs.append(values.shape[2:])
        return forward(session, values, cancel)

    monkeypatch.setattr(predictor.session, "_forward", watched)
    predictor.decode(np.zeros((128, 128, 3), np.uint8))
    assert inputs == [(128, 128), (96, 96), (64, 64)]


def test_only_detectors_look_from_farther_away(tmp_path: Path):
    path = write_tiny_network(tmp_path)
    path.write_text(path.read_text(encoding="utf-8") + FARTHER, encoding="utf-8")
    with pytest.raises(NetworkError, match="farther"):
        read_card(path)


def test_a_look_without_its_least_size_is_named(card: Path):
    card.write_text(card.read_text(encoding="utf-8").replace("least = 0.8\n", ""), encoding="utf-8")
    with pytest.raises(NetworkError, match=r"farther\[1\]\.least"):
        read_card(card)
