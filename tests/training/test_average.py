import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from portrait_studio.errors import StudioError  # noqa: E402
from training.average import mean_of  # noqa: E402
from training.loop import Schedule  # noqa: E402
from training.networks.close_up import CloseUpSettings  # noqa: E402
from training.train_close_up import new_network, training_record  # noqa: E402


def state(weight, *, width=16):
    return {
        "step": 3,
        "settings": {"network": {"width": width}},
        "average": {"module.a": torch.tensor([weight]), "n_averaged": torch.tensor(7)},
    }


def test_weights_are_averaged_and_the_state_says_so():
    mean = mean_of([state(1.0), state(2.0), state(6.0)])
    assert mean["average"]["module.a"].item() == 3.0
    assert mean["average"]["n_averaged"].item() == 7
    assert mean["settings"]["mean_of"] == 3


def test_a_mean_owns_up_to_masks_of_our_own_that_any_part_learned_from():
    one, two = state(1.0), state(3.0)
    one["settings"]["self_masks"], two["settings"]["self_masks"] = True, False
    assert mean_of([one, two])["settings"]["self_masks"] is True
    assert not mean_of([two, two])["settings"]["self_masks"]


def test_the_states_given_stay_as_they_are():
    one, two = state(1.0), state(3.0)
    mean_of([one, two])
    assert two["average"]["module.a"].item() == 3.0 and "mean_of" not in two["settings"]


def test_different_networks_are_refused():
    with pytest.raises(StudioError, match="different networks"):
        mean_of([state(1.0), state(2.0, width=64)])


def test_each_counts_by_its_share():
    mean = mean_of([state(1.0), state(2.0), state(6.0)], shares=[1, 1, 2])
    assert mean["average"]["module.a"].item() == 3.75
    assert mean["settings"]["mean_of"] == 3
    for wrong in ([1, 2], [1, 0, 2], [1, -1, 2]):
        with pytest.raises(StudioError, match="share above 0"):
            mean_of([state(1.0), state(2.0), state(6.0)], shares=wrong)


def close_up(*, refined, width=16):
    settings = CloseUpSettings(width=width, rates=(2,), refined=refined)
    network = new_network(settings, None)
    average = {f"module.{name}": value for name, value in network.state_dict().items()}
    record = training_record(settings, Schedule(), None)
    return {"step": 1, "settings": record, "average": {**average, "n_averaged": torch.tensor(4)}}


def test_a_network_that_was_refined_on_the_way_is_averaged_with_what_it_was():
    before, after = close_up(refined=False), close_up(refined=True)
    del before["settings"]["network"]["refined"]  # as checkpoints of that time were
    last = "module.deep.0.residual.3.weight"
    name = "module.encoder.features.5.conv.0.0.weight"
    before["average"][name] = before["average"][name] + 2
    after["average"][last] = after["average"][last] + 4
    mean = mean_of([before, after])
    assert mean["settings"]["network"]["refined"] and set(mean["average"]) == set(after["average"])
    assert (mean["average"][last] == 2).all()  # it began as nothing
    torch.testing.assert_close(mean["average"][name], after["average"][name] + 1)
    inner = "module.deep.0.residual.0.0.weight"
    assert torch.equal(mean["average"][inner], after["average"][inner])
    after["settings"]["network"]["width"] = 48
    with pytest.raises(StudioError, match="different networks"):
        mean_of([before, after])


def test_a_network_that_was_made_wider_on_the_way_is_averaged_with_what_it_was():
    before, after = close_up(refined=True), close_up(refined=True, width=32)
    shared, grown = "module.encoder.features.5.conv.0.0.weight", "module.fine_maps.coarse.weight"
    after["average"][shared] = after["average"][shared] + 3
    mean = mean_of([before, after], shares=[2, 1])["average"]
    torch.testing.assert_close(mean[shared], before["average"][shared] + 1)
    wide = CloseUpSettings(width=32, rates=(2,), refined=True)
    start = new_network(wide, before).state_dict()[grown.removeprefix("module.")]
    torch.testing.assert_close(mean[grown], (2 * start + after["average"][grown]) / 3)
    assert start.shape[1] == 32 and not torch.equal(start, after["average"][grown])
    with pytest.raises(StudioError, match="different networks"):
        mean_of([after, before])
