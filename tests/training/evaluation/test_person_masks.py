"""The person masks of a network whose answer is known."""

from pathlib import Path

import numpy as np
import pytest

from portrait_studio.inference.cards import read_card
from training.evaluation.border_maps import border_rows
from training.evaluation.forward_time import forward_ms
from training.evaluation.people_boxes import box_rows
from training.evaluation.person_masks import mask_rows, resized
from training.evaluation.photos import val_samples
from training.evaluation.subjects import Subject


@pytest.fixture
def subject(tiny_card: Path) -> Subject:
    return Subject(read_card(tiny_card), ours=True, threads=1)


def test_the_mask_is_scored_by_subset(packed: Path, subject: Subject, tmp_path: Path) -> None:
    samples = val_samples(packed)
    (row,) = mask_rows([subject], samples, cache=tmp_path / "cache", code="1")
    assert (row.name, row.ours) == ("Tiny", True)
    assert set(row.scores) == {"coco", "coco groups", "selfie", "portraits"}
    assert row.scores["selfie"].person_iou > 0.99


def test_kept_figures_are_used_until_the_code_changes(
    packed: Path, subject: Subject, tmp_path: Path
) -> None:
    samples, cache = val_samples(packed), tmp_path / "cache"
    first = mask_rows([subject], samples, cache=cache, code="1")
    for photo in (packed / "photos").iterdir():
        photo.unlink()
    fresh = val_samples(packed)
    assert mask_rows([subject], fresh, cache=cache, code="1") == first
    with pytest.raises(Exception, match="missing"):
        mask_rows([subject], fresh, cache=cache, code="2")


def test_boxes_of_every_person_are_found(packed: Path, subject: Subject, tmp_path: Path) -> None:
    (row,) = box_rows([subject], val_samples(packed), cache=tmp_path / "cache", code="1")
    assert set(row.precision) == {"coco", "coco groups"}
    assert row.precision["coco"].at(0.5) == 1.0


def test_outlines_are_found(packed: Path, subject: Subject, tmp_path: Path) -> None:
    between, outline = border_rows(
        [subject], val_samples(packed), cache=tmp_path / "cache", code="1"
    )
    assert (between.kind, outline.kind) == ("between people", "outline")
    assert outline.counts.recall > 0.9 and between.counts.true == 0


def test_forward_time_is_positive_for_everyone(packed: Path, subject: Subject) -> None:
    times = forward_ms([subject], val_samples(packed))
    assert list(times) == ["Tiny"] and times["Tiny"] > 0


def test_a_resized_map_keeps_its_values() -> None:
    small = np.array([[0.0, 1.0]], np.float32)
    large = resized(small, (2, 8))
    assert large.shape == (2, 8) and large.dtype == np.float32
    assert (np.diff(large[0]) >= 0).all() and large.min() == 0.0 and large.max() == 1.0
