import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from training.networks.close_up import (  # noqa: E402
    BACKGROUND,
    CLICK_CHANNELS,
    INPUTS,
    MASK_CHANNEL,
    OTHERS,
    OTHERS_CHANNEL,
    OWN,
    CloseUpNetwork,
    CloseUpSettings,
    start_from,
)
from training.networks.decoder import Parts  # noqa: E402
from training.networks.portrait import NetworkSettings, PortraitNetwork  # noqa: E402

SMALL = {"width": 16, "rates": (2,)}


def seeded(**settings):
    torch.manual_seed(0)
    return CloseUpNetwork(CloseUpSettings(**{**SMALL, **settings})).eval()


@pytest.fixture
def portrait():
    torch.manual_seed(1)
    return PortraitNetwork(NetworkSettings(width=16, rates=(2,))).eval()


@pytest.fixture
def image():
    """Two photos with a box each, and no clicks."""
    values = torch.randn(2, INPUTS, 64, 96, generator=torch.Generator().manual_seed(3))
    values[:, 3] = -1
    values[:, [*CLICK_CHANNELS, MASK_CHANNEL, OTHERS_CHANNEL]] = 0
    values[0, 3, 10:50, 20:60] = 1
    values[1, 3, 30:60, 50:90] = 1
    return values


def test_outputs_have_the_promised_shapes(image):
    out = seeded()(image)
    assert out.semantic.shape == (2, 3, 32, 48)
    assert out.boundary.shape == (2, 1, 32, 48)
    assert out.quality.shape == (2,)
    assert [s.shape[1:] for s in out.side_semantics] == [
        (3, 64 // stride, 96 // stride) for stride in (4, 8, 16, 32)
    ]
    assert out.in_full_precision().quality.dtype == torch.float32


def test_a_smaller_output_stride_refines_the_deepest_level_alone(image):
    out = seeded(output_stride=16)(image)
    assert [s.shape[1:] for s in out.side_semantics] == [
        (3, 64 // stride, 96 // stride) for stride in (4, 8, 16, 16)
    ]


def test_at_every_output_stride_the_branches_reach_as_many_pixels():
    coarse, fine = CloseUpSettings.with_stride(32), CloseUpSettings.with_stride(16, width=32)
    assert coarse == CloseUpSettings()
    assert (fine.width, fine.output_stride) == (32, 16)
    assert [16 * rate for rate in fine.rates] == [32 * rate for rate in coarse.rates]


def test_the_weights_of_one_output_stride_fit_the_other(image):
    coarse, fine = seeded(), seeded(output_stride=16)
    with torch.no_grad():
        for value in coarse.parameters():
            value.add_(0.01)
        assert not torch.equal(fine(image).semantic, coarse(image).semantic)
    start_from(fine, coarse.state_dict())
    for name, value in coarse.state_dict().items():
        assert torch.equal(fine.state_dict()[name], value), name


def test_the_box_changes_the_answer(image):
    network, other = seeded(), image.clone()
    other[:, 3] = -1
    with torch.no_grad():
        assert not torch.allclose(network(image).semantic, network(other).semantic)


@pytest.mark.parametrize("channel", [*CLICK_CHANNELS, MASK_CHANNEL])
def test_clicks_change_the_answer(image, channel):
    network, other = seeded(), image.clone()
    other[:, channel, 20:26, 30:36] = 2
    with torch.no_grad():
        assert not torch.allclose(network(image).semantic, network(other).semantic)


def test_a_start_that_knew_no_clicks_answers_as_it_did_without_them(image):
    knew, network = seeded(), seeded()
    weights = knew.state_dict()
    first = "encoder.features.0.0.weight"
    weights[first] = weights[first][:, : min(CLICK_CHANNELS)]
    start_from(network, weights)
    other = image.clone()
    other[:, CLICK_CHANNELS] = 2
    other[:, [MASK_CHANNEL, OTHERS_CHANNEL]] = 1
    with torch.no_grad():
        torch.testing.assert_close(network(other).semantic, knew(image).semantic)


def test_what_is_told_begins_without_a_say_and_is_learned_behind_frozen_layers(image):
    network, other = seeded(), image.clone()
    other[:, OTHERS_CHANNEL, 10:40, 10:40] = 1
    with torch.no_grad():
        assert torch.equal(network(image).semantic, network(other).semantic)
    network.encoder.freeze(4)
    network(other).semantic.square().sum().backward()
    assert network.told.say.weight.grad.abs().amin(dim=(0, 2, 3))[-1] > 0
    with torch.no_grad():
        network.told.say.weight.add_(network.told.say.weight.grad.sign(), alpha=0.01)
        assert not torch.allclose(network(image).semantic, network(other).semantic)


def test_refinements_change_no_answer_until_they_have_learned(image):
    plain, refined = seeded(), seeded(refined=True)
    start_from(refined, plain.state_dict())
    for name, value in plain.state_dict().items():
        assert torch.equal(refined.state_dict()[name], value), name
    with torch.no_grad():
        torch.testing.assert_close(refined(image).semantic, plain(image).semantic)
    refined(image).semantic.square().sum().backward()
    for block in (*refined.deep, refined.fine_maps.refine):
        last = block.residual[-1]
        assert last.weight.grad.abs().sum() > 0
        with torch.no_grad():
            last.weight.fill_(0.5)
    with torch.no_grad():
        assert not torch.allclose(refined(image).semantic, plain(image).semantic)


def test_settings_survive_being_written_down():
    settings = CloseUpSettings(width=32, output_stride=16, parts=Parts(sbf=False), refined=True)
    assert CloseUpSettings.from_dict(settings.to_dict()) == settings


def test_the_quality_judges_the_mask_and_does_not_pull_at_it(image):
    network = seeded()
    network(image).quality.sum().backward()
    for name, value in network.named_parameters():
        assert (value.grad is not None) == name.startswith("quality."), name


def test_training_mode_keeps_the_encoders_statistics(image):
    network = seeded()
    before = network.encoder.features[0][1].running_mean.clone()
    network.train()
    network(image)
    assert torch.equal(before, network.encoder.features[0][1].running_mean)
    assert network.decoder.layers[0].output[1].training


def test_a_start_from_a_portrait_sees_its_person_in_own_and_others_alike(portrait, image):
    network = seeded()
    start_from(network, portrait.state_dict())
    with torch.no_grad():
        before, after = portrait(image[:, :3]), network(image)
    torch.testing.assert_close(after.semantic[:, BACKGROUND], before.semantic[:, 0])
    for category in (OTHERS, OWN):
        torch.testing.assert_close(after.semantic[:, category], before.semantic[:, 1])
    torch.testing.assert_close(after.boundary, before.boundary)
    # so own + others is the portrait's person with one more vote for it: + log 2 in its logit
    person = (
        before.semantic[:, 1] - before.semantic[:, 0] + torch.log(torch.tensor(2.0))
    ).sigmoid()
    torch.testing.assert_close(after.semantic.softmax(dim=1)[:, 1:].sum(dim=1), person)


def test_at_a_start_from_a_portrait_the_box_has_no_say_yet(portrait, image):
    network, other = seeded(), image.clone()
    start_from(network, portrait.state_dict())
    other[:, 3] = 1
    with torch.no_grad():
        assert torch.equal(network(image).semantic, network(other).semantic)


def test_a_start_kept_in_half_precision_gives_a_network_in_full(portrait):
    network = seeded()
    start_from(
        network,
        {k: v.half() if v.is_floating_point() else v for k, v in portrait.state_dict().items()},
    )
    floats = {v.dtype for v in network.state_dict().values() if v.is_floating_point()}
    assert floats == {torch.float32}


def test_what_the_portrait_lacks_stays_as_it_was(portrait):
    network = seeded()
    before = {k: v.clone() for k, v in network.state_dict().items()}
    start_from(network, portrait.state_dict())
    changed = {k for k, v in network.state_dict().items() if not torch.equal(v, before[k])}
    assert not any(name.startswith("quality.") for name in changed)
    assert "encoder.features.17.conv.0.0.weight" in changed
    assert "fine_maps.semantic.weight" in changed
