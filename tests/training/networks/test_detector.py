import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from portrait_studio.inference.decode_yolox import grid  # noqa: E402
from training.networks.detector import STRIDES, DetectorNetwork, DetectorSettings  # noqa: E402
from training.networks.encoders import ENCODERS, MOBILENET  # noqa: E402
from training.networks.mobilenet import MobileNetV2  # noqa: E402

FROZEN = 4


def seeded(encoder=MOBILENET):
    torch.manual_seed(0)
    return DetectorNetwork(DetectorSettings(width=16, encoder=encoder)).eval()


def noise(*size, count=1):
    return torch.randn(count, 3, *size, generator=torch.Generator().manual_seed(3))


def middles(size):
    """Row and column of every cell's middle (A, 2), and its stride (A,), in pixels."""
    corners, strides = grid(size, STRIDES)
    return (corners + 0.5) * strides[:, None], strides


@pytest.mark.parametrize("encoder", ENCODERS)
@pytest.mark.parametrize("size", [(64, 64), (64, 96), (160, 32), (32, 32)])
def test_every_cell_of_every_level_gets_a_score_and_a_box(size, encoder):
    with torch.no_grad():
        out = seeded(encoder)(noise(*size, count=2))
    cells = sum((size[0] // stride) * (size[1] // stride) for stride in STRIDES)
    assert out.scores.shape == (2, cells) and out.boxes.shape == (2, cells, 4)


def test_every_box_holds_its_cells_middle_in_the_order_of_the_teachers_grid():
    size = (96, 160)
    with torch.no_grad():
        boxes = seeded()(noise(*size)).boxes[0].numpy()
    at, _ = middles(size)
    assert (boxes[:, :2] < at).all() and (at < boxes[:, 2:]).all()


def test_boxes_are_in_pixels_of_the_input():
    network, size = seeded(), (96, 160)
    at, strides = middles(size)
    told = (0.5, 1.0, 2.0, 4.0)  # up, left, down, right in strides
    for head in network.heads:
        torch.nn.init.zeros_(head.sides[-1].weight)
        head.sides[-1].bias.data = torch.tensor(told).log()
    with torch.no_grad():
        boxes = network(noise(*size)).boxes[0].numpy()
    expected = np.tile(at, 2) + np.outer(strides, [-told[0], -told[1], told[2], told[3]])
    np.testing.assert_allclose(boxes, expected, rtol=1e-5)


def test_where_the_photo_changes_the_cells_there_change_most():
    network, size = seeded(), (128, 192)
    plain, spot = torch.zeros(1, 3, *size), torch.zeros(1, 3, *size)
    spot[..., 32:48, 136:152] = 1
    with torch.no_grad():
        change = (network(spot).scores - network(plain).scores)[0].abs().numpy()
    at, strides = middles(size)
    for stride in STRIDES[:2]:  # at the last, every cell of an untrained network sees everything
        here = strides == stride
        most = at[here][change[here].argmax()]
        assert np.abs(most - (40, 144)).max() <= 2 * stride, stride


def test_it_begins_by_finding_people_rare():
    with torch.no_grad():
        scores = seeded()(noise(64, 96)).scores.sigmoid()
    assert 0.002 < scores.mean() < 0.05


def test_the_encoders_statistics_stay_as_loaded_and_the_others_are_learned():
    network = seeded().train()
    assert network.training and network.heads[0].training
    before = {name: value.clone() for name, value in network.named_buffers()}
    network(noise(64, 64, count=2))
    for name, value in network.named_buffers():
        moved = not torch.equal(value, before[name])
        assert moved == (not name.startswith("encoder.")), name


def test_all_that_may_learn_does():
    network = seeded().train()
    encoder = network.encoder
    assert isinstance(encoder, MobileNetV2)
    encoder.freeze(FROZEN)
    out = network(noise(64, 96, count=2))
    (out.scores.sum() + out.boxes.square().sum()).backward()
    for name, parameter in network.named_parameters():
        frozen = name.startswith(tuple(f"encoder.features.{n}." for n in range(FROZEN)))
        unused = name.startswith("encoder.features.18.")
        assert (parameter.grad is None) == (frozen or unused), name
        if parameter.grad is not None:
            assert torch.isfinite(parameter.grad).all() and parameter.grad.abs().sum() > 0, name


def test_settings_survive_a_card():
    settings = DetectorSettings(width=48)
    assert DetectorSettings.from_dict(settings.to_dict()) == settings
