"""One photo, again and again: done once, taken up where it was cut off, nobody's files harmed."""

import json
import os
from dataclasses import replace
from pathlib import Path

import fsspec
import numpy as np
import pytest
from PIL import Image

from portrait_studio.batch.local_store import LocalStore
from portrait_studio.batch.process import process_photo
from portrait_studio.batch.record import read_record
from portrait_studio.batch.store import HIDDEN, open_store
from portrait_studio.core.project.read_project import read_project
from tests.tiny_network import paint_people

LAYERS = ["sub/three.1.png", "sub/three.2.png", "sub/three.3.png"]


def results(job):
    """All files but those the batch keeps for itself; none of them may be unfinished."""
    out = Path(job.out)
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert not [name for name in files if "scratch" in name or name.endswith(".part")]
    return sorted(name for name in files if not name.startswith(HIDDEN))


def contents(job):
    return {name: (Path(job.out) / name).read_bytes() for name in results(job)}


def repaint(job, *columns):
    Image.fromarray(paint_people(*columns, scale=2)).save(job.source)


def test_a_photo_is_exported_once(job):
    first = process_photo(job)
    assert (first.status, first.people, first.sentence) == ("exported", 3, "")
    assert results(job) == LAYERS
    before = {name: (Path(job.out) / name).stat().st_mtime_ns for name in LAYERS}
    again = process_photo(job)
    assert (again.status, again.people) == ("present", 3)
    assert {name: (Path(job.out) / name).stat().st_mtime_ns for name in LAYERS} == before


def test_a_photo_that_was_only_touched_or_moved_is_done(job, tmp_path):
    process_photo(job)
    os.utime(job.source, ns=(1, 1))
    assert process_photo(job).status == "present"
    moved = Path(job.source).rename(tmp_path / "elsewhere.png")
    assert process_photo(replace(job, source=str(moved))).status == "present"


def test_a_file_that_is_gone_is_made_again_and_no_other_touched(job):
    process_photo(job)
    out = Path(job.out)
    before = contents(job)
    (out / LAYERS[0]).write_bytes(b"retouched by hand")
    (out / LAYERS[1]).unlink()
    assert process_photo(job).status == "exported"
    assert contents(job) == before | {LAYERS[0]: b"retouched by hand"}
    assert process_photo(job).status == "present"


def test_a_changed_photo_replaces_its_own_results_and_those_who_are_gone(job):
    process_photo(job)
    repaint(job, 64)
    assert process_photo(job).status == "exported"
    assert results(job) == LAYERS[:1]


def test_a_changed_photo_does_not_replace_what_was_retouched(job, with_settings):
    process_photo(job)
    (Path(job.out) / LAYERS[0]).write_bytes(b"retouched by hand")
    before = contents(job)
    repaint(job, 64)
    outcome = process_photo(job)
    assert outcome.status == "failed" and "--overwrite" in outcome.sentence
    assert contents(job) == before
    assert process_photo(with_settings(job, overwrite=True)).status == "exported"
    assert results(job) == LAYERS[:1]


def test_somebody_else_s_file_is_left_alone(job, with_settings):
    theirs = Path(job.out) / LAYERS[2]
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"mine")
    outcome = process_photo(job)
    assert outcome.status == "failed" and str(theirs) in outcome.sentence
    assert contents(job) == {LAYERS[2]: b"mine"}
    assert process_photo(with_settings(job, overwrite=True)).status == "exported"


def test_other_settings_or_another_photo_are_not_mixed_in(job, with_settings, tmp_path):
    process_photo(job)
    before = contents(job)
    other = tmp_path / "other.png"
    Image.fromarray(paint_people(64, scale=2)).save(other)
    for second in (with_settings(job, format="labels"), replace(job, source=str(other))):
        outcome = process_photo(second)
        assert outcome.status == "failed" and "--overwrite" in outcome.sentence
    assert contents(job) == before
    process_photo(with_settings(job, format="labels", overwrite=True))
    assert LAYERS[0] not in results(job) and "sub/three.labels.png" in results(job)


class Killed(BaseException):
    """What ends the process, as far as a test can."""


@pytest.mark.parametrize("moves", range(4))
def test_a_kill_in_the_middle_is_made_good(job, monkeypatch, moves):
    put = LocalStore.put
    done: list[str] = []

    def put_some(self, name, file):
        if len(done) == moves:
            raise Killed
        done.append(name)
        put(self, name, file)

    write = LocalStore.write
    written: list[str] = []

    def write_some(self, name, content):
        written.append(name)
        if moves == 3 and len(written) == 2:  # between the last file and the record
            raise Killed
        write(self, name, content)

    with monkeypatch.context() as patch:
        patch.setattr(LocalStore, "put", put_some)
        patch.setattr(LocalStore, "write", write_some)
        with pytest.raises(Killed):
            process_photo(job)
    assert results(job) == LAYERS[:moves]
    assert all(np.asarray(Image.open(Path(job.out) / n)).ndim == 3 for n in LAYERS[:moves])
    repaint(job, 20, 64)  # even when the photo is another one by now
    assert process_photo(job).status == "exported"
    assert results(job) == LAYERS[:2]
    assert process_photo(job).status == "present"


def test_a_record_that_cannot_be_read_is_none(job):
    process_photo(job)
    store = open_store(job.out)
    (record,) = store.names(f"{HIDDEN}/records")
    store.write(record, b"{half")
    assert read_record(store, job.place) is None
    before = contents(job)
    assert process_photo(job).status == "exported"  # the very same files: nothing is lost
    assert contents(job) == before


def test_a_doubtful_photo_is_saved_as_a_project_too(job, with_settings, tmp_path):
    review = with_settings(job, review_above=-1.0)
    outcome = process_photo(review)
    assert outcome.review
    assert results(job) == ["review/sub/three.portrait", *LAYERS]
    (tmp_path / "in").rename(tmp_path / "moved")
    (tmp_path / "out").rename(tmp_path / "moved" / "out")
    (tmp_path / "moved").rename(tmp_path / "in")  # together they may move
    project = read_project(tmp_path / "in" / "out" / "review" / "sub" / "three.portrait")
    assert project.analysis is not None and len(project.analysis.people) == 3


def test_a_project_opens_at_its_worst_place(job, with_settings):
    repaint(job, 52, 72)  # shoulder to shoulder around column 62 of the small picture
    outcome = process_photo(with_settings(job, review_above=0.01))
    assert outcome.people == 2 and outcome.doubt > 0.01
    project = read_project(Path(job.out) / "review" / "sub" / "three.portrait")
    assert project.look_at is not None
    _, col0, _, col1 = project.look_at
    assert col0 < 2 * 62 < col1


def test_a_sure_photo_is_not(job, with_settings):
    assert not process_photo(with_settings(job, review_above=1.0)).review
    assert results(job) == LAYERS


def test_what_belongs_to_all_photos_is_kept_as_a_part(job, with_settings):
    assert process_photo(with_settings(job, format="coco")).status == "exported"
    assert results(job) == []
    store = open_store(job.out)
    (part,) = store.names(f"{HIDDEN}/parts")
    image = json.loads(store.read(part) or b"")["image"]
    assert image["file_name"] == "sub/three.png"


def test_photos_and_results_by_address(job, with_settings):
    files = fsspec.filesystem("memory")
    files.pipe_file("/batch/in/three.png", Path(job.source).read_bytes())
    distant = replace(
        with_settings(job, review_above=-1.0),
        source="memory://batch/in/three.png",
        out="memory://batch/out",
    )
    try:
        assert process_photo(distant).status == "exported"
        assert process_photo(distant).status == "present"
        names = [n for n in files.find("/batch/out") if HIDDEN not in n]
        wanted = ["review/sub/three.portrait", *LAYERS]
        assert names == [f"/batch/out/{name}" for name in wanted]
        files.pipe_file("/batch/in/three.png", b"damaged")
        assert process_photo(distant).sentence.startswith(distant.source)
        files.rm("/batch/in/three.png")
        assert "no such file" in process_photo(distant).sentence
    finally:
        files.rm("/batch", recursive=True)


def test_a_full_disk_is_hopeless(job, monkeypatch):
    def refuse(source, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", refuse)
    outcome = process_photo(job)
    assert outcome.hopeless and "No space left" in outcome.sentence
    # Said of the place where the file would be, not of scratch.
    assert outcome.sentence.startswith(str(Path(job.out) / "sub" / "three.1.png"))
    assert results(job) == []


def test_a_disk_that_is_full_before_anything_is_exported_is_hopeless(
    job, with_settings, monkeypatch
):
    def refuse(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_text", refuse)
    outcome = process_photo(with_settings(job, format="coco"))
    assert outcome.hopeless and outcome.sentence.startswith(f"{job.source}: cannot be done (No")


def test_another_network_than_the_batch_s_is_hopeless(job, with_settings):
    outcome = process_photo(with_settings(job, networks="0" * 64))
    assert outcome.hopeless and "another one" in outcome.sentence


def test_a_fault_of_the_program_ends_one_photo_only(job, monkeypatch):
    monkeypatch.setattr("portrait_studio.batch.process.photo_doubt", lambda _: 1 / 0)
    outcome = process_photo(job)
    assert not outcome.hopeless and "ZeroDivisionError" in outcome.sentence
