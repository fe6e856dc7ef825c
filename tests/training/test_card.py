"""The card of a network that was trained here names what it learned from."""

from dataclasses import asdict
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

from portrait_studio.inference.cards import read_card
from training import train, train_close_up, train_detector
from training.card import OUTPUTS, card_table, write_card
from training.detector_loss import DetectorWeights
from training.loop import Schedule
from training.networks.close_up import CloseUpSettings
from training.networks.detector import DetectorSettings
from training.networks.portrait import NetworkSettings

RECORDS = {
    "portrait": lambda: train.training_record(NetworkSettings(), Schedule(), Path("x.npz")),
    "close_up": lambda: train_close_up.training_record(CloseUpSettings(), Schedule(), None),
    "detection": lambda: train_detector.training_record(DetectorSettings(), Schedule(), None),
}


def card_of(folder: Path, task: str):
    path = folder / "net.onnx"
    path.write_bytes(b"network")
    return read_card(write_card(path, {"step": 3, "settings": RECORDS[task]()}, long_side=512))


@pytest.mark.parametrize("task", OUTPUTS)
def test_the_card_of_every_task_is_one_that_the_program_reads(tmp_path: Path, task: str):
    card = card_of(tmp_path, task)
    assert card.task == task and card.load() == b"network"
    assert [output.kind for output in card.outputs] == [one["kind"] for one in OUTPUTS[task]]
    assert card.input.box_channel == (task == "close_up")
    assert card.training["photos_seen"] == 3 * Schedule().batch


@pytest.mark.parametrize("task", OUTPUTS)
def test_the_card_names_the_teachers_and_their_licences(tmp_path: Path, task: str):
    teacher = card_of(tmp_path, task).training["teacher"]
    assert "DeepLabV3 on MobileNetV2 (Apache-2.0)" in teacher
    assert ("YOLOX-nano (Apache-2.0)" in teacher) == (task == "detection")


def test_a_detectors_card_says_how_it_was_trained(tmp_path: Path):
    training = card_of(tmp_path, "detection").training
    assert training["network"] == DetectorSettings().to_dict()
    assert training["loss_weights"] == asdict(DetectorWeights())


@pytest.mark.parametrize("used", [True, False])
def test_a_card_says_whether_masks_of_our_own_were_learned_from(used, tmp_path: Path):
    default = train_close_up.DEFAULT
    record = train_close_up.training_record(
        CloseUpSettings(width=16), default, None, self_masks=used
    )
    (tmp_path / "small.onnx").write_bytes(b"any")
    table = card_table(tmp_path / "small.onnx", {"step": 2, "settings": record}, long_side=64)
    said = table["training"]
    assert said["schedule"] == {**asdict(default), "steps": 2}
    assert said["photos_seen"] == 2 * default.batch
    if used:
        assert "our own close-up network" in said["self_masks"] and "boxes" in said["self_masks"]
    else:
        assert "self_masks" not in said


def test_a_portrait_network_with_tiny_vit_sees_a_smaller_mirror_image(tmp_path: Path) -> None:
    path = tmp_path / "net.onnx"
    path.write_bytes(b"network")
    settings = NetworkSettings(encoder="tiny_vit")
    record = train.training_record(settings, Schedule(), Path("x.npz"))
    card = read_card(write_card(path, {"step": 3, "settings": record}, long_side=448))
    assert (card.input.fit.long_side, card.mirror_long_side) == (448, 320)
    assert card_of(tmp_path, "portrait").mirror_long_side == 0
