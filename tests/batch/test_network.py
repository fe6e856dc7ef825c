"""A batch knows all networks that its answers depend on, and refuses others."""

from dataclasses import replace
from pathlib import Path

import pytest

from portrait_studio.batch.job import BatchSettings
from portrait_studio.batch.network import NetworkUnusableError, networks_digest, predictor_of
from portrait_studio.errors import NetworkError
from portrait_studio.inference import cards
from portrait_studio.inference.cards import read_card
from portrait_studio.inference.closer import CloserPredictor
from portrait_studio.inference.portrait import CombinedPredictor
from tests.tiny_close_up import write_tiny_close_up
from tests.tiny_detector import write_tiny_detector
from tests.tiny_network import write_tiny_network


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of bundled networks, one of each task."""
    folder = tmp_path / "models"
    folder.mkdir()
    for write in (write_tiny_network, write_tiny_close_up, write_tiny_detector):
        write(folder)
    monkeypatch.setattr(cards, "models_folder", lambda: folder)
    return folder


def sha256(models: Path, name: str) -> str:
    return read_card(models / f"{name}.toml").sha256


def test_the_digest_names_every_network_that_has_a_say(models: Path, tiny_card: Path) -> None:
    whole, people, closer = (sha256(models, f"tiny{n}") for n in ("", "-detector", "-close-up"))
    assert networks_digest(None, "default").split() == [whole, people, closer]
    assert networks_digest("tiny", "default") == networks_digest("", "default")
    assert networks_digest(None, "paper") == whole  # which looks no closer
    assert networks_digest(str(tiny_card), "default") == read_card(tiny_card).sha256
    (models / "tiny-detector.toml").unlink()
    assert networks_digest(None, "default").split() == [whole, closer]


def test_a_damaged_detector_is_told_before_the_batch_begins(models: Path) -> None:
    (models / "tiny-detector.onnx").write_bytes(b"x")
    with pytest.raises(NetworkError, match=r"tiny-detector\.onnx.*damaged"):
        networks_digest(None, "default")
    assert networks_digest(None, "paper")


def test_a_batch_runs_the_detector_and_no_machine_without_it_takes_part(
    models: Path, settings: BatchSettings
) -> None:
    ours = replace(settings, network="tiny", preset="default")
    ours = replace(ours, networks=networks_digest("tiny", "default"))
    predictor = predictor_of(ours)
    assert isinstance(predictor, CloserPredictor)
    assert isinstance(predictor.first, CombinedPredictor)
    (models / "tiny-detector.toml").unlink()
    with pytest.raises(NetworkUnusableError, match="another one on this machine"):
        predictor_of(replace(ours, threads=2))
