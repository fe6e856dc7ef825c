"""The people beside the photo, in the window."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QMessageBox, QWidget

from portrait_studio.core.editing.edits import Paint
from portrait_studio.ui.dialogs.export_dialog import ExportDialog
from portrait_studio.ui.dialogs.settings_dialog import SettingsDialog
from portrait_studio.ui.dialogs.shortcuts_dialog import ShortcutsDialog
from portrait_studio.ui.main_window import MainWindow
from portrait_studio.ui.panels.layer_model import Column
from portrait_studio.ui.settings.store import SettingsStore
from portrait_studio.ui.translations import install_language
from portrait_studio.workers.networks import NetworkSource


@pytest.fixture
def settings(qapp):
    return SettingsStore()


@pytest.fixture
def window(qtbot, networks, settings, photo):
    studio = MainWindow(networks, settings)
    qtbot.addWidget(studio)
    studio.show()
    with qtbot.waitSignal(studio.bench.analysed, timeout=30000):
        studio.open(photo)
    yield studio
    if studio.bench.document is not None:
        studio.bench.document.undo_stack.setClean()
    studio.close()


def do(window, action):
    window.actions_by_id[action].trigger()


def names(window):
    model = window.side.model
    return [model.index(row, Column.PERSON).data() for row in range(model.rowCount())]


def enabled(window):
    return {name for name, action in window.actions_by_id.items() if action.isEnabled()}


def test_the_panel_and_the_canvas_choose_the_same_person(window):
    window.side.panel.select(2)
    assert window.easel.desk.chosen == 2
    do(window, "person_3")
    assert window.side.panel.selected_people == (3,)
    do(window, "person_none")
    assert window.side.panel.selected_people == ()


def test_operations_are_there_for_whom_they_can_be_done(window):
    assert not {"rename", "delete", "merge"} & enabled(window)
    window.side.panel.select(2)
    assert {"rename", "delete"} <= enabled(window)
    assert "merge" not in enabled(window)
    window.side.panel.select_all()
    assert "merge" in enabled(window)


def test_what_is_done_to_people_is_undone_in_one_step(window):
    window.side.panel.select_all()
    do(window, "toggle_visible")
    assert not any(who.visible for who in window.bench.editor.people)
    do(window, "undo")
    assert all(who.visible for who in window.bench.editor.people)
    do(window, "redo")
    do(window, "show_all")
    assert all(who.visible for who in window.side.model.people)


def test_renaming_reordering_merging_and_deleting_reach_the_editor(window):
    model = window.side.model
    model.setData(model.index(0, Column.PERSON), "Zoë")
    assert window.bench.editor.people[0].name == "Zoë"
    window.side.panel.select(1)
    do(window, "layer_down")
    assert names(window) == ["Person 2", "Zoë", "Person 3"]
    window.side.panel.add_to_selection(3)
    do(window, "merge")
    assert [who.id for who in window.bench.editor.people] == [2, 3]
    do(window, "undo")
    window.side.panel.select(2)
    do(window, "delete")
    assert names(window) == ["Zoë", "Person 3"]


def test_shares_follow_an_edit_and_only_who_changed_gets_a_new_picture(qtbot, window):
    side = window.side
    side.panel.grab()
    made = side.model.thumbnails.made
    before = [who.share for who in side.model.people]
    row0, col0, row1, col1 = window.bench.editor.people[1].box
    middle = ((row0 + row1) / 2, (col0 + col1) / 2)
    with qtbot.waitSignal(side.model.dataChanged, timeout=5000):
        window.bench.edit(Paint((middle,), 1, 6.0))
    assert [who.share for who in side.model.people] != before
    side.panel.grab()
    assert side.model.thumbnails.made - made == 2


def test_a_photo_is_exported_as_the_dialog_says(qtbot, window, tmp_path):
    do(window, "export")
    dialog = window.findChild(ExportDialog)
    dialog.folder.setText(str(tmp_path / "layers"))
    dialog.options.template.setText("{id}-{stem}")
    with qtbot.waitSignal(window.side.exported, timeout=30000) as exported:
        dialog.go.click()
    assert [path.name for path in exported.args[0]] == [f"{n}-three.png" for n in (1, 2, 3)]
    assert "3 files" in window.status.text
    assert np.asarray(Image.open(exported.args[0][0])).shape == (288, 384, 4)


def test_hidden_people_stay_at_home_unless_asked_for(qtbot, window, tmp_path):
    window.side.panel.select(2)
    do(window, "toggle_visible")
    do(window, "export")
    dialog = window.findChild(ExportDialog)
    assert dialog.wish().people == {1, 3}
    dialog.reject()


def test_the_selected_are_exported(qtbot, window):
    window.side.panel.select(2)
    do(window, "export_these")
    dialog = window.findChild(ExportDialog)
    assert dialog.wish().people == {2}
    dialog.reject()


def test_an_export_that_fails_is_told_with_details(qtbot, window, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    do(window, "export")
    dialog = window.findChild(ExportDialog)
    dialog.folder.setText(str(tmp_path / "file" / "under"))
    with qtbot.waitSignal(window.bench.failed, timeout=30000):
        dialog.go.click()
    (box,) = window.findChildren(QMessageBox)
    assert "file" in box.informativeText()
    assert "Traceback" in box.detailedText()
    box.close()


def test_a_person_is_copied_as_rgba(qtbot, window):
    window.side.panel.select(2)
    with qtbot.waitSignal(window.side.said, timeout=30000) as said:
        do(window, "copy")
    assert "Person 2" in said.args[0]
    image = QGuiApplication.clipboard().image()
    assert image.hasAlphaChannel()
    assert image.width() < 384
    assert QGuiApplication.clipboard().mimeData().hasFormat("image/png")
    QGuiApplication.clipboard().clear()


def test_settings_hold_at_once(window, settings):
    settings.set("overlays/doubt_shown", True)
    settings.set("overlays/people_opacity", 75)
    settings.set("canvas/wheel", "pan")
    settings.set("canvas/wheel_reversed", True)
    assert window.actions_by_id["show_doubt"].isChecked()
    assert window.easel.overlays.opacity("people") == pytest.approx(0.75)
    assert not window.canvas.wheel_zooms
    assert window.canvas.wheel_reversed


def test_another_provider_looks_at_the_photo_again(qtbot, window, settings):
    with qtbot.waitSignal(window.bench.analysed, timeout=30000):
        settings.set("network/provider", "cpu")


def test_edits_are_not_lost_to_another_network(qtbot, window, settings, tmp_path):
    window.side.panel.select(1)
    do(window, "toggle_locked")
    settings.set("network/card", str(tmp_path / "gone.toml"))
    assert not window.bench.busy_now
    assert window.status.text == "The next photo is looked at with these settings."
    assert window.bench.editor.people[0].locked


def test_a_network_that_is_chosen_is_used_at_once(qtbot, window, settings, tmp_path):
    with qtbot.waitSignal(window.bench.failed, timeout=30000):
        settings.set("network/card", str(tmp_path / "gone.toml"))
    (box,) = window.findChildren(QMessageBox)
    assert "gone.toml" in box.informativeText()
    box.close()


def test_the_window_changes_its_language_while_it_is_open(qapp, window):
    install_language(qapp, "de")
    try:
        qapp.processEvents()
        assert window.actions_by_id["open"].text() == "&Öffnen …"
        assert names(window)[0] == "Person 1"
        assert window.side.panel.summary == "3 Personen."
    finally:
        install_language(qapp, "en")


@pytest.mark.parametrize("action", ["", "settings", "shortcuts", "export"])
def test_everything_that_can_be_used_has_a_name_and_is_reached_by_keys(window, action):
    if action:
        do(window, action)
    kinds = (ExportDialog, SettingsDialog, ShortcutsDialog)
    inside = [window.findChild(kind) for kind in kinds if action] or [window]
    (root,) = [widget for widget in inside if widget is not None]
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.objectName().startswith("qt_"):
            continue
        what = f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        if isinstance(widget, QAbstractButton):
            assert _name(widget), what
            # Buttons of actions are reached by their keys and menus.
            assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.actions(), what
        elif widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not _inner(widget):
            assert _name(widget), what
    if root is not window:
        root.close()


def _name(widget):
    text = getattr(widget, "text", str)()
    return widget.accessibleName() or text or widget.toolTip()


def _inner(widget):
    """Whether it is part of a widget with a name, or a frame around some."""
    outer = widget.parentWidget()
    if isinstance(outer, QAbstractScrollArea) and outer.viewport() is widget:
        return True
    return type(widget).__name__ in ("QScrollArea", "QTabBar", "QTabWidget")


def test_the_panel_can_be_used_by_keys_alone(qtbot, window):
    view = window.side.panel.view
    view.selectionModel().setCurrentIndex(
        view.model().index(0, Column.VISIBLE),
        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
    )
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert window.easel.desk.chosen == 2
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert not window.bench.editor.people[1].visible


def test_trying_out_beside_the_photo_or_for_somebody_locked_shows_nothing(window):
    window.side.panel.select(2)
    window.easel.desk.try_out([(-5.0, -5.0)])
    window.easel.what_if.answer()
    do(window, "toggle_locked")
    row0, col0, row1, col1 = window.bench.editor.people[0].box
    window.easel.desk.try_out([((row0 + row1) / 2, (col0 + col1) / 2)])
    window.easel.what_if.answer()
    assert not window.canvas.layers.what_if.isVisible()


def test_the_window_comes_back_in_its_size(qtbot, tiny_card, settings):
    for expected in ((1280, 800), (790, 620)):
        studio = MainWindow(NetworkSource(tiny_card, provider="cpu"), settings)
        qtbot.addWidget(studio)
        studio.show()
        assert (studio.width(), studio.height()) == expected
        studio.resize(790, 620)
        studio.close()
