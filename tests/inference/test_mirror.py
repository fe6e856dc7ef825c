"""The mean of both looks is where the photo's own answer is, and undecided where they differ."""

from pathlib import Path

import numpy as np
import pytest

from portrait_studio.core.predictions import Detection
from portrait_studio.errors import NetworkError
from portrait_studio.inference.cards import Card, read_card
from portrait_studio.inference.decode import Decoded
from portrait_studio.inference.mirror import mirrored_votes, with_mirror_image
from portrait_studio.inference.portrait import PortraitPredictor
from tests.inference.tiny_networks import portrait_card
from tests.tiny_detector import write_tiny_detector
from tests.tiny_network import paint_people, write_tiny_network


@pytest.fixture
def card(tmp_path: Path) -> Card:
    return portrait_card(tmp_path)


def random_votes(shape: tuple[int, int] = (3, 5)) -> np.ndarray:
    return np.random.default_rng(0).random((4, *shape)).astype(np.float32)


def test_mirrored_twice_a_vote_is_itself():
    votes = random_votes()
    np.testing.assert_allclose(mirrored_votes(mirrored_votes(votes)), votes, atol=1e-6)


def test_a_mirrored_vote_names_the_mirrored_box_in_the_mirrored_cell():
    votes = np.zeros((4, 2, 3), np.float32)
    votes[:, 1, 0] = (0.1, 0.2, 0.5, 0.3)
    there = mirrored_votes(votes)
    assert there.shape == votes.shape
    np.testing.assert_allclose(there[:, 1, 2], (0.1, 0.7, 0.5, 0.8), atol=1e-6)


def test_the_mean_of_an_answer_and_its_mirror_image_is_itself(card: Card):
    random = np.random.default_rng(1)
    person, boundary = random.random((2, 24, 40)).astype(np.float32)
    centre = random.random((3, 5)).astype(np.float32)
    votes = random_votes() * np.float32(0.4)
    votes[2:] += 0.5
    raw = {"more": person}
    one = Decoded(person, boundary, centre, votes, raw=raw)
    two = Decoded(person[:, ::-1], boundary[:, ::-1], centre[:, ::-1], mirrored_votes(votes))
    both = with_mirror_image(card, one, two, threshold=None)
    for name in ("person", "boundary", "centre", "votes"):
        np.testing.assert_allclose(getattr(both, name), getattr(one, name), atol=1e-6)
    assert both.raw is raw
    assert both.detections and both.detections[0].score == pytest.approx(centre.max())


def test_where_the_two_differ_the_mean_decides_also_who_is_found(card: Card):
    votes = np.zeros((4, 3, 5), np.float32)
    votes[2:] = 0.5
    sure, none = np.zeros((2, 3, 5), np.float32)
    sure[1, 1] = 0.8
    one = Decoded(person=sure, centre=sure, votes=votes)
    two = Decoded(person=none, centre=none, votes=mirrored_votes(votes))
    both = with_mirror_image(card, one, two, threshold=None)
    assert both.person is not None and both.person[1, 1] == pytest.approx(0.4)
    assert both.boundary is None
    assert both.detections is not None
    assert [found.score for found in both.detections] == pytest.approx([0.4])
    assert with_mirror_image(card, one, two, threshold=0.5).detections == ()


def test_a_network_without_boxes_gets_its_maps_averaged(card: Card):
    person = np.ones((2, 2), np.float32)
    both = with_mirror_image(card, Decoded(person), Decoded(person * 0), threshold=None)
    assert both.person is not None and (both.person == 0.5).all()
    assert both.detections is None and both.votes is None


@pytest.mark.parametrize("width", [128, 101])
def test_a_network_that_knows_no_left_and_right_answers_the_same(tmp_path: Path, width: int):
    card = read_card(write_tiny_network(tmp_path))
    photo = paint_people(28, shape=(96, width))  # on one side only
    once = PortraitPredictor(card, threads=1).decode(photo)
    both = PortraitPredictor(card, threads=1, mirrored=True).decode(photo)
    for name in ("person", "boundary", "centre", "votes"):
        np.testing.assert_allclose(getattr(both, name), getattr(once, name), atol=0.02)
    assert once.detections and both.detections
    np.testing.assert_allclose(both.detections[0].box, once.detections[0].box, atol=0.02)


def test_what_a_detector_finds_stays_as_the_photo_gave_it(tmp_path: Path):
    card = read_card(write_tiny_detector(tmp_path))
    left, right = Detection((0.1, 0.1, 0.9, 0.3), 0.8), Detection((0.1, 0.6, 0.9, 0.8), 0.6)
    both = with_mirror_image(
        card, Decoded(detections=(left,)), Decoded(detections=(right,)), threshold=None
    )
    assert both.detections == (left,)


SMALLER = "mirror_long_side = 64\n"


def with_key(path: Path, line: str) -> Path:
    path.write_text(line + path.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def test_the_mirror_image_may_be_seen_smaller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    card = read_card(with_key(write_tiny_network(tmp_path), SMALLER))
    photo = paint_people(28)
    once = PortraitPredictor(card, threads=1).decode(photo)
    predictor = PortraitPredictor(card, threads=1, mirrored=True)
    inputs, forward = [], predictor.session._forward

    def watched(session, values, cancel):
        inputs.append(values.shape[2:])
        return forward(session, values, cancel)

    monkeypatch.setattr(predictor.session, "_forward", watched)
    both = predictor.decode(photo)
    assert [max(size) for size in inputs] == [card.input.fit.long_side, 64]
    for name in ("person", "boundary", "centre", "votes"):
        assert getattr(both, name).shape == getattr(once, name).shape
    assert once.person is not None and both.person is not None
    # where the painted person surely is and is not, half the size says the same
    sure = np.abs(once.person - 0.5) > 0.49
    sure[:, 1:-1] &= sure[:, :-2] & sure[:, 2:]
    assert np.abs(both.person - once.person)[sure].mean() < 0.05
    assert both.detections is not None and len(both.detections) == 1


def test_a_smaller_mirror_image_lands_where_the_photo_shows_it(card: Card):
    large, small = np.zeros((4, 8), np.float32), np.zeros((2, 4), np.float32)
    large[2:, 4:] = 1  # low on the right
    small[1:, :2] = 1  # so on the left of the mirror image
    both = with_mirror_image(card, Decoded(large), Decoded(small), threshold=None)
    assert both.person is not None
    assert both.person[3, 7] == 1 and both.person[3, 0] == both.person[0, 7] == 0


def test_only_networks_for_whole_photos_see_a_smaller_mirror_image(tmp_path: Path):
    with pytest.raises(NetworkError, match="mirror_long_side"):
        read_card(with_key(write_tiny_detector(tmp_path), SMALLER))
