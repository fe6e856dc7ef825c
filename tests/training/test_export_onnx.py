import tomllib
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")
pytest.importorskip("onnxscript", reason="exporting needs the extra 'train'")

from torch import nn  # noqa: E402
from torch.nn import functional  # noqa: E402

from portrait_studio.core.close_ups import Asked  # noqa: E402
from portrait_studio.core.predictions import Detection  # noqa: E402
from portrait_studio.errors import StudioError  # noqa: E402
from portrait_studio.inference.cards import first_card, read_card  # noqa: E402
from portrait_studio.inference.close_up import CloseUpLooker  # noqa: E402
from portrait_studio.inference.decode_yolox import grid  # noqa: E402
from portrait_studio.inference.portrait import PortraitPredictor  # noqa: E402
from training import checkpoint, export_onnx, train_close_up, train_detector  # noqa: E402
from training.card import write_card  # noqa: E402
from training.deployed import DeployedCloseUp, DeployedDetector, load_deployed  # noqa: E402
from training.loop import Schedule, build_learner  # noqa: E402
from training.networks.close_up import (  # noqa: E402
    INPUTS,
    OWN,
    CloseUpOutputs,
    CloseUpSettings,
    QualityHead,
)
from training.networks.detector import (  # noqa: E402
    STRIDES,
    BoxHead,
    DetectorNetwork,
    DetectorOutputs,
    DetectorSettings,
)
from training.networks.portrait import NetworkSettings  # noqa: E402
from training.train import new_network, training_record  # noqa: E402

SETTINGS = NetworkSettings(width=16, rates=(2,))


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    path = tmp_path_factory.mktemp("run") / "checkpoint.pt"
    learner = build_learner(new_network(SETTINGS, None), Schedule())
    record = training_record(SETTINGS, Schedule(), Path("mobilenetv2-imagenet.npz"))
    checkpoint.save(path, learner, step=1, settings=record)
    return checkpoint.read(path)


@pytest.mark.filterwarnings("ignore")  # torch's exporter warns of its own internals
def test_the_exported_network_agrees_and_its_card_runs_it(state, tmp_path: Path):
    path = tmp_path / "small.onnx"
    assert export_onnx.export_checked(load_deployed(state), path) < 1e-3
    assert b".py" not in path.read_bytes()  # nothing of the machine it was made on
    card = read_card(write_card(path, state, long_side=256))
    assert card.load() and card.input.fit.long_side == 256
    table = tomllib.loads(path.with_suffix(".toml").read_text())
    assert len(table["training"]["data"]) == 5
    assert table["training"]["start"] == ["MobileNetV2 trained on ImageNet (Apache-2.0)"]


@pytest.mark.parametrize("task", export_onnx.DEFAULTS)
def test_what_an_export_replaces_by_default_is_the_network_the_program_runs(task):
    name, long_side = export_onnx.DEFAULTS[task]
    bundled = first_card(task)
    assert bundled is not None
    assert (bundled.name, bundled.input.fit.long_side) == (name, long_side)


def test_a_network_that_disagrees_is_not_written(state, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(export_onnx, "export", lambda network, path: path.write_bytes(b"x"))
    monkeypatch.setattr(export_onnx, "largest_difference", lambda network, path: 0.5)
    with pytest.raises(StudioError, match="differs from torch"):
        export_onnx.export_checked(load_deployed(state), tmp_path / "bad.onnx")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def close_up_state():
    settings = CloseUpSettings(width=16, rates=(2,))
    network = train_close_up.new_network(settings, None)
    return {
        "average": {f"module.{name}": value for name, value in network.state_dict().items()},
        "step": 1,
        "settings": train_close_up.training_record(settings, Schedule(), None),
    }


class FewOperators(nn.Module):
    """A close-up network without encoder and decoder, whose export the portrait's test covers."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(2)
        self.features = nn.Conv2d(INPUTS, 8, 3, stride=2, padding=1)
        self.maps = nn.Conv2d(8, 4, 1)
        self.quality = QualityHead(width=8)

    def forward(self, image):
        features = self.features(image)
        semantic, boundary = self.maps(features).split((3, 1), dim=1)
        quality = self.quality(features, semantic.softmax(dim=1)[:, OWN : OWN + 1])
        return CloseUpOutputs(semantic, boundary, quality, [], [])


def test_a_close_ups_checkpoint_is_deployed_with_its_own_weights(close_up_state):
    deployed = load_deployed(close_up_state)
    assert isinstance(deployed, DeployedCloseUp) and not deployed.network.training
    for name, value in deployed.network.state_dict().items():
        assert torch.equal(value, close_up_state["average"][f"module.{name}"]), name
    with torch.no_grad():
        own, others, boundary, quality = deployed(torch.zeros(2, INPUTS, 64, 96))
    assert own.shape == others.shape == boundary.shape == (2, 1, 64, 96) and quality.shape == (2,)
    assert (own + others).max() < 1


@pytest.mark.filterwarnings("ignore")  # torch's exporter warns of its own internals
def test_an_exported_close_up_network_agrees_and_looks_at_people(close_up_state, tmp_path: Path):
    path = tmp_path / "small.onnx"
    deployed = DeployedCloseUp(FewOperators().eval())  # type: ignore[arg-type]
    assert export_onnx.export_checked(deployed, path) < 1e-3
    card = read_card(write_card(path, close_up_state, long_side=64))
    assert card.task == "close_up" and card.input.box_channel
    photo = np.random.default_rng(0).integers(0, 255, (80, 100, 3), np.uint8)
    found = [Detection((0.1, 0.1, 0.9, 0.5), 0.9), Detection((0.1, 0.5, 0.9, 0.9), 0.8)]
    looker = CloseUpLooker(card, threads=1)
    looks = looker.look(photo, found)  # both in one run, of another size than was traced
    one, two = (detection.box for detection in found)
    asked = [Asked(one, others=(two,)), Asked(two, others=(one,))]
    for look, alone in zip(looks, (looker.look_for(photo, [a])[0] for a in asked), strict=True):
        assert look.boundary is not None
        assert look.own.shape == look.others.shape == look.boundary.shape == (64, 64)
        assert (look.own + look.others).max() <= 1 + 1e-5 and 0 < look.quality < 1
        np.testing.assert_allclose(look.own, alone.own, atol=1e-4)


@pytest.fixture(scope="module")
def detector_state():
    settings = DetectorSettings(width=16)
    network = train_detector.new_network(settings, None)
    return {
        "average": {f"module.{name}": value for name, value in network.state_dict().items()},
        "step": 1,
        "settings": train_detector.training_record(settings, Schedule(), None),
    }


def test_a_detectors_checkpoint_is_deployed_with_its_own_weights(detector_state):
    deployed = load_deployed(detector_state)
    assert isinstance(deployed, DeployedDetector) and not deployed.network.training
    assert isinstance(deployed.network, DetectorNetwork)
    for name, value in deployed.network.state_dict().items():
        assert torch.equal(value, detector_state["average"][f"module.{name}"]), name
    with torch.no_grad():
        image = torch.randn(2, 3, 64, 96)
        (people,) = deployed(image)
        out = deployed.network(image)
    assert people.shape == (2, len(grid((64, 96), STRIDES)[0]), 5)
    assert torch.equal(people[..., :4], out.boxes)
    assert torch.equal(people[..., 4], out.scores.sigmoid())


class FewCells(nn.Module):
    """A detector's heads of two levels on plain features: the portrait's test covers encoders.

    It is unsure of most, and sure of few.
    """

    def __init__(self):
        super().__init__()
        torch.manual_seed(2)
        self.features = nn.Conv2d(3, 8, 1)
        self.heads = nn.ModuleDict({f"{n}": BoxHead(width=8, stride=n) for n in (16, 32)})
        for name, weight in self.heads.named_parameters():
            if name.endswith("1.weight") and weight.ndim == 4:  # the last of its branch
                nn.init.normal_(weight, std=2.0)
            if name.endswith("score.1.bias"):
                nn.init.constant_(weight, -1.0)

    def forward(self, image):
        features = self.features(image)
        found = [head(functional.avg_pool2d(features, int(n))) for n, head in self.heads.items()]
        scores, boxes = zip(*found, strict=True)
        return DetectorOutputs(torch.cat(scores, dim=1), torch.cat(boxes, dim=1))


@pytest.mark.filterwarnings("ignore")  # torch's exporter warns of its own internals
def test_an_exported_detector_agrees_and_finds_what_torch_finds(detector_state, tmp_path: Path):
    path = tmp_path / "small.onnx"
    deployed = DeployedDetector(FewCells().eval())  # type: ignore[arg-type]
    assert export_onnx.export_checked(deployed, path) < 1e-3
    card = read_card(write_card(path, detector_state, long_side=128))
    assert card.task == "detection" and card.input.fit.long_side == 128
    photo = np.random.default_rng(0).integers(0, 255, (6, 8, 3), np.uint8)
    photo = photo.repeat(16, axis=0).repeat(16, axis=1)
    decoded = PortraitPredictor(card, threads=1).decode(photo)  # as large as its input
    with torch.no_grad():
        image = torch.from_numpy(photo.astype(np.float32) / 127.5 - 1).permute(2, 0, 1)[None]
        best = deployed(image)[0][0].numpy()
    best = best[best[:, 4].argmax()]
    assert decoded.person is None and decoded.detections
    found = decoded.detections[0]
    assert found.score == pytest.approx(best[4], abs=1e-3) and best[4] > 0.25
    expected = np.clip(best[:4] / (96, 128, 96, 128), 0, 1)
    np.testing.assert_allclose(found.box, expected, atol=1e-3)
    assert all(one.score >= 0.25 for one in decoded.detections)
