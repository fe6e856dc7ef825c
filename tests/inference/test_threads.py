"""Threads are bounded."""

import os

import pytest

from portrait_studio.inference import threads


def test_physical_cores_are_some_and_no_more_than_logical_ones() -> None:
    assert 1 <= threads.physical_cores() <= (os.cpu_count() or 1)


@pytest.mark.parametrize(("cores", "expected"), [(1, 1), (4, 4), (64, threads.MOST_THREADS)])
def test_the_default_is_the_cores_up_to_a_limit(
    monkeypatch: pytest.MonkeyPatch, cores: int, expected: int
) -> None:
    monkeypatch.setattr(threads, "physical_cores", lambda: cores)
    assert threads.default_threads() == expected


@pytest.mark.parametrize(("system", "logical", "expected"), [("win32", 16, 8), ("darwin", 10, 10)])
def test_other_systems_are_estimated(
    monkeypatch: pytest.MonkeyPatch, system: str, logical: int, expected: int
) -> None:
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr("os.cpu_count", lambda: logical)
    assert threads.physical_cores() == expected
