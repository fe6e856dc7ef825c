"""A cell of the fine maps goes back to the pixel whose label it learned."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from torch import nn  # noqa: E402

from training.data.labelled import Labelled  # noqa: E402
from training.data.targets import make_targets  # noqa: E402
from training.deployed import Deployed, DeployedCloseUp, placed  # noqa: E402
from training.networks.close_up import CloseUpOutputs  # noqa: E402
from training.networks.portrait import Outputs  # noqa: E402


class WhatItLearned(nn.Module):
    """A network whose fine maps are what it was trained to answer for a label map."""

    def __init__(self, labels, outputs, *, own):
        super().__init__()
        photo = np.zeros((*labels.shape, 3), np.uint8)
        truth = make_targets(Labelled(photo, labels, borders_known=True, people_known=True))
        person = torch.from_numpy(20.0 * truth.categories - 10)[None, None].float()
        others = [torch.full_like(person, -30)] if own else []
        self.semantic = torch.cat([torch.zeros_like(person), *others, person], dim=1)
        self.edge = torch.from_numpy(20.0 * (truth.boundary > 0) - 10)[None, None].float()
        self.outputs = outputs

    def forward(self, image):
        return self.outputs(self.semantic, self.edge)


def close_up_outputs(semantic, edge):
    return CloseUpOutputs(semantic, edge, torch.zeros(1), [], [])


def portrait_outputs(semantic, edge):
    cells = torch.zeros(1, 5, 8, 8)
    return Outputs(semantic, edge, cells[:, :1], cells[:, 1:], [], [])


@pytest.mark.parametrize(
    ("deployed", "outputs", "own"),
    [
        (Deployed, portrait_outputs, False),
        (DeployedCloseUp, close_up_outputs, True),
    ],
)
@pytest.mark.parametrize("first", [20, 21])
def test_a_deployed_network_puts_people_where_it_learned_that_they_are(
    deployed, outputs, own, first
):
    labels = np.zeros((64, 64), np.uint8)
    labels[first : first + 24, first - 6 : first + 16] = 1
    network = deployed(WhatItLearned(labels, outputs, own=own).eval())
    with torch.no_grad():
        answers = dict(zip(network.outputs, network(torch.zeros(1, 3, 64, 64)), strict=True))
    person = answers["own" if own else "person"][0, 0].numpy()
    assert ((person >= 0.5) == (labels == 1))[1::2, 1::2].all()
    weight = np.abs(person).sum()
    for axis in (0, 1):
        found = (person.sum(axis=1 - axis) * np.arange(64)).sum() / weight
        true = np.argwhere(labels)[:, axis].mean()
        # half a pixel is what a grid of every second pixel cannot tell
        assert abs(found - true) <= 0.51
    edge = answers["boundary"][0, 0].numpy()
    assert abs((edge.sum(axis=1) * np.arange(64)).sum() / edge.sum() - (first + 11.5)) <= 0.51


def test_fine_maps_are_put_at_the_pixels_they_learned_from():
    fine = torch.arange(1.0, 17, 2)
    ramp = torch.stack([fine[:, None].expand(8, 8), fine[None].expand(8, 8)])[None]
    rows, cols = placed(ramp)[0]
    pixels = torch.arange(16.0)
    assert torch.equal(rows[1:], pixels[1:, None].expand(15, 16))
    assert torch.equal(cols[:, 1:], pixels[None, 1:].expand(16, 15))
    assert (rows[0] == 1).all() and (cols[:, 0] == 1).all()
