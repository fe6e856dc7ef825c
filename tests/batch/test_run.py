"""A whole batch in this process: what belongs to all photos, and what stops it."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from portrait_studio.batch.find import find_photos
from portrait_studio.batch.job import Outcome
from portrait_studio.batch.process import process_photo
from portrait_studio.batch.run import run_batch
from portrait_studio.batch.store import HIDDEN
from portrait_studio.errors import StudioError

NAMES = ("a.png", "b.png", "sub/three.png")


class Here:
    """Runs jobs one after the other, and ends like a process that is killed, where asked to."""

    def __init__(self, *, killed=False):
        self.killed = killed
        self.closed = False

    def run(self, jobs):
        try:
            for job in jobs:
                yield process_photo(job)
            if self.killed:
                raise KeyboardInterrupt
        finally:
            self.closed = True


@pytest.fixture
def batch(job, tmp_path):
    """Return a function that runs a batch of three photos into a folder."""
    for name in NAMES[:2]:
        shutil.copy(job.source, tmp_path / "in" / name)

    def run(runner=None, *, wishes=("in",), **changes):
        photos = find_photos([str(tmp_path / wish) for wish in wishes])
        settings = replace(job.settings, **changes)
        told: list[Outcome] = []
        tally = run_batch(photos, job.out, settings, runner or Here(), tell=told.append)
        assert len(told) == sum(tally.times.values())
        return tally

    return run


def collected(job):
    content = json.loads((Path(job.out) / "people.coco.json").read_text())
    return [image["file_name"] for image in content["images"]]


def test_a_file_of_all_photos_is_written_once_and_when_something_changed(batch, job, tmp_path):
    assert batch(format="coco").times["exported"] == 3
    path = Path(job.out) / "people.coco.json"
    before = path.stat().st_mtime_ns
    assert batch(format="coco").times["present"] == 3
    assert path.stat().st_mtime_ns == before
    shutil.copy(job.source, tmp_path / "in" / "c.png")
    batch(format="coco")
    assert collected(job) == ["a.png", "b.png", "c.png", "sub/three.png"]


def test_a_run_that_ended_before_the_file_of_all_photos_is_made_good(batch, job, tmp_path):
    batch(format="coco", wishes=["in/*.png"])
    with pytest.raises(KeyboardInterrupt):
        batch(Here(killed=True), format="coco")
    assert collected(job) == ["a.png", "b.png"]
    assert batch(format="coco").times == {"exported": 0, "present": 3, "failed": 0}
    assert collected(job) == list(NAMES)


def test_photos_of_an_earlier_run_stay_in_the_file(batch, job):
    batch(format="coco")
    (Path(job.source).parents[1] / "b.png").write_bytes(b"damaged")
    batch(format="coco", wishes=["in"])
    assert sorted(collected(job)) == sorted(NAMES)


def test_what_no_photo_could_survive_stops_the_batch_and_the_runner(batch, job):
    runner = Here()
    with pytest.raises(StudioError, match="same command again"):
        batch(runner, networks="0")
    assert runner.closed
    assert not (Path(job.out) / HIDDEN / "scratch").exists()


def test_what_a_killed_batch_left_in_scratch_is_swept(batch, job):
    left = Path(job.out) / HIDDEN / "scratch" / "old" / "half.png"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    assert batch().times["exported"] == 3
    assert not left.exists()


def test_the_settings_that_differ_are_named(batch):
    batch()
    with pytest.raises(StudioError, match=r"format.*--overwrite"):
        batch(format="labels")
    assert batch(format="labels", overwrite=True).times["exported"] == 3
    assert batch(format="labels").times["present"] == 3


def test_settings_of_a_batch_that_finished_nothing_bind_nobody(batch, job, tmp_path):
    class Full(Here):
        def run(self, jobs):
            for job in jobs:
                yield Outcome(job, "failed", sentence="The disk is full.", hopeless=True)

    with pytest.raises(StudioError, match="no better than this one"):
        batch(Full())
    assert batch(format="labels").times["exported"] == 3
    with pytest.raises(StudioError, match="other settings"):
        batch(format="masks")


def test_a_folder_that_lets_no_lock_in_is_named(batch, job):
    (Path(job.out) / HIDDEN / "lock").mkdir(parents=True)
    with pytest.raises(StudioError, match=r"out cannot be written to .*--out"):
        batch()


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize(("template", "linked"), [("{stem}", True), (None, False)])
def test_no_photo_is_replaced_by_a_result(batch, job, tmp_path, overwrite, template, linked):
    """Neither by its own result, even through a link, nor by another photo's."""
    folder = tmp_path / "in"
    shutil.copy(job.source, folder / "a.1.png")
    if linked:
        (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    before = {path: path.read_bytes() for path in folder.rglob("*.png")}
    options = replace(job.settings.options, template=template)
    settings = replace(job.settings, overwrite=overwrite, options=options)
    out = str(tmp_path / "link" if linked else folder)
    with pytest.raises(StudioError, match=r"png: this is one of the photos"):
        run_batch(find_photos([str(folder)]), out, settings, Here(), tell=lambda _: None)
    assert {path: path.read_bytes() for path in tmp_path.joinpath("in").rglob("*.png")} == before


def test_photos_and_results_may_share_a_folder(batch, job, tmp_path):
    found = find_photos([str(tmp_path / "in")])
    run_batch(found, str(tmp_path / "in"), job.settings, Here(), tell=lambda _: None)
    assert (tmp_path / "in" / "sub" / "three.1.png").exists()
