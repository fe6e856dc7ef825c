import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from training.detector_loss import DetectorWeights, detector_loss, score_loss  # noqa: E402
from training.losses import generalised_iou  # noqa: E402
from training.networks.detector import DetectorOutputs  # noqa: E402

BOXES = torch.tensor(
    [[[0, 0, 40, 20], [10, 30, 90, 70], [5, 5, 25, 25], [0, 0, 8, 8]]], dtype=torch.float32
)
SCORES = torch.tensor([[0.9, 0.6, 0.04, 0.0]])
WEIGHTS = DetectorWeights()


def targets(*, weights=(1, 1, 1, 1)):
    return {
        "scores": SCORES,
        "boxes": BOXES,
        "weights": torch.tensor([weights], dtype=torch.float32),
    }


def logits(scores):
    return torch.logit(scores, eps=1e-6)


def lost(*, scores=SCORES, boxes=BOXES, **known):
    out = DetectorOutputs(logits(scores), boxes)
    total, parts = detector_loss(out, targets(**known), WEIGHTS)
    assert total.item() == pytest.approx(
        WEIGHTS.score * parts["score"] + WEIGHTS.boxes * parts["boxes"]
    )
    return parts


def test_the_truth_costs_nothing():
    assert lost() == pytest.approx({"score": 0, "boxes": 0}, abs=1e-6)


def test_the_further_from_the_truth_the_more_it_costs():
    by_score = [lost(scores=(SCORES - error).abs())["score"] for error in (0.1, 0.2, 0.4, 0.6)]
    by_box = [lost(boxes=BOXES + shift)["boxes"] for shift in (2, 6, 15, 60)]
    for costs in (by_score, by_box):
        assert costs[0] > 0 and costs == sorted(costs)
    assert by_box[-1] > 1  # far away still tells where to go


def test_a_false_find_is_pushed_down_and_a_missed_person_up():
    scores = torch.tensor([[0.1, 0.6, 0.04, 0.7]])
    values = logits(scores).requires_grad_()
    detector_loss(DetectorOutputs(values, BOXES), targets(), WEIGHTS)[0].backward()
    assert values.grad is not None
    pull = -values.grad[0]
    assert pull[0] > 0 > pull[3] and pull[1:3].abs().max() < 1e-3


def test_cells_that_say_nothing_weigh_nothing():
    wrong, away = SCORES.clone(), BOXES.clone()
    wrong[0, :2], away[0, :2] = 0.2, BOXES[0, :2] + 30
    assert min(lost(scores=wrong, boxes=away).values()) > 0.1
    silent = lost(scores=wrong, boxes=away, weights=(0, 0, 1, 1))
    assert silent == pytest.approx({"score": 0, "boxes": 0}, abs=1e-6)


def test_only_cells_that_speak_of_somebody_teach_boxes():
    for cell, taught in enumerate((True, True, False, False)):
        boxes = BOXES.clone().requires_grad_()
        away = boxes + torch.nn.functional.one_hot(torch.tensor(cell), 4)[None, :, None] * 3
        total, parts = detector_loss(DetectorOutputs(logits(SCORES), away), targets(), WEIGHTS)
        total.backward()
        assert (parts["boxes"] > 0) == taught
        assert boxes.grad is not None
        assert bool(boxes.grad[0, cell].abs().sum() > 0) == taught


def test_a_surer_cells_box_counts_more():
    sure, unsure = BOXES.clone(), BOXES.clone()
    sure[0, 0, 2], unsure[0, 1, 2] = 20, 50  # half as high, each
    costs = [lost(boxes=boxes)["boxes"] for boxes in (sure, unsure)]
    assert costs[0] / costs[1] == pytest.approx(0.9 / 0.6)


def test_a_photo_without_people_costs_what_is_falsely_found_there():
    nobody = {"scores": SCORES * 0, "boxes": BOXES, "weights": torch.ones(1, 4)}
    out = DetectorOutputs(logits(SCORES), (BOXES + 50).requires_grad_())
    total, parts = detector_loss(out, nobody, WEIGHTS)
    total.backward()
    assert parts["boxes"] == 0 and 0.1 < parts["score"] < 10
    assert out.boxes.grad is not None and (out.boxes.grad == 0).all()


def test_the_score_loss_is_the_papers_formula():
    truth, found = np.array([0.0, 0.3, 0.9, 1.0]), np.array([0.2, 0.6, 0.5, 0.1])
    entropy = -truth * np.log(found) - (1 - truth) * np.log(1 - found)
    got = score_loss(torch.logit(torch.tensor(found)), torch.tensor(truth))
    np.testing.assert_allclose(got.numpy(), entropy * np.abs(truth - found) ** 2, rtol=1e-6)


def counted(box, other):
    """The same by counting pixels of a canvas."""
    canvas = np.zeros((2, 40, 40), bool)
    for one, (row0, col0, row1, col1) in zip(canvas, (box, other), strict=True):
        one[row0:row1, col0:col1] = True
    either, both = canvas[0] | canvas[1], canvas[0] & canvas[1]
    rows, cols = np.flatnonzero(either.any(axis=1)), np.flatnonzero(either.any(axis=0))
    hull = (rows[-1] + 1 - rows[0]) * (cols[-1] + 1 - cols[0])
    union = either.sum()
    return both.sum() / union - (hull - union) / hull


def test_generalised_iou_agrees_with_counting_pixels():
    random = np.random.default_rng(4)
    corners = random.integers(0, 20, (200, 2, 2))
    boxes = np.concatenate([corners, corners + random.integers(1, 20, corners.shape)], axis=2)
    found = generalised_iou(*torch.from_numpy(boxes).float().unbind(dim=1)).numpy()
    expected = [counted(box, other) for box, other in boxes]
    assert min(expected) < -0.3 and max(expected) > 0.3
    np.testing.assert_allclose(found, expected, atol=1e-5)
