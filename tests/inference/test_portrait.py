"""Predictors give predictions that cover the photo, of one network or of two."""

from pathlib import Path

import numpy as np
import pytest

from portrait_studio.errors import Cancelled, NetworkError
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.inference.cards import Card, read_card
from portrait_studio.inference.decode_maps import outline
from portrait_studio.inference.portrait import CombinedPredictor, PortraitPredictor, load_predictor
from tests.inference.tiny_networks import (
    PORTRAIT_OUTPUTS,
    VOTED_BOX,
    portrait_card,
    portrait_network,
    write_card,
)


@pytest.fixture
def photo() -> np.ndarray:
    """Dark, with a white square at rows 32..64 of 64, columns 32..96 of 128."""
    pixels = np.zeros((64, 128, 3), np.uint8)
    pixels[32:, 32:96] = 255
    return pixels


def part(folder: Path, *, task: str, kinds: str) -> Card:
    """A card that uses only the first two or the last two outputs."""
    middle = PORTRAIT_OUTPUTS.index('[[outputs]]\nname = "centre"')
    outputs = PORTRAIT_OUTPUTS[:middle] if kinds == "maps" else PORTRAIT_OUTPUTS[middle:]
    folder.mkdir()
    return read_card(write_card(folder, network=portrait_network(), task=task, outputs=outputs))


def test_a_portrait_network_gives_all_four(tmp_path: Path, photo: np.ndarray) -> None:
    found = PortraitPredictor(portrait_card(tmp_path)).predict(photo)
    np.testing.assert_allclose(found.person, photo[..., 0] / 255, atol=1e-5)
    np.testing.assert_allclose(found.boundary, 1 - found.person, atol=1e-5)
    (person,) = found.detections
    assert person.score == pytest.approx(1)
    expected = np.array(VOTED_BOX) / (64, 128, 64, 128)
    np.testing.assert_allclose(person.box, expected, atol=1e-6)
    assert found.votes is not None and found.votes.shape == (4, 8, 16)
    np.testing.assert_allclose(found.votes[:, 5, 9], expected, atol=1e-6)


def test_the_predictions_of_a_photo_do_not_depend_on_its_size(
    tmp_path: Path, photo: np.ndarray
) -> None:
    predictor = PortraitPredictor(portrait_card(tmp_path))
    large = photo.repeat(5, axis=0).repeat(5, axis=1)
    np.testing.assert_allclose(
        predictor.predict(large).person, predictor.predict(photo).person, atol=1e-5
    )


def test_a_threshold_of_the_caller_wins_over_the_cards(tmp_path: Path, photo: np.ndarray) -> None:
    grey = photo // 5
    card = portrait_card(tmp_path)
    assert PortraitPredictor(card).predict(grey).detections == ()
    assert len(PortraitPredictor(card, threshold=0.1).predict(grey).detections) == 1


def test_a_mask_network_gets_the_outline_and_no_people(tmp_path: Path, photo: np.ndarray) -> None:
    card = part(tmp_path / "maps", task="person_mask", kinds="maps")
    text = card.path.read_text(encoding="utf-8")
    cut = text.index('[[outputs]]\nname = "boundary"')
    card.path.write_text(text[:cut], encoding="utf-8")
    found = PortraitPredictor(read_card(card.path)).predict(photo)
    np.testing.assert_array_equal(found.boundary, outline(found.person))
    assert found.detections == () and found.votes is None


def test_two_networks_together_are_as_good_as_one(tmp_path: Path, photo: np.ndarray) -> None:
    mask = PortraitPredictor(part(tmp_path / "maps", task="portrait", kinds="maps"))
    people = PortraitPredictor(part(tmp_path / "boxes", task="detection", kinds="boxes"))
    both = CombinedPredictor(mask=mask, people=people).predict(photo)
    (tmp_path / "whole").mkdir()
    whole = PortraitPredictor(portrait_card(tmp_path / "whole")).predict(photo)
    np.testing.assert_array_equal(both.person, whole.person)
    np.testing.assert_array_equal(both.boundary, whole.boundary)
    assert both.detections == whole.detections
    with pytest.raises(NetworkError, match=r'"Tiny" gives no person mask.*person_mask'):
        people.predict(photo)


def test_values_that_are_no_numbers_are_refused(
    tmp_path: Path, photo: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    predictor = PortraitPredictor(portrait_card(tmp_path))
    outputs = predictor.session.run(photo)
    outputs.arrays["person"][0, 0, 3, 3] = np.nan
    monkeypatch.setattr(predictor.session, "run", lambda *_, **__: outputs)
    with pytest.raises(NetworkError, match="no numbers"):
        predictor.predict(photo)


def test_cancelling_reaches_the_network(tmp_path: Path, photo: np.ndarray) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        PortraitPredictor(portrait_card(tmp_path)).predict(photo, cancel=token)


def test_a_predictor_is_loaded_from_the_path_of_a_card(tmp_path: Path) -> None:
    assert load_predictor(portrait_card(tmp_path).path, threads=1).card.name == "Tiny"
