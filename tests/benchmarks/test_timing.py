"""Times are kept by name and summed up by their median."""

from benchmarks.timing import Timings


def test_the_median_ignores_one_slow_run() -> None:
    timings = Timings()
    for seconds in (1.0, 9.0, 2.0):
        timings.add("stage", seconds)
    assert timings.median("stage") == 2.0
    assert timings.spread("stage") == (1.0, 9.0)


def test_work_is_done_and_timed_once() -> None:
    timings, done = Timings(), []
    timings.measure("work", lambda: done.append(1))
    assert done == [1] and len(timings.seconds["work"]) == 1
