from dataclasses import replace

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from training.losses import (  # noqa: E402
    WEIGHTS,
    boundary_loss,
    box_loss,
    centre_loss,
    mask_loss,
    overlap_loss,
    pool_boundary,
)


def logits_for(labels, strength=12.0):
    person = (labels == 1).float() * 2 - 1
    return torch.stack([-person, person], dim=1) * strength / 2


@pytest.fixture
def labels():
    labels = torch.zeros(1, 8, 8, dtype=torch.uint8)
    labels[:, 2:6, 2:6] = 1
    return labels


def test_the_right_answer_costs_nothing_and_the_wrong_one_much(labels):
    even = torch.ones(1, 8, 8)
    assert mask_loss(logits_for(labels), labels, even) < 1e-3
    assert mask_loss(logits_for(1 - labels), labels, even) > 5
    assert overlap_loss(logits_for(labels), labels) < 1e-2
    assert overlap_loss(logits_for(1 - labels), labels) > 0.9


def test_unknown_pixels_cost_nothing(labels):
    wrong = logits_for(1 - labels)
    unknown = torch.full_like(labels, 255)
    assert mask_loss(wrong, unknown, torch.ones(1, 8, 8)) == 0
    assert boundary_loss(wrong[:, :1], unknown, contact=4.0) == 0


def test_a_photo_without_people_has_no_overlap_to_lose(labels):
    assert overlap_loss(logits_for(labels), torch.zeros_like(labels)) == 0


def test_a_missed_border_between_people_costs_more_than_a_missed_outline():
    missed = torch.full((1, 1, 4, 4), -3.0)
    outline = torch.zeros(1, 4, 4, dtype=torch.uint8)
    outline[:, 1] = 1
    assert boundary_loss(missed, outline * 2, contact=4.0) > boundary_loss(
        missed, outline, contact=4.0
    )


def test_pooling_keeps_thin_borders_and_puts_unknown_below_them():
    boundary = torch.tensor([[[0, 0, 255, 1], [0, 0, 255, 0], [255, 0, 0, 0], [0, 0, 0, 2]]])
    pooled = pool_boundary(boundary, 2)
    torch.testing.assert_close(pooled, torch.tensor([[[0.0, 1.0], [255.0, 2.0]]]))


def test_centres_are_pulled_up_and_everything_else_down():
    centre = torch.zeros(1, 4, 4)
    centre[0, 1, 1] = 1
    known = torch.ones(1, 4, 4, dtype=torch.bool)
    logits = torch.zeros(1, 1, 4, 4, requires_grad=True)
    centre_loss(logits, centre, known).backward()
    pull = -logits.grad[0, 0]
    assert pull[1, 1] > 0 and pull[0, 0] < 0
    known[0, 0, 0] = False
    logits.grad = None
    centre_loss(logits, centre, known).backward()
    assert logits.grad[0, 0, 0, 0] == 0


@pytest.mark.parametrize(
    ("found", "expected"),
    [((0, 0, 4, 4), 0.0), ((0, 0, 4, 2), 0.5), ((0, 4, 4, 8), 1.0), ((0, 12, 4, 16), 1.5)],
)
def test_box_loss_is_one_minus_generalised_iou(found, expected):
    boxes = torch.tensor(found).float().reshape(1, 4, 1, 1)
    truth = torch.tensor((0, 0, 4, 4)).float().reshape(1, 4, 1, 1)
    assert box_loss(boxes, truth, torch.ones(1, 1, 1)).item() == pytest.approx(expected)


def test_a_share_for_the_people_head_leaves_all_else_as_it_was():
    fewer = WEIGHTS.with_people(0.1)
    assert (fewer.centre, fewer.boxes) == pytest.approx((0.1 * WEIGHTS.centre, 0.1 * WEIGHTS.boxes))
    assert replace(fewer, centre=WEIGHTS.centre, boxes=WEIGHTS.boxes) == WEIGHTS
