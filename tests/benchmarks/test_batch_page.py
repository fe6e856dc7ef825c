"""The page computes what a million photos cost from what one was measured to take."""

from benchmarks.batch import page
from benchmarks.batch_cost import Cost, written

COST = Cost(
    clock=[9.0, 1.0, 2.0], processor=[3.6, 0.9, 1.8], again=0.0036, peak=10**9, written=10**6
)


def text() -> str:
    return page({"layers": COST}, megapixels=12.2, people=4, price=0.1, currency="EUR")


def test_a_million_is_computed_from_the_median_processor_time() -> None:
    row = next(line for line in text().splitlines() if line.startswith("| layers | 500 "))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[1:3] == ["500", "50.00"]
    assert cells[4:] == ["0.50", "1.00"]
    assert "passed over in 1.00 core hours" in text()
    assert "$" not in text()


def test_all_that_is_written_counts(tmp_path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"123")
    (tmp_path / "c").write_bytes(b"4")
    assert written(tmp_path) == 4
