import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from training.networks.mobilenet import (  # noqa: E402
    LEVEL_CHANNELS,
    MobileNetV2,
    load_encoder,
)


def random_statistics(network):
    generator = torch.Generator().manual_seed(1)
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.1, generator=generator)
            module.running_var.uniform_(0.5, 1.5, generator=generator)
            module.weight.data.uniform_(0.5, 1.5, generator=generator)
            module.bias.data.normal_(0, 0.1, generator=generator)
    return network.eval()


def test_levels_have_the_papers_strides_and_channels():
    fine, levels = MobileNetV2(32).eval()(torch.zeros(1, 3, 64, 96))
    assert fine.shape == (1, 16, 32, 48)
    assert [tuple(x.shape[1:]) for x in levels] == [
        (channels, 64 // stride, 96 // stride)
        for channels, stride in zip(LEVEL_CHANNELS, (4, 8, 16, 32), strict=True)
    ]


def test_parameters_have_torchvisions_names():
    names = set(MobileNetV2().state_dict())
    # one of each kind, as torchvision.models.mobilenet_v2 publishes them
    assert {
        "features.0.0.weight",
        "features.0.1.running_mean",
        "features.1.conv.0.0.weight",
        "features.1.conv.1.weight",
        "features.1.conv.2.bias",
        "features.17.conv.0.0.weight",
        "features.17.conv.1.1.running_var",
        "features.17.conv.2.weight",
        "features.17.conv.3.weight",
    } <= names


def test_dilation_computes_the_same_at_every_second_place():
    coarse = random_statistics(MobileNetV2(32))
    dense = MobileNetV2(16).eval()
    dense.load_state_dict(coarse.state_dict())
    photo = torch.randn(1, 3, 128, 160, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        few, many = coarse(photo)[1][-1], dense(photo)[1][-1]
    assert many.shape[-2:] == (8, 10)
    torch.testing.assert_close(many[..., ::2, ::2], few, rtol=1e-4, atol=1e-4)


def folded(state):
    """The published form of some weights: BatchNorm multiplied into the convolution before it."""
    arrays = {}
    for key, value in state.items():
        if value.ndim != 4:
            continue
        head, index, _ = key.rsplit(".", 2)
        norm = f"{head}.{int(index) + 1}"
        scale = state[f"{norm}.weight"] / torch.sqrt(state[f"{norm}.running_var"] + 1e-5)
        arrays[key] = value * scale[:, None, None, None]
        arrays[f"{head}.{index}.bias"] = (
            state[f"{norm}.bias"] - state[f"{norm}.running_mean"] * scale
        )
    return arrays


@pytest.mark.parametrize("form", [dict, folded])
def test_both_published_forms_load_to_the_same_function(form):
    published = random_statistics(MobileNetV2())
    loaded = MobileNetV2().eval()
    load_encoder(loaded, form(published.state_dict()))
    photo = torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        for one, two in zip(published(photo)[1], loaded(photo)[1], strict=True):
            np.testing.assert_allclose(one.numpy(), two.numpy(), rtol=1e-3, atol=1e-3)


def test_other_output_strides_are_refused():
    with pytest.raises(ValueError, match="16 or 32"):
        MobileNetV2(8)
