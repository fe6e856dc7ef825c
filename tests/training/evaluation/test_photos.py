"""Which photos are measured, and in which columns they count."""

from pathlib import Path

import cv2
import numpy as np

from training.evaluation.photos import is_group, subsets_of, val_samples


def test_only_val_photos_with_masks_are_measured(packed: Path) -> None:
    assert [sample.row.name for sample in val_samples(packed)] == ["pair", "one", "s1", "s2"]
    assert [s.row.name for s in val_samples(packed, sources=("selfie",))] == ["s1", "s2"]
    assert [s.row.name for s in val_samples(packed, limit=1)] == ["pair", "s1"]


def test_a_group_has_two_large_people(packed: Path) -> None:
    pair, one, selfie, _ = val_samples(packed)
    assert is_group(pair) and not is_group(one) and not is_group(selfie)
    assert subsets_of(pair) == ("coco", "coco groups")
    assert subsets_of(one) == ("coco",)
    assert subsets_of(selfie) == ("selfie", "portraits")


def test_small_people_make_no_group(packed: Path) -> None:
    path = packed / "masks" / "pair.png"
    mask = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    assert mask is not None
    mask[mask == 2] = 0
    mask[:3, :8] = 2
    cv2.imwrite(str(path), mask)
    assert not is_group(val_samples(packed)[0])


def test_a_sample_knows_its_truth(packed: Path) -> None:
    path = packed / "masks" / "pair.png"
    mask = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    assert mask is not None
    mask[:10] = 255
    cv2.imwrite(str(path), mask)
    pair = val_samples(packed)[0]
    assert pair.person_areas.tolist() == [60 * 28, 60 * 28]
    assert not pair.valid[:10].any() and not pair.person[:10].any()
    assert np.count_nonzero(pair.person) == 2 * 60 * 28
