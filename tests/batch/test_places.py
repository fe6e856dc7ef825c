from pathlib import PurePosixPath

import pytest

from portrait_studio.batch.find import Found
from portrait_studio.batch.places import names_of, places_of
from portrait_studio.errors import PhotoError


def found(*paths):
    """Photos from "root|path below it"."""
    pairs = [path.split("|") for path in paths]
    return [Found(r + "/" + p, PurePosixPath(r, p), PurePosixPath(r)) for r, p in pairs]


def test_a_folder_is_mirrored():
    photos = found("/in|a.jpg", "/in|2024/a.jpg", "/in|2024/may/b.c.jpg")
    assert names_of(photos) == ["a.jpg", "2024/a.jpg", "2024/may/b.c.jpg"]
    assert places_of(photos) == ["a", "2024/a", "2024/may/b.c"]


def test_several_folders_are_mirrored_below_what_they_share():
    photos = found("/home/one|a.jpg", "/home/two|a.jpg", "/home/two|deep/a.jpg")
    assert places_of(photos) == ["one/a", "two/a", "two/deep/a"]


def test_photos_that_differ_in_their_suffix_keep_it():
    photos = found("/in|a.jpg", "/in|A.heic", "/in|b.jpg")
    assert places_of(photos) == ["a.jpg", "A.heic", "b"]


def test_paths_that_share_nothing_keep_all_of_it():
    photos = found("/in|a.jpg", "bucket/in|a.jpg")
    assert places_of(photos) == ["files/in/a", "bucket/in/a"]


@pytest.mark.parametrize("other", ["/in|A.JPG", "/in|a.jpg.png"])
def test_what_cannot_be_told_apart_is_named(other):
    photos = [*found("/in|a.jpg", "/in|a.png"), *found(other)]
    with pytest.raises(PhotoError, match="same name") as caught:
        places_of(photos)
    assert "/in/a.jpg" in str(caught.value)
