import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from training.networks.decoder import Parts  # noqa: E402
from training.networks.encoders import TINY_VIT  # noqa: E402
from training.networks.portrait import NetworkSettings, PortraitNetwork  # noqa: E402

SMALL = {"width": 16, "rates": (2,)}


def seeded(**settings):
    torch.manual_seed(0)
    return PortraitNetwork(NetworkSettings(**{**SMALL, **settings})).eval()


def test_outputs_have_the_promised_shapes():
    out = seeded(categories=21)(torch.zeros(2, 3, 96, 64))
    assert out.semantic.shape == (2, 21, 48, 32)
    assert out.boundary.shape == (2, 1, 48, 32)
    assert out.centre.shape == (2, 1, 12, 8)
    assert out.boxes.shape == (2, 4, 12, 8)
    assert [s.shape[1:] for s in out.side_semantics] == [
        (21, 96 // stride, 64 // stride) for stride in (4, 8, 16, 32)
    ]
    assert all(b.shape[1] == 1 for b in out.side_boundaries)


def test_every_cell_votes_for_a_box_that_holds_it():
    boxes = seeded()(torch.randn(1, 3, 64, 96)).boxes[0]
    rows = (torch.arange(8) + 0.5) * 8
    cols = (torch.arange(12) + 0.5) * 8
    assert (boxes[0] < rows[:, None]).all() and (boxes[2] > rows[:, None]).all()
    assert (boxes[1] < cols).all() and (boxes[3] > cols).all()


@pytest.mark.parametrize("part", ["cgca", "cgbe", "sbf"])
def test_each_part_can_be_switched_off_and_then_matters(part):
    photo = torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(3))
    whole, without = seeded(), seeded(parts=Parts(**{part: False}))
    without.load_state_dict(whole.state_dict())  # the exchanges have no weights of their own
    with torch.no_grad():
        assert not torch.allclose(whole(photo).semantic, without(photo).semantic)


def test_the_papers_width_builds_and_is_larger():
    count = [
        sum(p.numel() for p in PortraitNetwork(NetworkSettings(width=w)).decoder.parameters())
        for w in (64, 256)
    ]
    assert count[1] > 4 * count[0]


def test_another_encoder_keeps_the_outputs_and_their_sizes():
    with torch.no_grad():
        out = seeded(encoder=TINY_VIT)(torch.zeros(1, 3, 96, 64))
    assert out.semantic.shape == (1, 2, 48, 32) and out.boxes.shape == (1, 4, 12, 8)
    assert [s.shape[1:] for s in out.side_semantics] == [
        (2, 96 // stride, 64 // stride) for stride in (4, 8, 16, 16)
    ]


def test_settings_survive_being_written_down():
    settings = NetworkSettings(width=32, parts=Parts(sbf=False), encoder=TINY_VIT)
    assert NetworkSettings.from_dict(settings.to_dict()) == settings


def test_training_mode_keeps_the_encoders_statistics():
    network = seeded()
    before = network.encoder.features[0][1].running_mean.clone()
    network.train()
    network(torch.randn(2, 3, 64, 64))
    assert torch.equal(before, network.encoder.features[0][1].running_mean)
    assert network.decoder.layers[0].output[1].training
