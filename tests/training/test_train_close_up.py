from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from portrait_studio.errors import StudioError  # noqa: E402
from training import checkpoint, train, train_close_up  # noqa: E402
from training.data.close_ups import CloseUps  # noqa: E402
from training.data.labelled import Labelled  # noqa: E402
from training.data.mixture import Mixture  # noqa: E402
from training.loop import Schedule, schedule_of, start_or_go_on  # noqa: E402
from training.networks.close_up import CloseUpSettings  # noqa: E402
from training.networks.encoders import TINY_VIT  # noqa: E402
from training.networks.portrait import NetworkSettings, PortraitNetwork  # noqa: E402
from training.train_close_up import DEFAULT, loss_of, new_network, training_record  # noqa: E402
from training.weights import averaged_weights, photos_seen  # noqa: E402

SETTINGS = CloseUpSettings(width=16, rates=(2,))


def two_people(random):
    """A red person beside a blue one, either of whom may be asked for."""
    photo = random.integers(90, 110, (64, 96, 3), dtype=np.uint8)
    labels = np.zeros((64, 96), np.uint8)
    labels[12:60, 14:44], labels[8:60, 48:80] = 1, 2
    photo[labels == 1], photo[labels == 2] = (220, 30, 30), (30, 30, 220)
    return Labelled(photo, labels, borders_known=True, people_known=True)


MIXTURE = Mixture((two_people,), (1.0,))


def go(out: Path, schedule: Schedule, *, stop_at: int | None = None):
    """Train as the command does; with `stop_at` as if it were cut after that many steps."""
    done: list[dict[str, float]] = []

    def loss(network, image, targets):
        if stop_at is not None and len(done) == stop_at:
            raise KeyboardInterrupt
        total, parts = loss_of(network, image, targets)
        done.append(parts)
        return total, parts

    def samples(first):
        return CloseUps(
            MIXTURE,
            crop=schedule.crop,
            seed=schedule.seed,
            first=first * schedule.batch,
            count=(schedule.steps - first) * schedule.batch,
        )

    start_or_go_on(
        new_network(SETTINGS, None),
        samples,
        out=out,
        schedule=schedule,
        loss=loss,
        record=training_record(SETTINGS, schedule, None),
    )
    return done


def test_a_training_that_was_cut_goes_on_exactly(tmp_path: Path):
    schedule = Schedule(steps=3, batch=2, crop=32, base=32, warm_up=1, save_every=2)
    go(tmp_path / "whole", schedule)
    with pytest.raises(KeyboardInterrupt):
        go(tmp_path / "cut", schedule, stop_at=2)
    assert checkpoint.read(tmp_path / "cut" / "checkpoint.pt")["step"] == 2
    assert len(go(tmp_path / "cut", schedule)) == 1
    whole, cut = (checkpoint.read(tmp_path / n / "checkpoint.pt") for n in ("whole", "cut"))
    for part in ("network", "average"):
        for name, value in whole[part].items():
            assert torch.equal(value, cut[part][name]), name


def test_a_training_that_was_cut_goes_on_with_the_minutes_that_are_left(tmp_path: Path):
    schedule = Schedule(steps=3, batch=2, crop=32, base=32, warm_up=1, minutes=60.0)
    assert len(go(tmp_path, schedule)) == 3
    path = tmp_path / "checkpoint.pt"
    state = checkpoint.read(path)
    assert 0 < state["minutes"] < 60
    assert state["step"] == 3 and not go(tmp_path, schedule)
    longer = replace(schedule, steps=100)
    checkpoint.write(path, {**state, "minutes": 61.0})
    assert not go(tmp_path, longer)  # its time was over
    assert checkpoint.read(path)["minutes"] == 61.0


def test_learning_lowers_the_losses(tmp_path: Path):
    schedule = Schedule(
        steps=14, batch=4, crop=64, base=64, warm_up=2, rate=3e-3, frozen_layers=6, save_every=99
    )
    losses = go(tmp_path, schedule)
    for name in ("mask", "overlap"):
        first, last = ([parts[name] for parts in some] for some in (losses[:4], losses[-4:]))
        assert np.mean(last) < 0.85 * np.mean(first), name


def portrait_start(folder: Path) -> Path:
    settings = NetworkSettings(width=16, rates=(2,))
    torch.manual_seed(5)
    network = PortraitNetwork(settings)
    schedule = Schedule(batch=8)
    record = train.training_record(settings, schedule, Path("encoder.npz"))
    average = {f"module.{name}": value for name, value in network.state_dict().items()}
    path = folder / "portrait.pt"
    checkpoint.write(path, {"average": average, "step": 10, "settings": record})
    return path


def test_it_starts_from_a_portraits_checkpoint_and_remembers_it(tmp_path: Path):
    path = portrait_start(tmp_path)
    weights = averaged_weights(checkpoint.read(path))
    network = new_network(SETTINGS, path).state_dict()
    name = "encoder.features.5.conv.0.0.weight"
    assert torch.equal(network[name], weights[name])
    assert torch.equal(
        network["fine_maps.semantic.bias"], weights["fine_maps.semantic.bias"][[0, 1, 1]]
    )
    record = training_record(SETTINGS, DEFAULT, path)
    assert record["task"] == "close_up" and record["starts"] == ["encoder.npz"]
    assert record["photos_before"] == 80
    assert photos_seen({"step": 2, "settings": record}) == 80 + 2 * DEFAULT.batch


def test_it_starts_from_a_close_ups_own_checkpoint(tmp_path: Path):
    torch.manual_seed(9)
    state = {k: v + 0.01 for k, v in new_network(SETTINGS, None).state_dict().items()}
    path = tmp_path / "close-up.pt"
    average = {f"module.{name}": value for name, value in state.items()}
    record = training_record(SETTINGS, DEFAULT, None)
    checkpoint.write(path, {"average": average, "step": 1, "settings": record})
    begun = new_network(SETTINGS, path).state_dict()
    for name in ("quality.score.0.weight", "encoder.features.0.0.weight"):
        torch.testing.assert_close(begun[name], state[name])


def test_every_field_of_the_schedule_is_an_option():
    options = train_close_up.parser().parse_args(["--out", "x", "--steps", "7", "--rate", "0.5"])
    schedule = schedule_of(options)
    assert (schedule.steps, schedule.rate) == (7, 0.5)
    assert schedule.crop == DEFAULT.crop and schedule.frozen_layers == 0


def test_learning_from_our_own_masks_is_remembered_by_later_trainings(tmp_path: Path):
    assert training_record(SETTINGS, DEFAULT, None)["self_masks"] is False
    record = training_record(SETTINGS, DEFAULT, None, self_masks=True)
    assert record["self_masks"] is True
    path = tmp_path / "taught.pt"
    checkpoint.write(path, {"average": {}, "step": 1, "settings": record})
    assert training_record(SETTINGS, DEFAULT, path)["self_masks"] is True


def test_a_folder_without_masks_is_refused_before_a_step(tmp_path: Path):
    columns = "name,source,kind,split,height,width,people,boxes"
    (tmp_path / "index.csv").write_text(f"{columns}\na,coco,instance,train,48,64,1,\n")
    given = ["--data", str(tmp_path), "--out", str(tmp_path / "out")]
    options = train_close_up.parser().parse_args([*given, "--self-masks", str(tmp_path / "no")])
    with pytest.raises(StudioError, match=r"no has no masks: .*training\.self_masks"):
        train_close_up.run(options)
    assert not (tmp_path / "out").exists()


VIT = replace(SETTINGS, output_stride=16, encoder=TINY_VIT)


def mobile_sam(folder: Path) -> Path:
    """A file as MobileSAM publishes it, with weights that nobody has learned."""
    torch.manual_seed(7)
    encoder = new_network(VIT, None).encoder.state_dict()
    path = folder / "mobile_sam.pt"
    torch.save({f"image_encoder.{name}": value + 0.01 for name, value in encoder.items()}, path)
    return path


def test_a_tiny_vit_starts_from_mobile_sam_and_the_rest_from_a_close_up(tmp_path: Path):
    torch.manual_seed(9)
    average = {f"module.{k}": v + 0.01 for k, v in new_network(SETTINGS, None).state_dict().items()}
    start = tmp_path / "close-up.pt"
    record = {**training_record(SETTINGS, DEFAULT, None), "starts": ["encoder.npz"]}
    checkpoint.write(start, {"average": average, "step": 1, "settings": record})
    published = mobile_sam(tmp_path)
    begun = new_network(VIT, start, mobile_sam=published).state_dict()
    name = "layers.2.blocks.3.attn.attention_biases"
    weights = torch.load(published, weights_only=True)
    assert torch.equal(begun[f"encoder.{name}"], weights[f"image_encoder.{name}"])
    assert torch.equal(begun["quality.score.0.weight"], average["module.quality.score.0.weight"])
    record = training_record(VIT, DEFAULT, start, mobile_sam=published)
    assert record["starts"] == ["encoder.npz", "mobile_sam.pt"]
    assert record["network"]["encoder"] == TINY_VIT


def test_mobile_sam_is_for_a_tiny_vit_and_must_be_whole(tmp_path: Path):
    published = mobile_sam(tmp_path)
    with pytest.raises(StudioError, match="ask for that one"):
        new_network(SETTINGS, None, mobile_sam=published)
    weights = torch.load(published, weights_only=True)
    weights.pop("image_encoder.layers.3.blocks.1.mlp.fc2.bias")
    torch.save(weights, published)
    with pytest.raises(StudioError, match="lack image_encoder"):
        new_network(VIT, None, mobile_sam=published)


def test_a_tiny_vit_learns(tmp_path: Path):
    schedule = Schedule(steps=2, batch=2, crop=64, base=64, warm_up=1, frozen_layers=1)
    network = new_network(VIT, None)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    samples = CloseUps(MIXTURE, crop=64, seed=1, first=0, count=4)
    start_or_go_on(
        network,
        lambda first: samples,
        out=tmp_path,
        schedule=schedule,
        loss=loss_of,
        record=training_record(VIT, schedule, None),
    )
    learned = checkpoint.read(tmp_path / "checkpoint.pt")["network"]
    changed = {name for name, value in learned.items() if not torch.equal(value, before[name])}
    assert "encoder.layers.3.blocks.0.attn.qkv.weight" in changed
    assert not any(name.startswith("encoder.patch_embed") for name in changed)
