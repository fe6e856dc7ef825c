"""Contact sheets."""

from pathlib import Path

import cv2
import numpy as np

from portrait_studio.core.predictions import Predictions
from training.evaluation.people import LabelMap, Way
from training.evaluation.photos import Sample, val_samples
from training.evaluation.pictures import (
    chosen_samples,
    overlay,
    sheet,
    worst_samples,
    write_sheet,
)
from training.evaluation.true_parts import nothing_predicted


def truth_way(sample: Sample, predictions: Predictions) -> LabelMap:
    return sample.truth, np.ones(int(sample.truth.max()))


WAY = Way("truth", "way", "truth", nothing_predicted, truth_way)


def test_the_seed_is_fixed_and_the_worst_come_first(packed: Path) -> None:
    samples = val_samples(packed)
    first = [sample.row.name for sample in chosen_samples(samples, 2)]
    assert first == [sample.row.name for sample in chosen_samples(samples, 2)] and len(first) == 2
    assert len(chosen_samples(samples, 99)) == 4
    worst = worst_samples(samples, {"s1": 0.2, "pair": 0.1, "one": 0.9}, 2)
    assert [sample.row.name for sample in worst] == ["pair", "s1"]


def test_people_are_tinted_apart_and_the_background_is_dimmed() -> None:
    rgb = np.full((20, 30, 3), 100, np.uint8)
    labels = np.zeros((20, 30), np.uint8)
    labels[5:15, 5:15], labels[5:15, 15:25] = 1, 2
    picture = overlay(rgb, labels)
    assert picture[0, 0].tolist() == [60, 60, 60]
    assert np.abs(picture[10, 10].astype(int) - picture[10, 20]).sum() > 60
    assert picture[5, 10].tolist() != picture[10, 10].tolist()


def test_a_sheet_is_written_whole(packed: Path, tmp_path: Path) -> None:
    samples = val_samples(packed)
    picture = sheet(samples, (WAY, WAY))
    path = tmp_path / "new" / "sheet.jpg"
    write_sheet(path, picture)
    read = cv2.imread(str(path))
    assert read is not None and read.shape == picture.shape
    assert [p.name for p in path.parent.iterdir()] == ["sheet.jpg"]
