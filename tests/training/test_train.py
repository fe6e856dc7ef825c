from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from torch.utils.data import default_collate  # noqa: E402

from portrait_studio.errors import StudioError  # noqa: E402
from training import checkpoint  # noqa: E402
from training.data.labelled import Labelled  # noqa: E402
from training.data.mixture import Mixture  # noqa: E402
from training.loop import Schedule, build_learner, train, warm_average  # noqa: E402
from training.losses import WEIGHTS  # noqa: E402
from training.networks.close_up import CloseUpNetwork, CloseUpSettings  # noqa: E402
from training.networks.encoders import TINY_VIT  # noqa: E402
from training.networks.portrait import NetworkSettings, PortraitNetwork  # noqa: E402
from training.train import (  # noqa: E402
    _network_settings,
    new_network,
    parser,
    portrait_loss,
    portrait_samples,
    run,
    training_record,
)
from training.weights import averaged_weights, photos_seen  # noqa: E402

SETTINGS = NetworkSettings(width=16, rates=(2,))
SCHEDULE = Schedule(steps=4, batch=2, crop=64, base=64, warm_up=1, rate=1e-3)


def coloured_person(random):
    """A red person on grey: learnable within a few steps."""
    photo = random.integers(90, 110, (64, 64, 3), dtype=np.uint8)
    labels = np.zeros((64, 64), np.uint8)
    row, col = random.integers(4, 24, 2)
    labels[row : row + 36, col : col + 30] = 1
    photo[labels == 1] = (220, 30, 30)
    return Labelled(photo, labels, borders_known=True, people_known=True)


MIXTURE = Mixture((coloured_person,), (1.0,))


def learner():
    return build_learner(new_network(SETTINGS, None), SCHEDULE)


def steps(start, *, first=0, schedule=SCHEDULE):
    return train(
        start,
        portrait_samples(MIXTURE, schedule, first=first),
        schedule=schedule,
        loss=portrait_loss,
        device=torch.device("cpu"),
        first=first,
    )


def test_a_training_that_was_cut_goes_on_exactly(tmp_path: Path):
    whole = learner()
    list(steps(whole))
    cut = learner()
    run = steps(cut)
    next(run), next(run)
    run.close()
    path = tmp_path / "checkpoint.pt"
    checkpoint.save(path, cut, step=2, settings={})
    resumed = learner()
    assert checkpoint.restore(resumed, checkpoint.read(path)) == 2
    list(steps(resumed, first=2))
    for name, value in whole.average.state_dict().items():
        assert torch.equal(value, resumed.average.state_dict()[name]), name


def test_learning_lowers_the_loss():
    schedule = Schedule(steps=16, batch=4, crop=64, base=64, warm_up=2, rate=3e-3)
    losses = [parts["mask"] for _, parts in steps(learner(), schedule=schedule)]
    assert np.mean(losses[-4:]) < 0.7 * np.mean(losses[:4])


def test_the_rate_rises_then_falls():
    schedule = Schedule(steps=100, warm_up=10)
    rates = [schedule.rate_at(step) for step in range(100)]
    assert rates[0] < rates[5] < rates[9] and rates[-1] < 0.05 * schedule.rate
    assert rates[20:] == sorted(rates[20:], reverse=True)


def test_minutes_end_a_training_and_the_rate_falls_with_them():
    schedule = Schedule(steps=1000, warm_up=1, minutes=2.0)
    assert schedule.rate_at(10, 0.0) > 0.99 * schedule.rate
    assert schedule.rate_at(10, 1.0) == pytest.approx(0.51 * schedule.rate)
    assert schedule.rate_at(10, 2.0) == pytest.approx(0.02 * schedule.rate)
    assert schedule.done(500, 0.5) == 0.5 and schedule.done(10, 5.0) == 1.0
    assert Schedule(steps=10).done(4, 1e6) == 0.4  # without minutes, steps alone count
    over = Schedule(steps=16, batch=4, crop=64, base=64, minutes=1e-6)
    assert not list(steps(learner(), schedule=over))


def test_how_many_draw_samples_does_not_change_what_is_learned():
    one, two = learner(), learner()
    list(steps(one))
    list(steps(two, schedule=replace(SCHEDULE, workers=2)))
    for name, value in one.average.state_dict().items():
        assert torch.equal(value, two.average.state_dict()[name]), name


def test_the_average_forgets_where_it_started():
    average, value = [torch.zeros(1)], [torch.ones(1)]
    update = warm_average(0.998)
    for step in range(1, 40):
        update(average, value, torch.tensor(step))
    assert average[0].item() > 0.99


def test_another_trainings_checkpoint_is_a_start_and_is_remembered(tmp_path: Path):
    one = learner()
    path = tmp_path / "checkpoint.pt"
    settings = training_record(SETTINGS, SCHEDULE, Path("encoder.npz"))
    checkpoint.save(path, one, step=4, settings=settings)
    state = checkpoint.read(path)
    two = new_network(SETTINGS, path).state_dict()
    assert all(torch.equal(v, two[k]) for k, v in averaged_weights(state).items())
    record = training_record(SETTINGS, SCHEDULE, path)
    assert record["starts"] == ["encoder.npz"]
    assert record["photos_before"] == 4 * SCHEDULE.batch
    assert photos_seen({"step": 3, "settings": record}) == 7 * SCHEDULE.batch


def test_the_people_head_pulls_less_at_what_all_learn_together():
    batch = default_collate([portrait_samples(MIXTURE, SCHEDULE)[index] for index in range(2)])
    image = batch.pop("image")

    def pull(weights):
        network = new_network(SETTINGS, None)
        total, parts = portrait_loss(network, image, batch, weights=weights)
        total.backward()
        parameters = network.encoder.parameters()
        gradients = [each.grad.flatten() for each in parameters if each.grad is not None]
        return float(torch.cat(gradients).norm()), parts

    nothing = replace(WEIGHTS, mask=0.0, overlap=0.0, boundary=0.0, side=0.0)
    (whole, parts), (tenth, same) = pull(nothing), pull(nothing.with_people(0.1))
    assert same == pytest.approx(parts)
    assert tenth == pytest.approx(0.1 * whole, rel=0.2)


def test_a_training_gives_the_people_head_the_share_it_was_asked_for(tmp_path: Path, monkeypatch):
    started = {}
    monkeypatch.setattr("training.train.open_mixture", lambda options: MIXTURE)
    monkeypatch.setattr("training.train.start_or_go_on", lambda *_, **how: started.update(how))

    def weights(*asked):
        options = parser().parse_args(["--out", str(tmp_path), "--width", "16", *asked])
        options.start = None
        run(options)
        return started["loss"].keywords["weights"], started["record"]["loss_weights"]

    learns, says = weights()
    assert learns == WEIGHTS and says == asdict(WEIGHTS)
    learns, says = weights("--people-share", "0.1")
    assert learns == WEIGHTS.with_people(0.1) and says == asdict(learns)


def test_learning_from_our_own_masks_is_remembered_by_later_trainings(tmp_path: Path):
    assert training_record(SETTINGS, SCHEDULE, None)["self_masks"] is False
    record = training_record(SETTINGS, SCHEDULE, None, self_masks=True)
    checkpoint.write(tmp_path / "taught.pt", {"average": {}, "step": 1, "settings": record})
    assert training_record(SETTINGS, SCHEDULE, tmp_path / "taught.pt")["self_masks"] is True


@pytest.mark.parametrize("others", [["--voc", "x"], ["--folders", "x", "y"]])
def test_our_own_masks_are_of_no_other_photos(others, capsys):
    with pytest.raises(SystemExit):
        parser().parse_args(["--out", "runs/x", "--self-masks", "runs/self-masks", *others])
    assert "--self-masks" in capsys.readouterr().err


def test_what_is_kept_of_a_training_is_a_start_for_another(tmp_path: Path):
    settings = training_record(SETTINGS, SCHEDULE, None)
    checkpoint.save(tmp_path / "checkpoint.pt", learner(), step=2, settings=settings)
    whole = checkpoint.read(tmp_path / "checkpoint.pt")
    checkpoint.save_start(tmp_path / "start.pt", whole)
    assert (tmp_path / "start.pt").stat().st_size < (tmp_path / "checkpoint.pt").stat().st_size / 2
    begun = new_network(SETTINGS, tmp_path / "start.pt").state_dict()
    for name, value in averaged_weights(whole).items():
        torch.testing.assert_close(begun[name], value, rtol=2e-3, atol=1e-6)


def test_a_damaged_checkpoint_says_so(tmp_path: Path):
    path = tmp_path / "checkpoint.pt"
    path.write_bytes(b"not a checkpoint")
    with pytest.raises(StudioError, match="not a checkpoint"):
        checkpoint.read(path)


def test_frozen_layers_do_not_learn():
    network = PortraitNetwork(SETTINGS)
    build_learner(network, Schedule(frozen_layers=3))
    learns = {name for name, value in network.encoder.named_parameters() if value.requires_grad}
    assert "features.3.conv.2.weight" in learns and "features.2.conv.2.weight" not in learns


def test_a_tiny_vit_starts_from_what_a_close_up_network_learned(tmp_path: Path):
    torch.manual_seed(4)
    close_up = CloseUpNetwork(CloseUpSettings(width=16, rates=(2,), encoder=TINY_VIT))
    state = {f"module.{name}": value for name, value in close_up.state_dict().items()}
    start = tmp_path / "close-up.pt"
    record = {**training_record(SETTINGS, SCHEDULE, None), "starts": ["mobile_sam.pt"]}
    checkpoint.write(start, {"average": state, "step": 3, "settings": record})
    settings = replace(SETTINGS, encoder=TINY_VIT)
    begun = new_network(settings, start).state_dict()
    for name in ("encoder.layers.2.blocks.0.attn.qkv.weight", "decoder.joins.0.0.weight"):
        assert torch.equal(begun[name], state[f"module.{name}"]), name
    assert begun["fine_maps.semantic.bias"].shape == (2,)  # of two categories, not three
    record = training_record(settings, SCHEDULE, start)
    assert record["starts"] == ["mobile_sam.pt"] and record["network"]["encoder"] == TINY_VIT


def test_an_encoders_archive_is_for_that_encoder(tmp_path: Path):
    np.savez(tmp_path / "encoder.npz", weights=np.zeros(1))
    with pytest.raises(StudioError, match="is for the encoder mobilenet_v2"):
        new_network(replace(SETTINGS, encoder=TINY_VIT), tmp_path / "encoder.npz")


def test_a_checkpoint_with_nothing_in_common_is_refused(tmp_path: Path):
    start = tmp_path / "other.pt"
    average = {"module.elsewhere.weight": torch.zeros(2)}
    checkpoint.write(start, {"average": average, "step": 1, "settings": {}})
    with pytest.raises(StudioError, match="no weights in common"):
        new_network(SETTINGS, start)


def test_branches_reach_as_far_in_pixels_whatever_the_encoder():
    plain, other = (
        _network_settings(parser().parse_args(["--out", "x", *more]))
        for more in ([], ["--encoder", TINY_VIT])
    )
    assert [32 * rate for rate in plain.rates] == [16 * rate for rate in other.rates]
    assert plain.output_stride == 32 and other.encoder == TINY_VIT
