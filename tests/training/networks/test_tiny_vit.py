import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from training.networks.blocks import hold_statistics  # noqa: E402
from training.networks.tiny_vit import (  # noqa: E402
    DEVIATION,
    LEVEL_CHANNELS,
    MEAN,
    Attention,
    Block,
    TinyViT,
    load_tiny_vit,
)

SMALL = (2, 3, 2)


def seeded(windows=SMALL, *, seed=0):
    """A network whose BatchNorm and biases say something, with a seed of its own."""
    generator = torch.Generator().manual_seed(seed)
    network = TinyViT(windows).eval()
    with torch.no_grad():
        for name, value in network.state_dict().items():
            if value.is_floating_point():
                low = 0.6 if name.endswith(("running_var", "bn.weight", "norm.weight")) else -0.1
                value.uniform_(low, low + (0.8 if low > 0 else 0.2), generator=generator)
    return network


def photo(*size):
    return torch.rand(2, 3, *size, generator=torch.Generator().manual_seed(1)) * 2 - 1


@pytest.mark.parametrize("size", [(64, 96), (96, 32)])
def test_levels_have_their_strides_and_channels_whatever_the_windows(size):
    with torch.no_grad():
        fine, levels = seeded()(photo(*size))
    assert fine.shape[1:] == (32, size[0] // 2, size[1] // 2)
    assert [tuple(x.shape[1:]) for x in levels] == [
        (channels, size[0] // stride, size[1] // stride)
        for channels, stride in zip(LEVEL_CHANNELS, (4, 8, 16, 16), strict=True)
    ]


def test_a_smaller_window_has_the_biases_of_its_distances():
    small, learned = Attention(32, window=2, learned=3), Attention(32, window=3, learned=3)
    with torch.no_grad():
        for attention in (small, learned):
            attention.attention_biases.copy_(torch.arange(9.0)[None])
    # rows and columns away: 0 0, 0 1, 1 0, 1 1 in a window of three cells are 0, 1, 3, 4
    assert small.attention_biases[0, small.away][0].tolist() == [0, 1, 3, 4]
    assert learned.attention_biases[0, learned.away][0].tolist() == list(range(9))
    assert torch.equal(learned.away, learned.away.T)


def test_attention_stays_in_its_window():
    torch.manual_seed(0)
    block = Block(32, window=3, learned=3).eval()
    cells = torch.randn(1, 32, 6, 6)
    moved = cells.clone()
    moved[:, :, 5, 5] += 1  # in the last window of four
    with torch.no_grad():
        changed = (block._attend(moved) != block._attend(cells)).any(dim=1)[0]
    assert changed[3:, 3:].all() and not changed[:3].any() and not changed[:, :3].any()


def test_padding_is_of_no_cell():
    """Maps that the windows do not divide come back at their size, and the last cells are told."""
    torch.manual_seed(0)
    block = Block(32, window=3, learned=3).eval()
    with torch.no_grad():
        attended = block._attend(torch.randn(1, 32, 4, 5))
    assert attended.shape == (1, 32, 4, 5)
    assert attended[..., 3, 4].abs().min() > 0


def test_deeper_levels_hear_what_is_told():
    network, image = seeded(), photo(64, 64)
    told = torch.zeros(2, LEVEL_CHANNELS[0], 16, 16)
    with torch.no_grad():
        fine, levels = network(image)
        same = network(image, told)[1]
        told[0, :, 3, 3] = 1
        still, heard = network(image, told)
    assert torch.equal(fine, still)
    assert all(torch.equal(x, y) for x, y in zip(levels, same, strict=True))
    for before, after in zip(levels, heard, strict=True):
        assert not torch.equal(before[0], after[0])
        assert torch.equal(before[1], after[1])  # the other photo was told nothing


def test_published_weights_see_the_same_photo_in_our_values():
    """Theirs has the mean and deviation of ImageNet; only a rim of zeros tells them apart."""
    theirs, ours = seeded(seed=3), TinyViT(SMALL).eval()
    published = {f"image_encoder.{k}": v for k, v in theirs.state_dict().items()}
    load_tiny_vit(ours, {**published, "image_encoder.neck.0.weight": torch.zeros(1)})
    image = photo(32, 48)
    mean, deviation = (torch.tensor(x)[:, None, None] for x in (MEAN, DEVIATION))
    with torch.no_grad():
        expected = theirs.patch_embed((image / 2 + 0.5 - mean) / deviation)
        found = ours.patch_embed(image)
    for one, two in zip(expected, found, strict=True):
        torch.testing.assert_close(one[..., 1:, 1:], two[..., 1:, 1:], rtol=1e-4, atol=1e-4)
        assert not torch.allclose(one[..., 0, :], two[..., 0, :], atol=1e-4)


def test_frozen_layers_do_not_learn_and_statistics_are_held():
    network = seeded().train()
    hold_statistics(network)
    network.freeze(2)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    optimiser = torch.optim.SGD([p for p in network.parameters() if p.requires_grad], lr=0.1)
    sum(level.mean() for level in network(photo(32, 32))[1]).backward()
    optimiser.step()
    moved = {n for n, v in network.state_dict().items() if not torch.equal(v, before[n])}
    assert moved and not any(n.startswith(("patch_embed", "layers.0.")) for n in moved)
    assert not any("running" in n for n in moved)
