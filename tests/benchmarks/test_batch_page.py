"""The page computes what a million photos cost from what one was measured to take."""

import numpy as np
import pytest

from benchmarks.batch import page
from benchmarks.batch_cost import Cost, written
from benchmarks.review_threshold import Judged, split_error, thresholds

COST = Cost(
    clock=[9.0, 1.0, 2.0], processor=[3.6, 0.9, 1.8], again=0.0036, peak=10**9, written=10**6
)
JUDGED = [Judged(0.5, 0.4), Judged(0.2, 0.0), Judged(0.004, 0.3), Judged(0.0, 0.0)]


def text() -> str:
    return page({"layers": COST}, JUDGED, megapixels=12.2, people=4, price=0.1, currency="EUR")


def test_a_million_is_computed_from_the_median_processor_time() -> None:
    row = next(line for line in text().splitlines() if line.startswith("| layers | 500 "))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[1:3] == ["500", "50.00"]
    assert cells[4:] == ["0.50", "1.00"]
    assert "passed over in 1.00 core hours" in text()
    assert "$" not in text()


def test_the_table_of_thresholds() -> None:
    assert "| **0.005** | **50%** | **50%** |" in text()
    assert "| 0.002 | 75% | 100% |" in text()
    assert [t.reviewed for t in thresholds(JUDGED, [0.3, 1])] == [0.25, 0]


def test_the_error_is_the_share_with_the_wrong_person() -> None:
    truth = np.array([[1, 1, 1, 2, 2, 0, 255]], np.uint8)
    assert split_error(np.array([[2, 2, 2, 1, 1, 0, 9]], np.int32), truth) == 0
    assert split_error(np.array([[1, 1, 1, 1, 1, 0, 0]], np.int32), truth) == pytest.approx(0.4)
    assert split_error(np.array([[1, 1, 2, 3, 0, 5, 0]], np.int32), truth) == pytest.approx(0.25)
    assert split_error(np.zeros((1, 7), np.int32), truth) == 0


def test_all_that_is_written_counts(tmp_path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"123")
    (tmp_path / "c").write_bytes(b"4")
    assert written(tmp_path) == 4
