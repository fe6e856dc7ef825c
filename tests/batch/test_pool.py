"""Real worker processes that answer, die, grow and are stopped."""

import multiprocessing
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from portrait_studio.batch.pool import WorkerPool
from portrait_studio.errors import StudioError
from tests.batch import odd_workers

BASE = 10**9


@pytest.fixture
def jobs(job, tmp_path):
    """Return a function that makes jobs with these names for places."""

    def make(*places):
        return [replace(job, place=place, out=str(tmp_path)) for place in places]

    yield make
    assert multiprocessing.active_children() == []


def run(process, jobs, *, count=1, memory=BASE, **more):
    pool = WorkerPool(count=count, threads=1, memory=memory, process=process, **more)
    return list(pool.run(jobs))


def processes(job):
    return Path(job.out, job.place).read_text().splitlines()


def test_every_job_is_answered_once_by_few_processes(jobs):
    many = jobs(*"abcdefgh")
    outcomes = run(odd_workers.easy, many, count=2)
    assert Counter(outcome.job for outcome in outcomes) == Counter(many)
    assert {outcome.status for outcome in outcomes} == {"exported"}
    assert len({pid for job in many for pid in processes(job)}) <= 2


def test_a_job_is_given_to_another_process_when_one_dies(jobs):
    many = jobs("a", "bad", "c")
    outcomes = run(odd_workers.die_once, many)
    assert Counter(outcome.job for outcome in outcomes) == Counter(many)
    assert {outcome.status for outcome in outcomes} == {"exported"}
    assert len(set(processes(many[1]))) == 2


def test_a_job_that_kills_twice_has_failed_and_the_others_go_on(jobs):
    many = jobs("a", "bad", "c")
    by_place = {outcome.job.place: outcome for outcome in run(odd_workers.die_always, many)}
    assert {place: o.status for place, o in by_place.items()} == {
        "a": "exported", "bad": "failed", "c": "exported",
    }  # fmt: skip
    assert many[1].source in by_place["bad"].sentence
    assert len(processes(many[1])) == 2


def test_a_process_that_has_grown_is_replaced_between_two_photos(jobs):
    many = jobs(*"abcd")
    outcomes = run(odd_workers.grow, many, memory=2 * 400_000_000)
    assert [outcome.status for outcome in outcomes] == ["exported"] * 4
    pids = [processes(job) for job in many]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_a_process_that_outgrows_its_share_is_ended_and_the_photo_named(jobs):
    many = jobs("bad", "b")
    by_place = {o.job.place: o for o in run(odd_workers.devour, many, memory=800_000_000)}
    assert by_place["bad"].status == "failed" and "--memory" in by_place["bad"].sentence
    assert by_place["b"].status == "exported"
    assert len(processes(many[0])) == 1  # not tried again


def test_a_photo_that_takes_too_long_has_failed_and_the_others_go_on(jobs):
    many = jobs("a", "bad", "c", "d")
    by_place = {o.job.place: o for o in run(odd_workers.hang, many, time_limit=1.0)}
    assert {place: o.status for place, o in by_place.items()} == {
        "a": "exported", "bad": "failed", "c": "exported", "d": "exported",
    }  # fmt: skip
    sentence = by_place["bad"].sentence
    assert many[1].source in sentence and "the 1 s of --time-limit" in sentence
    assert len(processes(many[1])) == 1  # not tried again
    pids = [processes(job) for job in many]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_processes_that_cannot_start_are_no_photo_s_fault(jobs):
    with pytest.raises(StudioError, match="before it began"):
        run(odd_workers.NotThere(), jobs("a", "b"))


def test_whoever_stops_listening_leaves_no_process(jobs):
    outcomes = WorkerPool(count=1, threads=1, memory=BASE, process=odd_workers.easy).run(
        jobs("a", "b")
    )
    next(outcomes)
    outcomes.close()
    assert multiprocessing.active_children() == []
