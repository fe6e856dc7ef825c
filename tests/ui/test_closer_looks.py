"""An edit shows at once; what the network sees after it joins the same step of undo."""

from dataclasses import replace
from threading import Event

import numpy as np
import pytest

from portrait_studio.core.close_ups import CloseUp
from portrait_studio.core.editing.change import Change
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.edits import AddSeeds, SetName
from portrait_studio.document.document import Document
from portrait_studio.errors import NetworkError
from portrait_studio.ui import closer_looks
from portrait_studio.ui.closer_looks import CloserLooks
from portrait_studio.workers.networks import NetworkSource
from portrait_studio.workers.take_looks import TakeLooks
from tests.core.split_photos import own_maps
from tests.ui import rig

GIVE = AddSeeds(((40.0 * rig.SCALE, 20.0 * rig.SCALE),), 1)


def seen_before():
    """The analysis of the rig, as if a close-up network had seen everybody."""
    found = rig.analysis()
    predictions = replace(found.predictions, own=own_maps(found.owner))
    people = tuple(replace(who, detection=who.id - 1) for who in found.people)
    return replace(found, predictions=predictions, people=people)


class Closer:
    """Sees a square of 20 pixels, when it is let."""

    def __init__(self):
        self.go, self.asked = Event(), []
        self.go.set()
        self.trouble = None

    def __call__(self, people):
        self.asked.append(people)
        assert self.go.wait(10)
        if self.trouble is not None:
            raise self.trouble
        own = np.full(rig.WORKING, 0.02, np.float32)
        own[30:50, 12:32] = 0.98
        return tuple(CloseUp((0, 0, *rig.WORKING), own, own, None, 1.0) for _ in people)


@pytest.fixture
def closer():
    return Closer()


@pytest.fixture
def document(qtbot, closer):
    return Document(Editor(replace(seen_before(), closer=closer), patient=False))


@pytest.fixture
def looks(qtbot, document):
    looks = CloserLooks()
    looks.follow(document, networks=NetworkSource())
    yield looks
    looks.close()


def square(document):
    rows, cols = np.nonzero(document.editor.owner == 1)
    return (rows.min(), cols.min(), rows.max() + 1, cols.max() + 1)


def test_the_edit_shows_at_once_and_the_look_belongs_to_it(qtbot, document, looks, closer):
    closer.go.clear()
    before = document.editor.owner.copy()
    with qtbot.waitSignal(document.changed):
        document.edit(GIVE)
    at_once = document.editor.owner.copy()
    assert looks.busy
    with qtbot.waitSignals([document.changed, looks.idle]):
        closer.go.set()
    assert square(document) == (30, 12, 50, 32)
    assert not np.array_equal(document.editor.owner, at_once)
    assert document.undo_stack.count() == 1 and not looks.busy
    document.undo()
    assert np.array_equal(document.editor.owner, before)
    document.redo()
    assert square(document) == (30, 12, 50, 32)


def test_what_moved_is_told_from_before_the_edit(qtbot, document, looks):
    before = (document.editor.owner == 1).mean()
    told: list[Change] = []
    document.changed.connect(told.append)
    with qtbot.waitSignal(looks.idle):
        document.edit(GIVE)
    after = (document.editor.owner == 1).mean()
    assert len(told) == 2 and told[-1].moved[1] == pytest.approx(after - before)


def test_edits_in_the_meantime_stay_and_each_gets_its_look(qtbot, document, looks, closer):
    closer.go.clear()
    document.edit(GIVE)
    document.edit(SetName(1, "Ada"))
    document.edit(AddSeeds(((40.0 * rig.SCALE, 90.0 * rig.SCALE),), 3))
    with qtbot.waitSignal(looks.idle):
        closer.go.set()
    first, name, second = document.editor.edits
    assert first.looks and second.looks and name == SetName(1, "Ada")
    assert np.array_equal(
        Editor(document.editor.analysis, edits=document.editor.edits).owner, document.editor.owner
    )


def test_a_look_at_an_edit_that_is_gone_is_given_up(qtbot, document, looks, closer):
    closer.go.clear()
    document.edit(GIVE)
    document.undo()
    document.edit(SetName(1, "Ada"))
    with qtbot.waitSignal(looks.idle):
        closer.go.set()
    assert document.editor.edits == (SetName(1, "Ada"),)


def test_a_look_that_fails_leaves_the_edit_as_it_was(qtbot, document, looks, closer):
    closer.trouble = NetworkError("The network is gone.")
    document.edit(GIVE)
    at_once = document.editor.owner.copy()
    with qtbot.waitSignal(looks.idle):
        pass
    assert document.editor.edits == (GIVE,) and np.array_equal(document.editor.owner, at_once)


def test_work_that_was_saved_without_its_look_is_unsaved_again(
    qtbot, document, looks, closer, tmp_path
):
    closer.go.clear()
    document.edit(GIVE)
    document.saved(document.snapshot(), tmp_path / "a.portrait")
    assert not document.modified
    with qtbot.waitSignal(looks.idle):
        closer.go.set()
    assert document.modified


def test_another_document_is_not_told_of_the_last_ones_looks(qtbot, document, looks, closer):
    closer.go.clear()
    document.edit(GIVE)
    other = Document(Editor(seen_before(), patient=False))
    looks.follow(other, networks=NetworkSource())
    closer.go.set()
    looks.close()
    assert document.editor.edits == (GIVE,)


def test_a_look_waits_for_the_picture_of_its_edit_and_is_forgotten_at_the_end(
    qapp, document, monkeypatch
):
    begun: list[object] = []

    def begin(*asked):
        begun.append(asked)
        return TakeLooks(*asked)

    monkeypatch.setattr(closer_looks, "TakeLooks", begin)
    monkeypatch.setattr(closer_looks, "PAUSE", 10**6)
    patient = CloserLooks()
    patient.follow(document, networks=NetworkSource())
    document.edit(GIVE)
    qapp.processEvents()
    assert patient.busy and not begun
    patient.close()
    assert not patient.busy and not begun
