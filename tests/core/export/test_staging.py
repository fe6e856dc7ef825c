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
