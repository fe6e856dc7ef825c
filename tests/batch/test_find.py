import io
from pathlib import Path

import fsspec
import pytest

from portrait_studio.batch.find import find_photos
from portrait_studio.errors import PhotoError


@pytest.fixture
def folder(tmp_path):
    for name in ("b.jpg", "sub/a.PNG", "sub/c[1].webp", "notes.md", ".trash/x.jpg", "sub/._a.PNG"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path / "in"


@pytest.fixture
def memory():
    files = fsspec.filesystem("memory")
    for name in ("b.jpg", "sub/a.png", "out/b.1.png"):
        files.pipe_file(f"/in/{name}", b"x")
    yield files
    files.rm("/in", recursive=True)


def below(photos, folder):
    return [Path(photo.address).relative_to(folder).as_posix() for photo in photos]


def test_a_folder_gives_all_photos_below_it(folder):
    photos = find_photos([str(folder)])
    assert below(photos, folder) == ["b.jpg", "sub/a.PNG", "sub/c[1].webp"]
    assert {photo.root for photo in photos} == {folder}


def test_results_inside_the_folder_are_left_out(folder):
    assert below(find_photos([str(folder)], leave_out=str(folder / "sub")), folder) == ["b.jpg"]


def test_a_pattern_is_mirrored_from_its_fixed_part(folder):
    photos = find_photos([str(folder / "**" / "*.PNG")])
    assert below(photos, folder) == ["sub/a.PNG"]
    assert photos[0].root == folder


def test_a_list_names_photos_folders_and_patterns(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("list.txt").write_text("in/sub/c[1].webp\n\nin/*.jpg\nin/gone.jpg\n")
    photos = find_photos(["list.txt"])
    assert below(photos, folder) == ["sub/c[1].webp", "b.jpg", "gone.jpg"]


def test_a_list_may_come_from_the_standard_input(folder, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{folder / 'b.jpg'}\n"))
    assert below(find_photos(["-"]), folder) == ["b.jpg"]


def test_a_photo_meant_twice_comes_once(folder):
    assert below(find_photos([str(folder / "b.jpg"), str(folder)]), folder)[0] == "b.jpg"
    assert len(find_photos([str(folder / "b.jpg"), str(folder)])) == 3


def test_a_raw_file_beside_its_photo_is_not_done_twice(folder):
    (folder / "b.dng").write_bytes(b"x")
    (folder / "z.dng").write_bytes(b"x")
    assert below(find_photos([str(folder)]), folder)[:2] == ["b.jpg", "z.dng"]


def test_addresses_of_folders_patterns_and_photos(memory):
    photos = find_photos(["memory://in"], leave_out="memory://in/out")
    assert [photo.path.relative_to(photo.root).as_posix() for photo in photos] == [
        "b.jpg",
        "sub/a.png",
    ]
    assert all(photo.address.startswith("memory://") for photo in photos)
    assert len(find_photos(["memory://in/**/*.png"])) == 2
    (one,) = find_photos(["memory://in/b.jpg"])
    assert one.root.name == "in"


@pytest.mark.parametrize("wish", ["empty", "*.tiff", "list.txt", "gone.txt", "memory://nothing/*"])
def test_what_gives_nothing_is_named(tmp_path, wish):
    (tmp_path / "empty").mkdir()
    (tmp_path / "list.txt").write_text("\n")
    asked = wish if wish.startswith("memory") else str(tmp_path / wish)
    with pytest.raises(PhotoError) as caught:
        find_photos([asked])
    assert wish in str(caught.value)
