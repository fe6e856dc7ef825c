import dataclasses
import json
import shutil
import sys
import zipfile

import numpy as np
import pytest
from PIL import Image

from portrait_studio.core.photo import Photo
from portrait_studio.core.project.project import Project
from portrait_studio.core.project.read_project import PhotoMissingError, read_project
from portrait_studio.core.project.write_project import write_project
from portrait_studio.errors import ProjectError
from tests.core.project.small_project import EDITS, NETWORK, analysis, painted, project, same


@pytest.fixture
def made(tmp_path):
    return project(tmp_path, look_at=(1.0, 2.0, 3.5, 4.0))


@pytest.fixture
def file(tmp_path, made):
    path = tmp_path / "work.portrait"
    write_project(made, path)
    return path


def test_everything_comes_back_bit_for_bit(made, file):
    back = read_project(file)
    assert back.analysis is not None
    without_photo = dataclasses.replace(back.analysis, photo=None)
    assert same(without_photo, analysis())
    assert same(back.photo.pixels, made.photo.pixels)
    assert back.photo.path == made.photo.path
    assert back.edits == EDITS
    assert back.network == NETWORK
    assert back.look_at == (1.0, 2.0, 3.5, 4.0)


def test_arrays_that_come_back_can_be_written_to(file):
    back = read_project(file).analysis
    assert back is not None
    back.owner[0, 0] = 7
    assert back.labels.flags.writeable


def test_saved_again_it_is_the_same_file(file, tmp_path):
    again = tmp_path / "again.portrait"
    write_project(read_project(file), again)
    assert again.read_bytes() == file.read_bytes()


def test_what_was_undone_comes_back(made, tmp_path):
    undone = ({"kind": "set_name", "person": 1, "name": "Anna"}, *EDITS)
    write_project(dataclasses.replace(made, undone=undone), tmp_path / "undone.portrait")
    back = read_project(tmp_path / "undone.portrait")
    assert (back.edits, back.undone) == (EDITS, undone)


def test_a_file_of_the_first_version_can_be_read(file, tmp_path):
    with zipfile.ZipFile(file) as source:
        entries = {name: source.read(name) for name in source.namelist()}
    description = json.loads(entries["project.json"])
    description["version"] = 1
    del description["undone"]
    old = tmp_path / "old.portrait"
    with zipfile.ZipFile(old, "w") as target:
        for name, content in (entries | {"project.json": json.dumps(description)}).items():
            target.writestr(name, content)
    back = read_project(old)
    assert same(back.analysis and dataclasses.replace(back.analysis, photo=None), analysis())
    assert (back.edits, back.undone) == (EDITS, ())


def test_a_photo_that_was_not_analysed_yet(tmp_path, made):
    path = tmp_path / "early.portrait"
    write_project(Project(made.photo), path)
    back = read_project(path)
    assert back.analysis is None
    assert back.edits == ()


def test_project_and_photo_may_move_together(file, made, tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    shutil.move(made.photo.path, folder)
    moved = shutil.move(file, folder)
    assert read_project(moved).photo.path == folder / "three.png"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are no text")
def test_a_photo_whose_name_is_no_text(made, tmp_path):
    odd = tmp_path / "odd\udcff.png"
    made.photo.path.rename(odd)
    photo = dataclasses.replace(made.photo, path=odd)
    write_project(dataclasses.replace(made, photo=photo), tmp_path / "odd.portrait")
    assert read_project(tmp_path / "odd.portrait").photo.path == odd


def test_a_renamed_photo_beside_the_project_is_known_by_its_bytes(file, made, tmp_path):
    (tmp_path / "other.png").write_bytes(bytes(made.photo.path.stat().st_size))
    made.photo.path.rename(tmp_path / "renamed.png")
    back = read_project(file)
    assert back.photo.path == tmp_path / "renamed.png"
    assert back.photo_file is not None
    assert back.photo_file.path == tmp_path / "renamed.png"


def test_a_missing_photo_is_named_with_the_way_out(file, made):
    made.photo.path.unlink()
    with pytest.raises(PhotoMissingError, match=r"three\.png cannot be found; put it") as error:
        read_project(file)
    assert error.value.photo == made.photo.path
    assert error.value.project == file


def test_a_photo_that_changed_is_not_taken_unasked(file, made):
    Image.fromarray(painted()).save(made.photo.path, compress_level=1)
    with pytest.raises(PhotoMissingError, match="has changed"):
        read_project(file)
    back = read_project(file, photo=made.photo.path)
    assert same(back.photo.pixels, painted())


def test_a_photo_of_another_size_is_refused(file, tmp_path):
    Image.fromarray(painted()[:, :-1]).save(tmp_path / "narrow.png")
    with pytest.raises(ProjectError, match="63×48 pixels, but its photo had 64×48"):
        read_project(file, photo=tmp_path / "narrow.png")


def test_an_embedded_photo_needs_no_file(tmp_path, made):
    path = tmp_path / "whole.portrait"
    write_project(made, path, embed_photo=True)
    content = made.photo.path.read_bytes()
    made.photo.path.unlink()
    back = read_project(path)
    assert back.photo_content == content
    assert back.photo.path == made.photo.path
    assert same(back.photo.pixels, made.photo.pixels)
    again = tmp_path / "again.portrait"
    write_project(back, again)
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [3, 4])
def test_a_pasted_photo_is_embedded_as_it_is(tmp_path, kind, channels):
    values = np.random.default_rng(0).integers(0, np.iinfo(kind).max, (9, 7, channels), kind)
    path = tmp_path / "pasted.portrait"
    write_project(Project(Photo.from_array(values)), path)
    back = read_project(path).photo
    assert same(back.pixels, values[:, :, :3])
    assert back.path is None
    assert (back.alpha is None) == (channels == 3)
    if channels == 4:
        assert same(back.alpha, values[:, :, 3])


def test_a_photo_that_is_gone_when_saving_is_embedded(tmp_path, made):
    made.photo.path.unlink()
    path = tmp_path / "saved.portrait"
    write_project(made, path)
    back = read_project(path)
    assert same(back.photo.pixels, made.photo.pixels)
    assert back.photo.path == made.photo.path


def test_what_was_there_stays_when_the_disk_refuses(tmp_path, made, file, monkeypatch):
    before = file.read_bytes()

    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ProjectError, match=r"work\.portrait: cannot be written \(No space"):
        write_project(made, file)
    assert file.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["three.png", "work.portrait"]


def test_a_link_is_written_through(tmp_path, made, file):
    link = tmp_path / "link.portrait"
    link.symlink_to(file)
    write_project(dataclasses.replace(made, edits=()), link)
    assert link.is_symlink()
    assert read_project(file).edits == ()


def test_a_missing_project_is_told(tmp_path):
    with pytest.raises(ProjectError, match=r"gone\.portrait: cannot be read \(No such file"):
        read_project(tmp_path / "gone.portrait")
