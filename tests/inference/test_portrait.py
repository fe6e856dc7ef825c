"""Predictors give predictions that cover the photo, of one network or of two."""

from dataclasses import replace
from pathlib import Path
from threading import Barrier

import numpy as np
import pytest

from portrait_studio.core.photo import Photo
from portrait_studio.errors import Cancelled, NetworkError
from portrait_studio.inference import cards
from portrait_studio.inference.analyse import analyse
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.inference.cards import Card, read_card
from portrait_studio.inference.close_up import CloseUpLooker
from portrait_studio.inference.closer import CloserPredictor, load_predictor, networks_for
from portrait_studio.inference.decode import Decoded
from portrait_studio.inference.decode_maps import outline
from portrait_studio.inference.portrait import CombinedPredictor, PortraitPredictor
from tests import tiny_detector
from tests.inference.tiny_networks import (
    PORTRAIT_OUTPUTS,
    VOTED_BOX,
    portrait_card,
    portrait_network,
    write_card,
)
from tests.tiny_close_up import write_tiny_close_up
from tests.tiny_detector import write_tiny_detector
from tests.tiny_network import HALF_BOX, paint_people, write_tiny_network


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


def test_two_networks_look_at_the_same_time(tmp_path: Path, photo: np.ndarray) -> None:
    both_at_work = Barrier(2, timeout=20)

    class Meeting(PortraitPredictor):
        def decode(self, rgb8: np.ndarray, *, cancel: CancelToken | None = None) -> Decoded:
            both_at_work.wait()
            return super().decode(rgb8, cancel=cancel)

    mask = Meeting(part(tmp_path / "maps", task="portrait", kinds="maps"))
    people = Meeting(part(tmp_path / "boxes", task="detection", kinds="boxes"))
    assert len(CombinedPredictor(mask=mask, people=people).predict(photo).detections) == 1


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


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of bundled networks: one for the whole photo, one for close-ups."""
    write_tiny_network(tmp_path)
    write_tiny_close_up(tmp_path)
    monkeypatch.setattr(cards, "models_folder", lambda: tmp_path)
    return tmp_path


def test_the_program_looks_closer_where_a_network_for_that_is_bundled(models: Path) -> None:
    predictor = load_predictor(threads=1)
    assert isinstance(predictor, CloserPredictor)
    assert predictor.card.name == "Tiny" and predictor.session.provider == "cpu"
    assert isinstance(load_predictor(threads=1, close_ups=False), PortraitPredictor)
    (models / "tiny-close-up.toml").unlink()
    assert isinstance(load_predictor(threads=1), PortraitPredictor)


@pytest.mark.parametrize("close_ups", [True, False])
def test_the_program_looks_at_the_mirror_image_too(
    models: Path, monkeypatch: pytest.MonkeyPatch, close_ups: bool
) -> None:
    predictor = load_predictor(threads=1, close_ups=close_ups)
    seen: list[np.ndarray] = []
    run = predictor.session.run

    def spy(rgb8: np.ndarray, *, fit: cards.Fit, cancel: CancelToken | None) -> object:
        seen.append(rgb8)
        return run(rgb8, fit=fit, cancel=cancel)

    monkeypatch.setattr(predictor.session, "run", spy)
    picture = paint_people(28)
    predictor.predict(picture)
    assert len(seen) == 2
    np.testing.assert_array_equal(seen[0], seen[1][:, ::-1])


def test_a_closer_look_tells_people_apart_who_touch(models: Path) -> None:
    picture = paint_people(44, 72, shape=(96, 128), scale=4)
    predictor = load_predictor(threads=1)
    found = predictor.predict(picture)
    assert len(found.detections) == 2 and found.own is not None
    assert found.own.shape == (2, *found.person.shape)
    analysis = analyse(Photo.from_array(picture), predictor)
    assert len(analysis.people) == 2
    rows, columns = analysis.owner.shape
    left, right = (analysis.owner[rows // 2, columns * column // 128] for column in (44, 72))
    assert {int(left), int(right)} == {1, 2}


def test_who_does_not_hold_out_against_the_closer_look_is_nobody(models: Path) -> None:
    picture = paint_people(36, 92)
    predictor = load_predictor(threads=1)
    assert isinstance(predictor, CloserPredictor)
    first = predictor.first.predict(picture)
    one, other = first.detections

    def scores(*given: float) -> list[float]:
        asked = tuple(replace(found, score=s) for found, s in zip((one, other), given, strict=True))
        found = predictor.look_closer(picture, replace(first, detections=asked))
        return [each.score for each in found.detections]

    both = scores(0.9, 0.9)
    assert len(both) == 2 and scores(0.9, 0.01) == both[:1]


def test_a_photo_without_people_needs_no_closer_look(models: Path) -> None:
    found = load_predictor(threads=1).predict(np.zeros((96, 128, 3), np.uint8))
    assert found.detections == () and found.own is None


def test_cancelling_reaches_the_closer_look(models: Path) -> None:
    token = CancelToken()
    card = read_card(models / "tiny.toml")

    class Late(CloseUpLooker):
        def look(self, *arguments: object, **options: object) -> tuple[()]:
            token.cancel()
            super().look(*arguments, **options)  # type: ignore[arg-type]
            return ()

    looker = Late(read_card(models / "tiny-close-up.toml"), threads=1)
    with pytest.raises(Cancelled):
        CloserPredictor(PortraitPredictor(card, threads=1), looker).predict(
            paint_people(28), cancel=token
        )


@pytest.fixture
def with_detector(models: Path) -> Path:
    """The same, and a detector, whose boxes fit tighter than the portrait network's."""
    write_tiny_detector(models)
    return models


def sides(box: tuple[float, float, float, float]) -> np.ndarray:
    """Rows and columns of a box, in pixels of the painted people."""
    return np.array([(box[2] - box[0]) * 96, (box[3] - box[1]) * 128])


def test_a_bundled_detector_finds_the_people_in_the_portrait_networks_place(
    with_detector: Path,
) -> None:
    picture = paint_people(36, 92)
    predictor = load_predictor(threads=1)
    assert isinstance(predictor, CloserPredictor)
    assert isinstance(predictor.first, CombinedPredictor)
    assert predictor.card.name == "Tiny" and predictor.first.people.card.name == "Tiny detector"
    alone = load_predictor(threads=1, close_ups=False)
    assert isinstance(alone, PortraitPredictor)
    found, before = predictor.first.predict(picture), alone.predict(picture)
    assert len(found.detections) == len(before.detections) == 2
    for one in found.detections:
        np.testing.assert_allclose(sides(one.box), 2 * np.array(tiny_detector.HALF_BOX), atol=0.5)
    for one in before.detections:
        np.testing.assert_allclose(sides(one.box), 2 * np.array(HALF_BOX), atol=0.5)
    np.testing.assert_array_equal(found.person, before.person)
    np.testing.assert_array_equal(found.boundary, before.boundary)
    assert found.votes is not None  # a detector has none: they stay the portrait network's
    np.testing.assert_array_equal(found.votes, before.votes)
    own = predictor.predict(picture).own
    assert own is not None and len(own) == 2


def test_a_detector_helps_also_where_there_is_no_closer_look(with_detector: Path) -> None:
    (with_detector / "tiny-close-up.toml").unlink()
    predictor = load_predictor(threads=1)
    assert isinstance(predictor, CombinedPredictor)
    assert len(predictor.predict(paint_people(36, 92)).detections) == 2


def test_the_detector_looks_at_the_photo_once(
    with_detector: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    predictor = load_predictor(threads=1)
    assert isinstance(predictor, CloserPredictor)
    assert isinstance(predictor.first, CombinedPredictor)
    session, seen = predictor.first.people.session, []
    run = session.run

    def spy(rgb8: np.ndarray, *, fit: cards.Fit, cancel: CancelToken | None) -> object:
        seen.append(rgb8)
        return run(rgb8, fit=fit, cancel=cancel)

    monkeypatch.setattr(session, "run", spy)
    picture = paint_people(28)
    predictor.predict(picture)
    assert len(seen) == 1
    np.testing.assert_array_equal(seen[0], picture)


def test_which_networks_answer_together(
    with_detector: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    together = networks_for()
    assert together.detector is not None and together.close_up is not None
    assert [card.name for card in together.cards] == ["Tiny", "Tiny detector", "Tiny close-up"]
    assert [card.name for card in networks_for("tiny").cards] == [c.name for c in together.cards]
    assert [card.name for card in networks_for(close_ups=False).cards] == ["Tiny"]
    elsewhere = write_tiny_network(tmp_path_factory.mktemp("elsewhere"))
    assert [card.path for card in networks_for(elsewhere).cards] == [elsewhere]
    assert isinstance(load_predictor(elsewhere, threads=1), PortraitPredictor)
    (with_detector / "tiny-detector.toml").unlink()
    assert [card.name for card in networks_for().cards] == ["Tiny", "Tiny close-up"]


def test_cancelling_reaches_the_detector(with_detector: Path) -> None:
    token = CancelToken()

    class Late(PortraitPredictor):
        def decode(self, rgb8: np.ndarray, *, cancel: CancelToken | None = None) -> Decoded:
            token.cancel()
            return super().decode(rgb8, cancel=cancel)

    mask = PortraitPredictor(read_card(with_detector / "tiny.toml"), threads=1)
    people = Late(read_card(with_detector / "tiny-detector.toml"), threads=1)
    with pytest.raises(Cancelled):
        CombinedPredictor(mask=mask, people=people).predict(paint_people(28), cancel=token)
