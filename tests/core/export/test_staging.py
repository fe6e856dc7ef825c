from __future__ import annotations

import os
from pathlib import Path

import pytest

from portrait_studio.core.export.staging import Staging
from portrait_studio.errors import ExportError


def test_files_appear_together_at_the_end(tmp_path):
    one, two = tmp_path / "new" / "one", tmp_path / "new" / "two"
    with Staging([one, two], overwrite=False) as staging:
        staging.write(one, b"1")
        staging.write(two, b"2")
        assert not one.exists() and not two.exists()
    assert (one.read_bytes(), two.read_bytes()) == (b"1", b"2")
    assert sorted(p.name for p in one.parent.iterdir()) == ["one", "two"]


def test_a_failure_leaves_nothing(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"

    def write_both():
        with Staging([one, two], overwrite=False) as staging:
            staging.write(one, b"1")
            raise RuntimeError("midway")

    with pytest.raises(RuntimeError, match="midway"):
        write_both()
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten_unasked(tmp_path):
    target = tmp_path / "file"
    target.write_bytes(b"old")
    with pytest.raises(ExportError, match=r"file: exists already.*--overwrite"):
        Staging([tmp_path / "other", target], overwrite=False).__enter__()
    with Staging([target], overwrite=True) as staging:
        staging.write(target, b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"


def test_a_full_disk_is_named_and_leaves_nothing(tmp_path, monkeypatch):
    target = tmp_path / "file"
    target.write_bytes(b"old")
    write = Path.write_bytes

    def half(path, content):
        write(path, content[: len(content) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    with (
        pytest.raises(ExportError, match=r"file: cannot be written \(No space left"),
        Staging([target], overwrite=True) as staging,
    ):
        staging.write(target, b"new content")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failing_rename_is_named_and_leaves_no_part(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    target = tmp_path / "file"
    with (
        pytest.raises(ExportError, match="Permission denied"),
        Staging([target], overwrite=False) as staging,
    ):
        staging.write(target, b"1")
    assert list(tmp_path.iterdir()) == []


def test_folders_in_the_way_are_named(tmp_path):
    (tmp_path / "file").mkdir()
    with pytest.raises(ExportError, match="a folder of that name"):
        Staging([tmp_path / "file"], overwrite=True).__enter__()
    (tmp_path / "plain").write_bytes(b"")
    below = tmp_path / "plain" / "file"
    with (
        pytest.raises(ExportError, match="cannot be written"),
        Staging([below], overwrite=False) as staging,
    ):
        staging.write(below, b"1")


def failing(real, *, at):
    """`os.replace` that refuses its n-th call, and those after it if `at` is a range."""
    calls = []

    def replace(source, target):
        calls.append(target)
        if len(calls) in (at if isinstance(at, range) else (at,)):
            raise OSError(28, "No space left on device")
        return real(source, target)

    return replace


def write_all(folder, names, *, obsolete=()):
    targets = [folder / name for name in names]
    gone = [folder / name for name in obsolete]
    with Staging(targets, overwrite=True, obsolete=gone) as staging:
        for target in targets:
            staging.write(target, b"new")


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_rename_that_fails_midway_puts_everything_back(tmp_path, monkeypatch, at, links):
    (tmp_path / "one").write_bytes(b"old one")
    (tmp_path / "three").write_bytes(b"old three")
    if not links:  # some disks know no second names

        def refuse(*_):
            raise OSError(1, "Operation not permitted")

        monkeypatch.setattr(Path, "hardlink_to", refuse)
    monkeypatch.setattr(os, "replace", failing(os.replace, at=at))
    with pytest.raises(ExportError, match="No space left"):
        write_all(tmp_path, ["one", "two", "three"])
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        "one": b"old one",
        "three": b"old three",
    }


def test_an_interruption_midway_puts_everything_back(tmp_path, monkeypatch):
    (tmp_path / "one").write_bytes(b"old")
    real = os.replace

    def interrupted(source, target):
        if Path(target).name == "two":
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_all(tmp_path, ["one", "two"])
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("one", b"old")]


def test_what_cannot_be_put_back_is_named_and_kept(tmp_path, monkeypatch):
    (tmp_path / "one").write_bytes(b"old")
    monkeypatch.setattr(os, "replace", failing(os.replace, at=range(2, 9)))
    with pytest.raises(
        ExportError, match=r"Not all could be put back: .*one as it was is (.*) now"
    ):
        write_all(tmp_path, ["one", "two"])
    (kept,) = tmp_path.glob(".*.old")
    assert kept.read_bytes() == b"old"
    assert (tmp_path / "one").read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 2


def test_what_is_obsolete_goes_when_the_new_comes(tmp_path):
    (tmp_path / "gone").write_bytes(b"old")
    write_all(tmp_path, ["one"], obsolete=["gone", "never was"])
    assert [p.name for p in tmp_path.iterdir()] == ["one"]


def test_what_is_obsolete_stays_where_the_new_cannot_come(tmp_path, monkeypatch):
    (tmp_path / "gone").write_bytes(b"old")

    real = Path.unlink

    def refuse(path, missing_ok=False):
        if path.name == "gone":
            raise PermissionError(13, "Permission denied")
        real(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(ExportError, match="gone: cannot be written"):
        write_all(tmp_path, ["one"], obsolete=["gone"])
    monkeypatch.undo()
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("gone", b"old")]


def test_a_file_that_came_meanwhile_is_not_overwritten(tmp_path):
    target = tmp_path / "file"

    def write_late():
        with Staging([target], overwrite=False) as staging:
            staging.write(target, b"new")
            target.write_bytes(b"someone else's")

    with pytest.raises(ExportError, match="exists already"):
        write_late()
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("file", b"someone else's")]
