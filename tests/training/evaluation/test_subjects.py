"""Our networks are measured each alone, and portrait networks as the program runs them too."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest

import portrait_studio
from portrait_studio.core.close_ups import Asked, CloseUp
from portrait_studio.inference import cards
from portrait_studio.inference.closer import CloserPredictor
from portrait_studio.inference.portrait import CombinedPredictor, PortraitPredictor
from tests.tiny_close_up import write_tiny_close_up
from tests.tiny_detector import write_tiny_detector
from tests.tiny_network import paint_people, write_tiny_network
from training.evaluation import run, subjects
from training.evaluation.subjects import CLOSER_CODE, LOWEST_SCORE, Subject, our_subjects


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of bundled networks, one of each task."""
    folder = tmp_path / "models"
    folder.mkdir()
    for write in (write_tiny_network, write_tiny_close_up, write_tiny_detector):
        write(folder)
    monkeypatch.setattr(cards, "models_folder", lambda: folder)
    return folder


def named(name: str) -> Subject:
    return next(one for one in our_subjects(None, threads=1) if one.name == name)


def test_a_portrait_network_is_measured_with_its_helpers_and_alone_a_detector_alone(
    models: Path,
) -> None:
    measured = our_subjects(None, threads=1)
    assert [one.name for one in measured] == ["Tiny detector", "Tiny with close-ups", "Tiny"]
    assert all(one.ours for one in measured)
    assert [one.gives_boxes for one in measured] == [True, True, True]
    assert [one.gives_mask for one in measured] == [False, True, True]
    networks = measured[1].networks
    assert networks is not None
    assert [card.task for card in networks.cards] == ["portrait", "detection", "close_up"]


def test_only_the_networks_that_are_asked_for_are_measured(models: Path) -> None:
    assert [one.name for one in our_subjects(["tiny-detector"], threads=1)] == ["Tiny detector"]
    (models / "tiny-close-up.toml").unlink()
    assert [one.name for one in our_subjects(["tiny"], threads=1)] == ["Tiny"]


def test_a_detector_alone_gives_every_box_and_no_mask(models: Path) -> None:
    photo = paint_people(36, 92)
    photo[:8, :8, 1] = 150  # a little like a centre: a score below the card's threshold
    subject = named("Tiny detector")
    assert isinstance(subject.predictor, PortraitPredictor)
    assert subject.mask(photo) is None
    found = subject.boxes(photo)
    assert len(found) == 3 and sum(one.score > 0.9 for one in found) == 2
    assert min(one.score for one in found) >= LOWEST_SCORE


def test_with_its_helpers_the_detector_finds_the_people_whom_close_ups_then_show(
    models: Path,
) -> None:
    subject = named("Tiny with close-ups")
    for predictor in (subject.predictor, subject.eager):
        assert isinstance(predictor, CloserPredictor)
        assert isinstance(predictor.first, CombinedPredictor)
        assert predictor.first.people.card.name == "Tiny detector"
    assert len(subject.boxes(paint_people(36, 92))) == 2


def test_looks_for_box_ap_are_told_of_those_alone_whom_the_program_would_find(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = paint_people(36, 92)
    photo[:8, :8, 1] = 150  # below the card's threshold
    subject = named("Tiny with close-ups")
    eager = subject.eager
    assert isinstance(eager, CloserPredictor)
    told: list[int] = []
    look_for = eager.looker.look_for

    def noted(rgb8: np.ndarray, people: Sequence[Asked]) -> tuple[CloseUp, ...]:
        told.extend(len(asked.others) for asked in people)
        return look_for(rgb8, people)

    monkeypatch.setattr(eager.looker, "look_for", noted)
    subject.boxes(photo)
    assert sorted(told) == [1, 1, 2]  # each of the two of the other, the faint one of both


def test_records_are_made_anew_where_the_detector_is_another(models: Path) -> None:
    before = named("Tiny with close-ups").key, named("Tiny").key
    (models / "tiny-detector.toml").unlink()
    after = named("Tiny with close-ups").key, named("Tiny").key
    assert before[0] != after[0] and before[1] == after[1]


def test_records_of_closer_looks_alone_are_made_anew_where_the_code_of_closer_looks_is_other(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "closer.py"
    code.write_text("as it was", encoding="utf-8")
    monkeypatch.setattr(subjects, "CLOSER_CODE", (code,))
    before = named("Tiny with close-ups").key, named("Tiny").key
    code.write_text("as it is", encoding="utf-8")
    after = named("Tiny with close-ups").key, named("Tiny").key
    assert before[0] != after[0] and before[1] == after[1]


def test_the_code_of_closer_looks_counts_in_the_keys_of_those_who_look_closer_alone(
    packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = Path(str(portrait_studio.__file__)).parent
    counted: list[Path] = []

    def noted(paths: Iterable[Path]) -> str:
        counted.extend(paths)
        return ""

    monkeypatch.setattr(run, "content_key", noted)
    run.content_keys(packed)
    names = {path.relative_to(package).as_posix() for path in counted if package in path.parents}
    closer = {path.relative_to(package).as_posix() for path in CLOSER_CODE}
    assert closer == {"core/close_ups.py", "inference/close_up.py", "inference/closer.py"}
    assert {"core/doubt.py", "inference/portrait.py"} <= names and not closer & names


def test_only_the_portrait_network_that_the_program_runs_is_measured_with_its_helpers(
    models: Path,
) -> None:
    text = (models / "tiny.toml").read_text(encoding="utf-8")
    (models / "wee.toml").write_text(text.replace('"Tiny"', '"Wee"'), encoding="utf-8")
    names = [one.name for one in our_subjects(None, threads=1) if one.gives_mask]
    assert names == ["Tiny with close-ups", "Tiny", "Wee"]
    assert our_subjects(["wee"], threads=1)[0].name == "Wee with close-ups"
