import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from training.losses import UNKNOWN  # noqa: E402
from training.networks.close_up import (  # noqa: E402
    BACKGROUND,
    CLICK_CHANNELS,
    INPUTS,
    MASK_CHANNEL,
    OTHERS,
    OWN,
    CloseUpOutputs,
)
from training.simulated_clicks import (  # noqa: E402
    RADIUS,
    STRENGTH,
    TOLD,
    add_click,
    draw_click,
    mask_so_far,
    next_click,
    with_clicks,
)

SIDE = 32  # of the fine maps


def truth():
    """Own on the left, others on the right, a strip nobody knows about at the bottom."""
    categories = np.full((SIDE, SIDE), BACKGROUND, np.uint8)
    categories[4:28, 2:14] = OWN
    categories[4:28, 18:30] = OTHERS
    categories[28:] = UNKNOWN
    return categories


class Blind(torch.nn.Module):  # type: ignore[misc, name-defined]
    """Sees this person everywhere but on discs of clicks that deny them."""

    def __init__(self):
        super().__init__()
        self.asked = []

    def forward(self, image):
        self.asked.append((len(image), self.training))
        denied = image[:, CLICK_CHANNELS[1], 1::2, 1::2] > 0
        own = torch.where(denied, -8.0, 8.0)
        zero = torch.zeros_like(own)
        return CloseUpOutputs(torch.stack([zero, zero, own], dim=1), zero, zero, [], [])


def test_a_click_lies_inside_the_largest_error_and_says_what_is_true_there():
    random = np.random.default_rng(0)
    mask = truth() == OWN
    mask[6:20, 18:28] = True  # too much: the largest error
    mask[10:14, 4:8] = False  # too little
    mask[28:, 0:30] = True  # nobody knows
    for _ in range(60):
        click = next_click(mask, truth(), random)
        assert click is not None
        row, col, mine = click
        assert 6 <= row < 20 and 18 <= col < 28 and not mine
    mask[6:20, 18:28] = False
    click = next_click(mask, truth(), random)
    assert click is not None and click[2]


def test_masks_are_the_networks_or_partly_mended_or_wrong_somewhere_else():
    own = (truth() == OWN).astype(np.float32)
    own[6:20, 18:28] = 1
    own[10:14, 4:8] = 0
    found = own >= 0.5
    true, known = truth() == OWN, truth() != UNKNOWN
    same = better = more = 0
    for seed in range(200):
        mask = mask_so_far(own, truth(), np.random.default_rng(seed))
        wrong, was = (mask != true) & known, (found != true) & known
        same += bool((mask == found).all())
        better += bool((wrong & was).sum() < was.sum())
        more += bool((wrong & ~was).any())
        assert wrong.any()  # there is something left to click
        assert not (wrong & ~was)[:, 20:][14:].all()
    assert min(same, better, more) > 20


def test_of_an_empty_truth_a_mask_can_still_be_made():
    nobody = np.full((SIDE, SIDE), BACKGROUND, np.uint8)
    unknown = np.full((SIDE, SIDE), UNKNOWN, np.uint8)
    for seed in range(40):
        for categories in (nobody, unknown):
            mask = mask_so_far(
                np.zeros((SIDE, SIDE), np.float32), categories, np.random.default_rng(seed)
            )
            assert mask.shape == (SIDE, SIDE) and not mask[categories == UNKNOWN].any()


def test_a_click_comes_with_the_mask_it_corrects_or_with_none():
    own = (truth() == OWN).astype(np.float32)
    own[6:20, 18:28] = 1
    without = 0
    for seed in range(60):
        image = torch.zeros(INPUTS, 2 * SIDE, 2 * SIDE)
        add_click(image[TOLD], own, truth(), np.random.default_rng(seed))
        mask = image[MASK_CHANNEL]
        without += not mask.any()
        if not mask.any():
            continue
        assert set(mask.unique().tolist()) == {-1.0, 1.0}
        mine, other = (image[channel] > 0 for channel in CLICK_CHANNELS)
        rows, cols = torch.nonzero(mine | other, as_tuple=True)
        row, col = round(rows.float().mean().item()), round(cols.float().mean().item())
        assert bool(mask[row, col] > 0) == bool(other.any())  # the mask is wrong at the click
    assert 0 < without < 25


def test_where_all_is_right_or_unknown_there_is_nothing_to_click():
    nothing = np.zeros((SIDE, SIDE), bool)
    unknown = np.full((SIDE, SIDE), UNKNOWN, np.uint8)
    assert next_click(nothing, unknown, np.random.default_rng(1)) is None


def test_a_disc_lies_around_its_place_in_its_own_channel():
    image = torch.zeros(INPUTS, 64, 64)
    draw_click(image[TOLD], 10, 20, own=False)
    disc = image[CLICK_CHANNELS[1]]
    rows, cols = torch.nonzero(disc, as_tuple=True)
    assert image.count_nonzero() == disc.count_nonzero() and set(disc.unique().tolist()) == {
        0.0,
        STRENGTH,
    }
    assert abs(rows.float().mean() - 21) < 0.5 and abs(cols.float().mean() - 41) < 0.5
    assert rows.max() - rows.min() == cols.max() - cols.min() == 2 * RADIUS


def test_everybody_gets_as_many_clicks_as_asked_for_and_the_network_learns_on():
    network = Blind().train()
    image = torch.zeros(3, INPUTS, 2 * SIDE, 2 * SIDE)
    targets = {
        "clicks": torch.tensor([0, 1, 3]),
        "click_seed": torch.tensor([5, 6, 7]),
        "categories": torch.from_numpy(np.stack([truth()] * 3)),
    }
    clicked = with_clicks(network, image, targets)
    assert not image.any() and not clicked[0].any()
    assert network.asked == [(2, False), (1, False), (1, False)] and network.training
    discs = clicked[:, CLICK_CHANNELS].flatten(1).count_nonzero(dim=1)
    assert 0 == discs[0] < discs[1] <= discs[2]
    again = with_clicks(network, image, targets)
    assert torch.equal(clicked, again)  # a training that was cut sees the same clicks
