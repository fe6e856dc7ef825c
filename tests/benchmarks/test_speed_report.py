"""The page shows what was measured, and says where a target is missed."""

from benchmarks.seed_edit import EditSpeed
from benchmarks.speed_report import TOTAL, page
from benchmarks.timing import Timings


def report(*, total: float, edit: float, peak: float | None) -> str:
    stages = Timings({"decode": [0.25, 0.5, 0.25], TOTAL: [total]})
    networks = Timings({"Ours": [0.1], "Other": [0.05]})
    edits = EditSpeed(regions=3001, people=8, timings=Timings({"add a seed": [edit]}))
    return page(ours="Ours", stages=stages, networks=networks, edits=edits, peak=peak)


def test_targets_that_are_met() -> None:
    text = report(total=1.4, edit=0.002, peak=800.0)
    assert "| decode | 0.250 | 0.250 | 0.500 |" in text
    assert "| Other | 50.0 | 50.0 | 50.0 | 0.50 |" in text
    assert "1.40 s; target 1.5 s, met" in text
    assert "2.0 ms; target 10 ms, met" in text
    assert "800.0 MB; target 1200 MB, met" in text
    assert "3001 regions" in text and "missed" not in text


def test_targets_that_are_missed_are_not_hidden() -> None:
    text = report(total=1.6, edit=0.011, peak=1300.0)
    assert text.count("**missed**") == 3


def test_a_system_that_cannot_tell_its_memory_is_said_so() -> None:
    assert "Not measured" in report(total=1, edit=0.001, peak=None)
