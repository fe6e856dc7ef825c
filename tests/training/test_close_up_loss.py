import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from training.close_up_loss import (  # noqa: E402
    CloseUpWeights,
    close_up_loss,
    own_overlap_loss,
    quality_loss,
    true_quality,
)
from training.losses import UNKNOWN  # noqa: E402
from training.networks.close_up import OTHERS, OWN, CloseUpOutputs  # noqa: E402


@pytest.fixture
def categories():
    """Somebody left, this person right of them."""
    values = torch.zeros(1, 32, 32, dtype=torch.uint8)
    values[:, 8:24, 4:12], values[:, 8:24, 12:20] = OTHERS, OWN
    return values


def logits_for(categories, strength=12.0):
    one_hot = torch.nn.functional.one_hot(categories.long().clamp(max=2), 3)
    return one_hot.permute(0, 3, 1, 2).float() * strength


def outputs_for(categories, quality=0.0):
    sides = [logits_for(categories)[:, :, ::s, ::s] for s in (2, 4, 8, 16)]
    edges = [torch.zeros(len(side), 1, *side.shape[2:]) for side in sides]
    boundary = torch.zeros(len(categories), 1, *categories.shape[1:])
    scores = torch.full((len(categories),), quality)
    return CloseUpOutputs(logits_for(categories), boundary, scores, sides, edges)


def swapped(categories):
    """This person taken for the other one."""
    wrong = categories.clone()
    wrong[categories == OWN], wrong[categories == OTHERS] = OTHERS, OWN
    return wrong


def test_taking_the_wrong_person_costs_as_much_as_finding_nobody(categories):
    assert own_overlap_loss(logits_for(categories), categories) < 1e-2
    assert own_overlap_loss(logits_for(swapped(categories)), categories) > 0.99
    assert own_overlap_loss(logits_for(categories * 0), categories) > 0.99


def test_unknown_pixels_and_crops_of_nobody_have_no_overlap_to_lose(categories):
    half = categories.clone()
    half[:, 8:16, 12:20] = UNKNOWN
    assert own_overlap_loss(logits_for(categories), half) < 1e-2
    nobody = torch.where(categories == OWN, OTHERS, categories.long())
    assert own_overlap_loss(logits_for(categories), nobody) == 0
    both = torch.cat([categories.long(), nobody])
    wrong = logits_for(swapped(categories)).repeat(2, 1, 1, 1)
    alone = own_overlap_loss(wrong[:1], categories)
    torch.testing.assert_close(own_overlap_loss(wrong, both), alone)


def test_the_true_quality_is_the_iou_of_the_mask_as_it_is_cut(categories):
    moved = categories.roll(4, dims=2)  # half of this person's eight columns
    nobody = torch.zeros_like(categories)
    found = torch.cat([logits_for(x) for x in (categories, moved, categories, nobody)])
    truth = torch.cat([categories, categories, nobody, nobody])
    assert true_quality(found, truth).tolist() == pytest.approx([1, 4 / 12, 0, 0])
    hidden = categories.clone()
    hidden[:, :, 20:] = UNKNOWN
    assert true_quality(logits_for(moved), hidden).item() == pytest.approx(0.5)


def test_the_quality_is_pulled_towards_the_truth(categories):
    right, wrong = outputs_for(categories), outputs_for(swapped(categories))
    assert quality_loss(outputs_for(categories, 6.0), categories) < quality_loss(right, categories)
    assert quality_loss(outputs_for(swapped(categories), -6.0), categories) < quality_loss(
        wrong, categories
    )


def test_the_sum_weighs_every_part(categories):
    targets = {
        "categories": categories,
        "boundary": torch.zeros_like(categories),
        "edge_distance": torch.ones(1, 32, 32),
    }
    weights = CloseUpWeights()
    total, parts = close_up_loss(outputs_for(swapped(categories)), targets, weights)
    assert set(parts) == {"mask", "overlap", "boundary", "side", "quality"}
    expected = sum(getattr(weights, name) * value for name, value in parts.items())
    assert total.item() == pytest.approx(expected, rel=1e-5)
    better, _ = close_up_loss(outputs_for(categories), targets, weights)
    assert better < total
