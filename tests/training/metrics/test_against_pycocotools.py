"""Box AP and instance AP equal those of pycocotools on random photos of one size."""

from typing import Any

import numpy as np
import pytest

from training.metrics.boxes import SMALL_SHARE, match_boxes
from training.metrics.instances import match_people
from training.metrics.matching import average_precision

coco = pytest.importorskip("pycocotools.coco", reason="pycocotools is in the extra 'dev'")
cocoeval = pytest.importorskip("pycocotools.cocoeval")
masks = pytest.importorskip("pycocotools.mask")

Entry = dict[str, Any]
Case = tuple[np.ndarray, np.ndarray, np.ndarray]

SHAPE = (60, 80)
PHOTOS = 12


def random_truth(rng: np.random.Generator) -> np.ndarray:
    """Return a label map of up to five people, some of them tiny."""
    truth = np.zeros(SHAPE, np.uint8)
    for label in range(1, rng.integers(2, 7)):
        height, width = rng.integers(3, 40, 2)
        row, col = rng.integers(0, SHAPE[0] - height // 2), rng.integers(0, SHAPE[1] - width // 2)
        truth[row : row + height, col : col + width] = label
    values = np.unique(np.append(truth, 0))
    return np.searchsorted(values, truth).astype(np.uint8)


def disturbed(rng: np.random.Generator, truth: np.ndarray) -> np.ndarray:
    """Return the truth shifted a little, with one person cut off and one invented."""
    labels = np.roll(truth, rng.integers(-4, 5, 2), axis=(0, 1))
    labels[:, : rng.integers(1, 15)] = 0
    row, col = rng.integers(0, 50, 2)
    labels[row : row + 12, col : col + 20] = labels.max() + 1
    values = np.unique(np.append(labels, 0))
    return np.searchsorted(values, labels).astype(np.uint8)


def box_of(mask: np.ndarray) -> list[float]:
    rows, cols = np.nonzero(mask)
    return [float(v) for v in (rows.min(), cols.min(), rows.max() + 1, cols.max() + 1)]


def reference(truths: list[list[Entry]], found: list[list[Entry]], kind: str) -> np.ndarray:
    """Return AP at each threshold as pycocotools counts it."""
    photos = [{"id": i, "height": SHAPE[0], "width": SHAPE[1]} for i in range(len(truths))]
    truth_table = coco.COCO()
    truth_table.dataset = {
        "images": photos,
        "categories": [{"id": 1, "name": "person"}],
        "annotations": [
            {**entry, "id": number, "category_id": 1}
            for number, entry in enumerate((e for photo in truths for e in photo), 1)
        ],
    }
    truth_table.createIndex()
    results = [{**entry, "category_id": 1} for photo in found for entry in photo]
    evaluation = cocoeval.COCOeval(truth_table, truth_table.loadRes(results), kind)
    evaluation.params.areaRng = [[SMALL_SHARE * SHAPE[0] * SHAPE[1], 1e10]]
    evaluation.params.areaRngLbl = ["counted"]
    evaluation.params.maxDets = [100]
    evaluation.evaluate()
    evaluation.accumulate()
    return np.asarray(evaluation.eval["precision"][:, :, 0, 0, 0].mean(axis=1))


def encoded(mask: np.ndarray) -> Entry:
    return dict(masks.encode(np.asfortranarray(mask.astype(np.uint8))))


def entry(photo: int, mask: np.ndarray, iscrowd: int = 0) -> Entry:
    row0, col0, row1, col1 = box_of(mask)
    return {
        "image_id": photo,
        "bbox": [col0, row0, col1 - col0, row1 - row0],
        "segmentation": encoded(mask),
        "area": float(mask.sum()),
        "iscrowd": iscrowd,
    }


def people(labels: np.ndarray) -> list[np.ndarray]:
    return [labels == label for label in range(1, labels.max(initial=0) + 1)]


@pytest.fixture(params=range(6))
def photos(request: pytest.FixtureRequest) -> list[Case]:
    rng = np.random.default_rng(request.param)
    made = []
    for _ in range(PHOTOS):
        truth = random_truth(rng)
        labels = disturbed(rng, truth)
        # Scores in steps, so that some are equal.
        made.append((truth, labels, rng.integers(1, 12, labels.max()) / 12))
    return made


def test_instance_ap(photos: list[Case]) -> None:
    ours = average_precision(
        [match_people(labels, scores, truth=truth) for truth, labels, scores in photos]
    )
    truths = [[entry(i, m) for m in people(t)] for i, (t, _, _) in enumerate(photos)]
    found = [
        [
            {"image_id": i, "segmentation": encoded(m), "score": float(s)}
            for m, s in zip(people(labels), scores, strict=True)
        ]
        for i, (_, labels, scores) in enumerate(photos)
    ]
    np.testing.assert_allclose(ours.at_threshold, reference(truths, found, "segm"), atol=1e-9)


def test_box_ap_with_a_crowd(photos: list[Case]) -> None:
    ours, truths, found = [], [], []
    for i, (truth, labels, scores) in enumerate(photos):
        valid = np.ones(SHAPE, bool)
        valid[40:55, 50:75] = False
        masks_of_truth = people(truth)
        boxes = np.array([box_of(m) for m in people(labels)])
        ours.append(
            match_boxes(
                boxes,
                scores,
                people=np.array([box_of(m) for m in masks_of_truth]),
                person_areas=np.array([float(m.sum()) for m in masks_of_truth]),
                valid=valid,
            )
        )
        crowd = entry(i, ~valid, iscrowd=1)
        truths.append([entry(i, m) for m in masks_of_truth] + [crowd])
        found.append(
            [
                {"image_id": i, "bbox": [b[1], b[0], b[3] - b[1], b[2] - b[0]], "score": float(s)}
                for b, s in zip(boxes, scores, strict=True)
            ]
        )
    expected = reference(truths, found, "bbox")
    np.testing.assert_allclose(average_precision(ours).at_threshold, expected, atol=1e-9)
    assert 0.05 < expected.mean() < 0.95
