"""Both stores keep the same promises."""

import uuid

import fsspec
import pytest

from portrait_studio.batch.addresses import file_system
from portrait_studio.batch.store import open_store
from portrait_studio.errors import ExportError, StudioError


@pytest.fixture(params=["folder", "object store", "file server"])
def store(request, tmp_path, monkeypatch):
    if request.param == "folder":
        yield open_store(str(tmp_path / "out"))
        return
    if request.param == "file server":  # where a file could be seen growing
        monkeypatch.setattr("portrait_studio.batch.remote_store._OBJECT_STORES", set())
    name = f"/{uuid.uuid4().hex}"
    yield open_store(f"memory:/{name}")
    fsspec.filesystem("memory").rm(name, recursive=True)


def test_what_is_written_is_read(store):
    store.write("a/b.json", b"1")
    assert store.read("a/b.json") == b"1" and store.has("a/b.json")
    store.write("a/b.json", b"2")
    assert store.read("a/b.json") == b"2"
    assert store.names("a") == ["a/b.json"]


def test_a_file_moves_from_scratch_to_its_name(store):
    with store.scratch() as folder:
        (folder / "x").write_bytes(b"abc")
        store.put("deep/er/x.png", folder / "x")
    assert not folder.exists()
    assert store.names("deep") == ["deep/er/x.png"]
    digest = store.digest("deep/er/x.png")
    assert digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    store.remove("deep/er/x.png")
    store.remove("deep/er/x.png")
    assert not store.has("deep/er/x.png")


def test_a_file_that_cannot_arrive_leaves_nothing(store, tmp_path, monkeypatch):
    store.write("x", b"old")

    def refuse(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", refuse)
        patch.setattr("fsspec.implementations.memory.MemoryFileSystem.mv", refuse)
        patch.setattr("fsspec.implementations.memory.MemoryFileSystem.put_file", refuse)
        (tmp_path / "new").write_bytes(b"new")
        with pytest.raises(ExportError, match="No space left"):
            store.put("x", tmp_path / "new")
    assert store.read("x") == b"old"
    assert store.names("") == ["x"]


def test_what_is_not_there(store):
    store.write("other", b"1")
    assert store.read("x") is None and store.digest("x") is None and not store.has("x")
    assert store.names("x") == []


def test_an_empty_file_is_as_good_as_none(store):
    store.write("x", b"")
    assert not store.has("x")


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path):
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(ExportError, match="out"):
        open_store(str(tmp_path / "out")).write("a", b"1")


def test_an_unknown_protocol_is_named():
    with pytest.raises(StudioError, match="nonsense://x"):
        file_system("nonsense://x/y")
