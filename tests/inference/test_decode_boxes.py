"""Overlapping boxes are thinned out as a plain second implementation does it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from portrait_studio.inference.decode_boxes import MOST_DETECTIONS, as_detections, iou, suppress


def overlap(a: np.ndarray, b: np.ndarray) -> float:
    height = max(0.0, min(a[2], b[2]) - max(a[0], b[0]))
    width = max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
    area = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1])
    return float(height * width / (area - height * width))


def random_boxes(seed: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    corner, size = rng.uniform(0, 0.6, (count, 2)), rng.uniform(0.1, 0.4, (count, 2))
    boxes = np.concatenate([corner, corner + size], axis=1).astype(np.float32)
    return boxes, rng.permutation(count).astype(np.float32) / count


@given(st.integers(0, 10_000), st.integers(0, 40), st.floats(0.1, 0.9))
def test_what_stays_is_what_a_plain_loop_keeps(seed: int, count: int, largest: float) -> None:
    boxes, scores = random_boxes(seed, count)
    kept: list[int] = []
    for index in np.argsort(-scores):
        if all(overlap(boxes[index], boxes[other]) <= largest + 1e-6 for other in kept):
            kept.append(int(index))
    assert suppress(boxes, scores, largest_iou=largest + 1e-6).tolist() == kept


def test_iou_of_equal_touching_and_empty_boxes() -> None:
    box = np.array([0, 0, 2, 2], np.float32)
    others = np.array([[0, 0, 2, 2], [2, 0, 4, 2], [1, 0, 3, 2], [1, 1, 1, 1]], np.float32)
    np.testing.assert_allclose(iou(box, others), [1, 0, 1 / 3, 0])


def test_no_more_than_a_hundred_stay() -> None:
    starts = np.arange(150, dtype=np.float32)[:, None]
    boxes = np.concatenate([starts, starts, starts + 0.5, starts + 0.5], axis=1)
    kept = suppress(boxes, np.arange(150, dtype=np.float32), largest_iou=0.5)
    assert len(kept) == MOST_DETECTIONS and kept[0] == 149


def test_detections_lie_inside_the_photo_best_first() -> None:
    boxes = np.array(
        [[-0.5, 0.1, 0.5, 1.5], [0.2, 0.2, 0.4, 0.4], [1.1, 0, 1.2, 1], [np.nan, 0, 1, 1]],
        np.float32,
    )
    found = as_detections(boxes, np.array([0.4, 0.9, 0.5, 0.5], np.float32))
    assert [round(d.score, 3) for d in found] == [0.9, 0.4]
    np.testing.assert_allclose(found[1].box, (0, 0.1, 0.5, 1), atol=1e-6)
    assert as_detections(np.zeros((0, 4), np.float32), np.zeros(0, np.float32)) == ()
