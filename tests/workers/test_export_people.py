import numpy as np
import pytest
from PIL import Image

from portrait_studio.core.export.formats import FORMATS
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.result import ExportedPerson, PhotoResult
from portrait_studio.core.photo import Photo
from portrait_studio.errors import Cancelled, ExportError
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.workers.export_people import ExportPeople, ExportWish
from portrait_studio.workers.list_folder import ListFolder


@pytest.fixture
def result():
    owner = np.zeros((40, 60), np.int32)
    owner[5:35, 5:25], owner[5:35, 25:50] = 1, 2
    photo = Photo.from_array(np.full((80, 120, 3), 120, np.uint8))
    people = tuple(ExportedPerson(n, 0.9, (10, 10, 70, 50), f"P{n}") for n in (1, 2))
    person = (owner > 0).astype(np.float32)
    return PhotoResult(photo, person, np.zeros_like(person), owner, people)


def wish(folder, name="layers", **more):
    return ExportWish(FORMATS[name], folder, ExportOptions(), **more)


def quiet(stage, fraction):
    pass


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_with_progress(result, tmp_path, name):
    told = []
    files = ExportPeople(lambda: result, wish(tmp_path, name))(
        lambda *progress: told.append(progress), CancelToken()
    )
    assert files
    assert all(path.stat().st_size for path in files)
    assert [fraction for _, fraction in told] == sorted(fraction for _, fraction in told)
    assert told[-1] == ("Writing the files", 1.0)


def test_only_who_is_wished_leaves_and_looks_as_among_all(result, tmp_path):
    ExportPeople(lambda: result, wish(tmp_path / "all"))(quiet, CancelToken())
    (one,) = ExportPeople(lambda: result, wish(tmp_path / "one", people=frozenset({2})))(
        quiet, CancelToken()
    )
    assert one.name == "photo.P2.png"
    among = np.asarray(Image.open(tmp_path / "all" / one.name))
    assert (np.asarray(Image.open(one)) == among).all()


def test_cancelling_between_files_leaves_nothing(result, tmp_path):
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        ExportPeople(lambda: result, wish(tmp_path))(
            lambda stage, fraction: cancel.cancel() if fraction else None, cancel
        )
    assert not list(tmp_path.iterdir())


class CancelledAfter(CancelToken):
    """Cancels itself when it has been asked a number of times."""

    def __init__(self, times):
        super().__init__()
        self.left = times

    def raise_if_cancelled(self):
        self.left -= 1
        if self.left < 0:
            self.cancel()
        super().raise_if_cancelled()


@pytest.mark.parametrize("name", FORMATS)
def test_cancelling_inside_a_file_stops_there_and_leaves_nothing(result, tmp_path, name):
    asked = CancelledAfter(10**6)
    ExportPeople(lambda: result, wish(tmp_path / "whole", name))(quiet, asked)
    total = 10**6 - asked.left
    assert total > len(list((tmp_path / "whole").iterdir())) + 3  # not only between files
    for times in range(1, total):
        with pytest.raises(Cancelled):
            ExportPeople(lambda: result, wish(tmp_path / "part", name))(
                quiet, CancelledAfter(times)
            )
        assert not (tmp_path / "part").is_dir() or not list((tmp_path / "part").iterdir())


def test_a_photo_of_many_tiles_is_left_after_the_tile_at_work(tmp_path):
    side = 1500
    owner = np.ones((50, 50), np.int32)
    photo = Photo.from_array(np.full((side, side, 3), 120, np.uint8))
    person = np.ones((50, 50), np.float32)
    people = (ExportedPerson(1, 0.9, (0, 0, side, side), "P1"),)
    many = PhotoResult(photo, person, np.zeros_like(person), owner, people)
    asked = CancelledAfter(10**6)
    ExportPeople(lambda: many, wish(tmp_path))(quiet, asked)
    assert 10**6 - asked.left >= 6 * 3  # blocks of 256 by 512 pixels


def test_nothing_is_replaced_unless_wished(result, tmp_path):
    mine = tmp_path / "photo.P1.png"
    mine.write_bytes(b"mine")
    with pytest.raises(ExportError, match=r"photo\.P1\.png"):
        ExportPeople(lambda: result, wish(tmp_path))(quiet, CancelToken())
    assert mine.read_bytes() == b"mine"
    ExportPeople(lambda: result, wish(tmp_path, overwrite=True))(quiet, CancelToken())
    assert np.asarray(Image.open(mine)).shape == (80, 120, 4)


def test_names_of_a_folder(tmp_path):
    (tmp_path / "A.PNG").touch()
    assert ListFolder(tmp_path)(quiet, CancelToken()) == {"a.png"}
    assert ListFolder(tmp_path / "none")(quiet, CancelToken()) == frozenset()
