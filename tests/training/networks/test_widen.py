import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from training import checkpoint  # noqa: E402
from training.loop import Schedule  # noqa: E402
from training.networks.close_up import CloseUpNetwork, CloseUpSettings  # noqa: E402
from training.networks.detector import DetectorNetwork, DetectorSettings  # noqa: E402
from training.networks.portrait import NetworkSettings, PortraitNetwork  # noqa: E402
from training.networks.widen import grown_for, widened, with_noise  # noqa: E402
from training.train import training_record as portrait_record  # noqa: E402
from training.train_close_up import new_network, training_record  # noqa: E402
from training.train_detector import new_network as new_detector  # noqa: E402
from training.train_detector import training_record as detector_record  # noqa: E402

KINDS = {
    "close-up": (lambda w: CloseUpNetwork(CloseUpSettings(width=w, rates=(2,), refined=True)), 8),
    "detector": (lambda w: DetectorNetwork(DetectorSettings(width=w)), 3),
    "portrait": (lambda w: PortraitNetwork(NetworkSettings(width=w, rates=(2,))), 3),
}


def learned(network):
    """The network with other numbers than it begins with, as BatchNorm has after a training."""
    random = torch.Generator().manual_seed(1)
    for name, value in network.state_dict().items():
        if value.is_floating_point() and name.endswith(("bias", "running_mean")):
            value.add_(0.1 * torch.randn(value.shape, generator=random))
        elif name.endswith("running_var") or name.endswith("residual.3.weight"):
            value.add_(torch.rand(value.shape, generator=random))
    return network.eval()


def shapes(network):
    return {name: value.shape for name, value in network.state_dict().items()}


def answers(network, channels):
    image = torch.randn(1, channels, 64, 64, generator=torch.Generator().manual_seed(2))
    with torch.no_grad():
        return [v for v in vars(network(image)).values() if torch.is_tensor(v)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_wider_network_answers_as_before(kind):
    make, channels = KINDS[kind]
    torch.manual_seed(0)
    narrow, wide = learned(make(64)), make(128).eval()
    wide.load_state_dict(widened(narrow.state_dict(), shapes(wide), width=64))
    for one, two in zip(answers(narrow, channels), answers(wide, channels), strict=True):
        torch.testing.assert_close(one, two, rtol=1e-4, atol=1e-4)


def test_noise_lets_the_copies_part_and_leaves_the_rest_alone():
    make, _ = KINDS["close-up"]
    torch.manual_seed(0)
    narrow, wide = learned(make(64)), make(128)
    weights = widened(narrow.state_dict(), shapes(wide), width=64)
    noisy = with_noise(weights, narrow.state_dict(), share=0.1, seed=3)
    assert noisy.keys() == weights.keys()
    changed = {name for name, value in weights.items() if not torch.equal(value, noisy[name])}
    assert "decoder.joins.0.0.weight" in changed
    assert not any(name.startswith(("encoder", "told")) for name in changed)
    again = grown_for(wide, narrow.state_dict(), width=64, seed=3)
    assert all(torch.equal(value, again[name]) for name, value in noisy.items())


def test_what_has_no_width_stays_as_it_was():
    narrow = {
        "encoder.first": torch.rand(32, 4, 3, 3),
        "told.say.weight": torch.rand(24, 4, 3, 3),
        "decoder.semantic": torch.rand(2, 64, 3, 3),
        "gone": torch.rand(3),
    }
    shapes = {"encoder.first": (32, 7, 3, 3), "told.say.weight": (24, 8, 3, 3)}
    wide = widened(
        narrow,
        {name: torch.Size(shape) for name, shape in shapes.items()}
        | {"decoder.semantic": torch.Size([3, 128, 3, 3]), "new": torch.Size([2])},
        width=64,
    )
    assert all(wide[name] is narrow[name] for name in shapes)  # more inputs are for others to add
    assert wide.keys() == {*shapes, "decoder.semantic"}
    assert wide["decoder.semantic"].shape == (2, 128, 3, 3)  # as are more categories


def saved(path, network, record):
    average = {f"module.{name}": value for name, value in network.state_dict().items()}
    checkpoint.write(path, {"step": 1, "settings": record, "average": average})
    return path


@pytest.mark.parametrize("kind", ["close-up", "portrait"])
def test_a_close_up_training_of_twice_the_width_starts_from_what_was_learned(kind, tmp_path):
    settings = CloseUpSettings(width=64, rates=(2,))
    if kind == "close-up":
        network = learned(new_network(settings, None))
        record = training_record(settings, Schedule(), None)
    else:
        small = NetworkSettings(width=64, rates=(2,))
        network, record = learned(PortraitNetwork(small)), portrait_record(small, Schedule(), None)
    start = saved(tmp_path / "narrow.pt", network, record)
    same = answers(new_network(settings, start).eval(), 8)
    wide = answers(new_network(CloseUpSettings(width=128, rates=(2,)), start).eval(), 8)
    for one, two in zip(same[:2], wide[:2], strict=True):  # a new quality head knows nothing
        assert (one - two).std() < 0.35 * one.std()


def test_a_detector_training_of_twice_the_width_starts_from_what_was_learned(tmp_path):
    small = DetectorSettings(width=64)
    detector = learned(new_detector(small, None))
    start = saved(tmp_path / "small.pt", detector, detector_record(small, Schedule(), None))
    large = new_detector(DetectorSettings(width=128), start).eval()
    one, two = answers(detector, 3)[0], answers(large, 3)[0]
    assert (one - two).std() < 0.35 * one.std()
