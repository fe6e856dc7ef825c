"""Nothing unsaved goes unasked."""

import pytest
from PySide6.QtWidgets import QApplication

from portrait_studio.core.editing.edits import SetName
from portrait_studio.core.project.read_project import read_project
from tests.ui.documents.steps import BUTTON, names, open_project, question


@pytest.mark.parametrize("answer", [BUTTON.Cancel, BUTTON.Discard, BUTTON.Save])
def test_closing_with_unsaved_work_asks(qtbot, window, saved, answer):
    window.bench.edit(SetName(2, "Ben"))
    window.close()
    assert window.isVisible()
    box = question(window)
    assert "three.portrait" in box.text()
    box.button(answer).click()
    if answer == BUTTON.Cancel:
        assert window.isVisible()
        window.bench.document.undo_stack.setClean()
        return
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=30000)
    assert len(read_project(saved).edits) == (2 if answer == BUTTON.Save else 1)


def test_a_second_close_does_not_ask_again(window):
    window.close()
    window.close()
    question(window).button(BUTTON.Cancel).click()
    QApplication.processEvents()
    window.close()
    question(window)


def test_what_is_left_during_a_save_is_written_all_the_same(qtbot, window, saved):
    window.bench.edit(SetName(2, "Ben"))
    with qtbot.waitSignal(window.documents.saved, timeout=30000):
        window.documents.save()
        window.bench.clear()
    assert len(read_project(saved).edits) == 2


def test_closing_without_unsaved_work_asks_nothing(window, saved):
    window.close()
    assert not window.isVisible()


def test_opening_another_photo_asks_first(qtbot, window, photo):
    window.open(photo)
    assert names(window)[0] == "Anna"
    with qtbot.waitSignal(window.bench.analysed, timeout=30000):
        question(window).button(BUTTON.Discard).click()
    assert names(window)[0] == ""


def test_a_photo_can_be_put_away(qtbot, window, saved):
    window.actions_by_id["close_photo"].trigger()
    assert window.windowTitle() == "Portrait Studio"
    assert window.bench.photo is None
    assert not window.actions_by_id["save"].isEnabled()
    open_project(qtbot, window, saved)
    assert names(window)[0] == "Anna"
