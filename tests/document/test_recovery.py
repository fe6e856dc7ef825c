import dataclasses
import shutil

import pytest

from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.edits import SetName
from portrait_studio.core.photo import Photo
from portrait_studio.core.project.read_project import read_project
from portrait_studio.document.document import Document
from portrait_studio.document.recovery import Recovery
from portrait_studio.document.recovery_folder import ANALYSIS, EDITS, left_behind, new_folder
from portrait_studio.errors import ProjectError
from tests.core.project.small_project import analysis, save_photo


@pytest.fixture
def place(tmp_path):
    return tmp_path / "recovery"


@pytest.fixture
def document(qtbot, tmp_path):
    photo = Photo.open(save_photo(tmp_path))
    return Document(Editor(dataclasses.replace(analysis(), photo=photo)))


@pytest.fixture
def recovery(qtbot, place, document):
    keeper = Recovery(place, delay=1)
    keeper.follow(document)
    yield keeper
    keeper.close()


def folders(place):
    return sorted(path for path in place.glob("*") if path.is_dir())


def edit(qtbot, recovery, document, *names):
    with qtbot.waitSignal(recovery.kept, timeout=10000):
        for name in names:
            document.edit(SetName(1, name))


def test_nothing_is_written_before_the_first_edit(recovery, place):
    assert not place.exists()


def test_the_analysis_is_written_once_and_edits_follow(qtbot, recovery, document, place):
    edit(qtbot, recovery, document, "Anna", "Ben")
    (folder,) = folders(place)
    project = read_project(folder / ANALYSIS)
    assert project.photo.path == document.snapshot().photo.path
    written = (folder / ANALYSIS).stat().st_mtime_ns
    edit(qtbot, recovery, document, "Cleo")
    assert (folder / ANALYSIS).stat().st_mtime_ns == written
    assert b"Cleo" in (folder / EDITS).read_bytes()


def test_saved_work_is_nothing_to_recover(qtbot, recovery, document, place, tmp_path):
    edit(qtbot, recovery, document, "Anna")
    with qtbot.waitSignal(recovery.kept, timeout=10000):
        document.saved(document.snapshot(), tmp_path / "a.portrait")
    assert not list(place.glob(f"*/{EDITS}"))
    edit(qtbot, recovery, document, "Ben")
    assert len(list(place.glob(f"*/{EDITS}"))) == 1


def test_a_clean_close_leaves_nothing(qtbot, recovery, document, place):
    edit(qtbot, recovery, document, "Anna")
    recovery.close()
    assert list(place.iterdir()) == []


def test_another_document_gets_a_folder_of_its_own(qtbot, recovery, document, place):
    edit(qtbot, recovery, document, "Anna")
    first = folders(place)
    other = Document(document.editor)
    recovery.follow(other)
    assert folders(place) == []
    edit(qtbot, recovery, other, "Ben")
    assert folders(place) != first


def test_recovered_work_stays_kept_where_it_was(qtbot, recovery, document, place):
    folder = new_folder(place)
    document.mark_unsaved(None)
    with qtbot.waitSignal(recovery.kept, timeout=10000):
        recovery.follow(document, folder=folder)
    assert folders(place) == [folder.path]
    assert left_behind(place) == ()


def test_a_disk_that_refuses_is_told_once(qtbot, recovery, document, place):
    place.write_text("no folder")
    with qtbot.waitSignal(recovery.failed, timeout=10000) as told:
        document.edit(SetName(1, "Anna"))
    assert isinstance(told.args[0], ProjectError)
    assert "save it under a name soon" in str(told.args[0])


def test_what_a_dead_process_left_is_found_newest_first(qtbot, recovery, document, place):
    for name in ("Anna", "Ben"):
        recovery.follow(document)
        edit(qtbot, recovery, document, name)
        (folder,) = (path for path in folders(place) if not path.name.startswith("old"))
        shutil.copytree(folder, place / f"old-{name}")
    damaged = place / "old-damaged"
    damaged.mkdir()
    (damaged / EDITS).write_bytes(b"{")
    found = left_behind(place)
    assert [left.folder.path.name for left in found] == ["old-Ben", "old-Anna"]
    for left in found:
        left.folder.release()
