import pytest

from portrait_studio.commands.photos import find_photos
from portrait_studio.errors import PhotoError


@pytest.fixture
def folder(tmp_path):
    for name in ("b.jpg", "a.PNG", "notes.txt", "c[1].webp"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "deeper.jpg").mkdir()
    return tmp_path


def names(paths):
    return [path.name for path in paths]


def test_a_folder_gives_its_photos_sorted(folder):
    assert names(find_photos([str(folder)])) == ["a.PNG", "b.jpg", "c[1].webp"]


def test_a_pattern_that_the_shell_left_alone_is_expanded(folder):
    assert names(find_photos([str(folder / "*.jpg")])) == ["b.jpg"]


def test_a_file_whose_name_looks_like_a_pattern_is_itself(folder):
    assert names(find_photos([str(folder / "c[1].webp")])) == ["c[1].webp"]


def test_a_named_file_is_tried_whatever_its_name(folder):
    wishes = [str(folder / "notes.txt"), str(folder / "missing.jpg")]
    assert names(find_photos(wishes)) == ["notes.txt", "missing.jpg"]


def test_a_photo_meant_twice_comes_once_where_it_came_first(folder):
    wishes = [str(folder / "b.jpg"), str(folder)]
    assert names(find_photos(wishes)) == ["b.jpg", "a.PNG", "c[1].webp"]


@pytest.mark.parametrize("wish", ["empty", "*.tiff"])
def test_what_gives_nothing_is_named(tmp_path, wish):
    (tmp_path / "empty").mkdir()
    with pytest.raises(PhotoError, match=wish.replace("*", r"\*")):
        find_photos([str(tmp_path / wish)])


def test_a_raw_file_gives_way_to_the_photo_the_camera_made_of_it(tmp_path):
    for name in ("a.NEF", "a.JPG", "b.nef", "c.heic"):
        (tmp_path / name).write_bytes(b"x")
    assert names(find_photos([str(tmp_path)])) == ["a.JPG", "b.nef", "c.heic"]
    assert names(find_photos([str(tmp_path / "a.NEF")])) == ["a.NEF"]
