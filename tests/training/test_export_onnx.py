import tomllib
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")
pytest.importorskip("onnxscript", reason="exporting needs the extra 'train'")

from portrait_studio.errors import StudioError  # noqa: E402
from portrait_studio.inference.cards import read_card  # noqa: E402
from training import checkpoint, export_onnx  # noqa: E402
from training.card import write_card  # noqa: E402
from training.loop import Schedule, build_learner  # noqa: E402
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
    assert export_onnx.export_checked(export_onnx.load_deployed(state), path) < 1e-3
    card = read_card(write_card(path, state, long_side=256))
    assert card.load() and card.input.fit.long_side == 256
    table = tomllib.loads(path.with_suffix(".toml").read_text())
    assert len(table["training"]["data"]) == 5
    assert table["training"]["start"] == ["MobileNetV2 trained on ImageNet (Apache-2.0)"]


def test_a_network_that_disagrees_is_not_written(state, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(export_onnx, "export", lambda network, path: path.write_bytes(b"x"))
    monkeypatch.setattr(export_onnx, "largest_difference", lambda network, path: 0.5)
    with pytest.raises(StudioError, match="differs from torch"):
        export_onnx.export_checked(export_onnx.load_deployed(state), tmp_path / "bad.onnx")
    assert list(tmp_path.iterdir()) == []
