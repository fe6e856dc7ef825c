import pytest

from portrait_studio.workers.time_left import TimeLeft


def test_time_left_follows_from_what_is_done():
    now = [100.0]
    left = TimeLeft(lambda: now[0])
    now[0] += 4
    assert left.seconds(0.25) == pytest.approx(12)
    assert left.seconds(1.0) == 0
    left.begin()
    assert left.seconds(0.25) is None


@pytest.mark.parametrize(("spent", "fraction"), [(0.5, 0.5), (10, 0.0), (10, 0.01)])
def test_too_early_says_nothing(spent, fraction):
    now = [0.0]
    left = TimeLeft(lambda: now[0])
    now[0] += spent
    assert left.seconds(fraction) is None
