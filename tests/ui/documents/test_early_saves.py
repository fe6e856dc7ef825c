"""A photo is saved before its people are found."""

import threading

from portrait_studio.core.project.read_project import read_project
from portrait_studio.core.project.write_project import write_project
from portrait_studio.workers.networks import NetworkSource
from tests.ui.documents.steps import NoNetwork, open_project, save_as


def test_a_photo_is_saved_before_its_people_are_there_and_they_follow(
    qtbot, late, open_window, tmp_path
):
    studio, network = late
    early = tmp_path / "early.portrait"
    save_as(qtbot, studio, early)
    assert read_project(early).analysis is None
    assert studio.windowTitle() == "early.portrait[*] – Portrait Studio"
    with qtbot.waitSignals([studio.bench.analysed, studio.documents.saved], timeout=30000):
        network.let_go.set()
    assert studio.windowTitle() == "early.portrait[*] – Portrait Studio"
    qtbot.waitUntil(lambda: not studio.isWindowModified(), timeout=30000)
    other = open_window(NoNetwork())
    open_project(qtbot, other, early)
    assert (other.bench.editor.owner == studio.bench.editor.owner).all()


def test_people_who_come_during_the_save_are_saved_too(qtbot, late, monkeypatch, tmp_path):
    studio, network = late
    done: list[object] = []

    def slow(project, path, **more):
        if not done:
            network.let_go.set()
            assert found.wait(30)
        write_project(project, path, **more)
        done.append(project.analysis)

    found = threading.Event()
    monkeypatch.setattr("portrait_studio.workers.save_project.write_project", slow)
    studio.bench.analysed.connect(found.set)
    save_as(qtbot, studio, tmp_path / "early.portrait")
    qtbot.waitUntil(lambda: len(done) == 2, timeout=30000)
    qtbot.waitUntil(lambda: not studio.isWindowModified(), timeout=30000)
    assert done[0] is None
    assert read_project(tmp_path / "early.portrait").analysis is not None


def test_a_photo_whose_people_were_not_waited_for_gets_them_upon_opening(
    qtbot, late, open_window, tiny_card, tmp_path
):
    studio, network = late
    early = tmp_path / "early.portrait"
    save_as(qtbot, studio, early)
    studio.bench.cancel()
    network.let_go.set()
    qtbot.waitUntil(lambda: not studio.bench.busy_now, timeout=30000)
    studio.actions_by_id["save"].trigger()  # again, where it is
    qtbot.waitUntil(lambda: not studio.bench.busy_now, timeout=30000)
    other = open_window(NetworkSource(tiny_card, provider="cpu"))
    open_project(qtbot, other, early)
    assert len(other.bench.editor.people) == 3
    assert other.windowTitle() == "early.portrait[*] – Portrait Studio"


def test_another_photo_is_not_written_into_what_was_saved_early(qtbot, late, photo, tmp_path):
    studio, network = late
    early = tmp_path / "early.portrait"
    save_as(qtbot, studio, early)
    content = early.read_bytes()
    with qtbot.waitSignal(studio.bench.opened, timeout=30000):
        studio.open(photo)
    assert studio.windowTitle() == "three.png[*] – Portrait Studio"
    with qtbot.waitSignal(studio.bench.analysed, timeout=30000):
        network.let_go.set()
    assert not studio.bench.busy_now
    assert studio.bench.path is None
    assert early.read_bytes() == content
