from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from tests.training.tiny_yolox import tiny_yolox  # noqa: E402
from training import checkpoint, train, train_detector  # noqa: E402
from training.box_teacher import BoxTeacher  # noqa: E402
from training.data.labelled import Labelled  # noqa: E402
from training.data.mixture import Mixture  # noqa: E402
from training.data.taught_boxes import TaughtBoxes  # noqa: E402
from training.loop import Schedule, schedule_of, start_or_go_on  # noqa: E402
from training.networks.detector import DetectorSettings  # noqa: E402
from training.networks.portrait import NetworkSettings, PortraitNetwork  # noqa: E402
from training.train_detector import DEFAULT, loss_of, new_network, training_record  # noqa: E402
from training.weights import averaged_weights, photos_seen  # noqa: E402

SETTINGS = DetectorSettings(width=16)


def two_people(random):
    """Two red people, of whom the teacher sees what is redder than its surroundings."""
    photo = random.integers(90, 110, (64, 96, 3), dtype=np.uint8)
    labels = np.zeros((64, 96), np.uint8)
    labels[12:60, 10:40], labels[8:60, 52:86] = 1, 2
    photo[labels > 0] = (220, 30, 30)
    return Labelled(photo, labels, borders_known=True, people_known=True)


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> BoxTeacher:
    return BoxTeacher(tiny_yolox(tmp_path_factory.mktemp("yolox")))


def go(out: Path, schedule: Schedule, teacher: BoxTeacher, *, stop_at: int | None = None):
    """Train as the command does; with `stop_at` as if it were cut after that many steps."""
    done: list[dict[str, float]] = []

    def loss(network, image, targets):
        if stop_at is not None and len(done) == stop_at:
            raise KeyboardInterrupt
        total, parts = loss_of(network, image, targets)
        done.append(parts)
        return total, parts

    def samples(first):
        return TaughtBoxes(
            Mixture((two_people,), (1.0,)),
            teacher,
            crop=schedule.crop,
            base=schedule.base,
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


def test_a_training_that_was_cut_goes_on_exactly(tmp_path: Path, teacher: BoxTeacher):
    schedule = Schedule(steps=3, batch=2, crop=64, base=64, warm_up=1, save_every=2)
    go(tmp_path / "whole", schedule, teacher)
    with pytest.raises(KeyboardInterrupt):
        go(tmp_path / "cut", schedule, teacher, stop_at=2)
    assert checkpoint.read(tmp_path / "cut" / "checkpoint.pt")["step"] == 2
    assert len(go(tmp_path / "cut", schedule, teacher)) == 1
    whole, cut = (checkpoint.read(tmp_path / n / "checkpoint.pt") for n in ("whole", "cut"))
    for part in ("network", "average"):
        for name, value in whole[part].items():
            assert torch.equal(value, cut[part][name]), name


def test_learning_lowers_the_losses(tmp_path: Path, teacher: BoxTeacher):
    schedule = Schedule(
        steps=28, batch=4, crop=64, base=64, warm_up=2, rate=1e-2, frozen_layers=6, save_every=99
    )
    losses = go(tmp_path, schedule, teacher)
    for name in ("score", "boxes"):
        first, last = ([parts[name] for parts in some] for some in (losses[:6], losses[-6:]))
        assert np.mean(last) < 0.7 * np.mean(first), name


def portrait_start(folder: Path) -> Path:
    settings = NetworkSettings(width=16, rates=(2,))
    torch.manual_seed(5)
    network = PortraitNetwork(settings)
    record = train.training_record(settings, Schedule(batch=8), Path("encoder.npz"))
    average = {f"module.{name}": value for name, value in network.state_dict().items()}
    path = folder / "portrait.pt"
    checkpoint.write(path, {"average": average, "step": 10, "settings": record})
    return path


def test_its_encoder_starts_from_a_portraits_checkpoint_and_remembers_it(tmp_path: Path):
    path = portrait_start(tmp_path)
    weights = averaged_weights(checkpoint.read(path))
    network, fresh = (new_network(SETTINGS, start).state_dict() for start in (path, None))
    for name, value in network.items():
        expected = weights[name] if name.startswith("encoder.") else fresh[name]
        assert torch.equal(value, expected), name
    record = training_record(SETTINGS, DEFAULT, path)
    assert record["task"] == "detection" and record["starts"] == ["encoder.npz"]
    assert record["photos_before"] == 80
    assert photos_seen({"step": 2, "settings": record}) == 80 + 2 * DEFAULT.batch


def test_it_starts_from_a_detectors_own_checkpoint(tmp_path: Path):
    state = {k: v + 1 for k, v in new_network(SETTINGS, None).state_dict().items()}
    path = tmp_path / "detector.pt"
    average = {f"module.{name}": value for name, value in state.items()}
    record = training_record(SETTINGS, DEFAULT, None)
    checkpoint.write(path, {"average": average, "step": 1, "settings": record})
    for name, value in new_network(SETTINGS, path).state_dict().items():
        assert torch.equal(value, state[name]), name


def test_its_encoder_may_come_from_another_network_than_the_rest(tmp_path: Path):
    state = {k: v + 1 for k, v in new_network(SETTINGS, None).state_dict().items()}
    path = tmp_path / "detector.pt"
    average = {f"module.{name}": value for name, value in state.items()}
    own = {**training_record(SETTINGS, DEFAULT, None), "starts": ["boxes.npz", "encoder.npz"]}
    checkpoint.write(path, {"average": average, "step": 1, "settings": own})
    other = portrait_start(tmp_path)
    weights = averaged_weights(checkpoint.read(other))
    for name, value in new_network(SETTINGS, path, encoder=other).state_dict().items():
        expected = weights[name] if name.startswith("encoder.") else state[name]
        assert torch.equal(value, expected), name
    record = training_record(SETTINGS, DEFAULT, path, encoder=other)
    assert record["starts"] == ["boxes.npz", "encoder.npz"]
    assert record["photos_before"] == DEFAULT.batch


def test_every_field_of_the_schedule_is_an_option():
    options = train_detector.parser().parse_args(["--out", "x", "--steps", "7", "--rate", "0.5"])
    schedule = schedule_of(options)
    assert (schedule.steps, schedule.rate) == (7, 0.5)
    assert (schedule.crop, schedule.base) == (DEFAULT.crop, DEFAULT.base)


def test_the_command_trains_with_the_teacher_and_the_photos_it_is_given(
    tmp_path: Path, teacher: BoxTeacher, monkeypatch: pytest.MonkeyPatch
):
    asked: list[object] = []

    def found_card(card, *, folder):
        asked.extend((card, folder))
        return teacher.card

    def mixture(data, *, teacher):
        asked.extend((data, teacher))
        return Mixture((two_people,), (1.0,))

    monkeypatch.setattr(train_detector, "find_card", found_card)
    monkeypatch.setattr(train_detector, "detector_mixture", mixture)
    given = {"data": "photos", "teacher": "masks", "card": "net.toml", "peers": "nets"}
    given |= {"out": str(tmp_path / "run"), "start": str(portrait_start(tmp_path))}
    given |= {"width": "16", "steps": "1", "batch": "2", "crop": "64"}
    arguments = [part for name, value in given.items() for part in (f"--{name}", value)]
    train_detector.run(train_detector.parser().parse_args(arguments))
    state = checkpoint.read(tmp_path / "run" / "checkpoint.pt")
    assert state["step"] == 1 and state["settings"]["network"]["width"] == 16
    assert asked == [Path(given[name]) for name in ("data", "teacher", "card", "peers")]
