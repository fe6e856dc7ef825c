import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialogButtonBox, QLineEdit, QSpinBox, QWidget

from portrait_studio.inference import cards
from portrait_studio.ui.dialogs.settings_dialog import SettingsDialog
from portrait_studio.ui.settings.store import SettingsStore
from portrait_studio.ui.settings.table import SETTINGS
from tests.tiny_close_up import write_tiny_close_up
from tests.tiny_detector import write_tiny_detector
from tests.tiny_network import write_tiny_network

SHOWN = [spec for spec in SETTINGS if spec.group]


@pytest.fixture
def store(qapp):
    return SettingsStore()


@pytest.fixture
def dialog(qtbot, store):
    shown = SettingsDialog(store)
    shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def field(dialog, spec):
    widget = dialog.findChild(QWidget, spec.id)
    return widget.findChild(QLineEdit) if spec.kind == "folder" else widget


def use(qtbot, widget):
    """Choose another value as a user does, and return it as the widget shows it."""
    if isinstance(widget, QCheckBox):
        widget.click()
    elif isinstance(widget, QComboBox):
        index = min(1, widget.count() - 1)
        widget.setCurrentIndex(index)
        widget.activated.emit(index)
    elif isinstance(widget, QSpinBox):
        widget.setValue(widget.minimum())
    else:
        widget.setText("{stem}-x")
        qtbot.keyClick(widget, Qt.Key.Key_Return)


@pytest.mark.parametrize("spec", SHOWN, ids=lambda spec: spec.id)
def test_what_is_chosen_in_the_dialog_holds_at_once(qtbot, dialog, store, spec):
    widget = field(dialog, spec)
    before = store.value(spec.id)
    use(qtbot, widget)
    if isinstance(widget, QComboBox) and widget.itemData(1) in (None, before):
        pytest.skip("this machine offers one choice")
    assert store.value(spec.id) != before


@pytest.mark.parametrize("spec", SHOWN, ids=lambda spec: spec.id)
def test_every_field_can_be_reached_and_names_itself(dialog, spec):
    widget = field(dialog, spec)
    assert widget.accessibleName()
    assert dialog.findChild(QWidget, spec.id).toolTip()
    assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_what_changes_elsewhere_is_shown(dialog, store):
    store.set("general/theme", "light")
    assert dialog.findChild(QComboBox, "general/theme").currentData() == "light"
    store.set("network/card", "/srv/nets/mine.toml")
    assert dialog.findChild(QComboBox, "network/card").currentText() == "mine"


def test_only_networks_for_the_whole_photo_can_be_chosen(qtbot, store, tmp_path, monkeypatch):
    for write in (write_tiny_network, write_tiny_close_up, write_tiny_detector):
        write(tmp_path)
    monkeypatch.setattr(cards, "models_folder", lambda: tmp_path)
    shown = SettingsDialog(store)
    qtbot.addWidget(shown)
    box = shown.findChild(QComboBox, "network/card")
    assert box is not None
    offered = {box.itemText(index): box.itemData(index) for index in range(1, box.count() - 1)}
    assert offered == {"Tiny": "tiny"}
    assert "Tiny" in box.itemText(0) and box.itemData(0) == ""  # and which of them runs otherwise


def test_defaults_come_back_for_the_page_on_show(dialog, store):
    store.set("general/theme", "light")
    store.set("canvas/wheel_reversed", True)
    dialog.findChild(QDialogButtonBox).button(
        QDialogButtonBox.StandardButton.RestoreDefaults
    ).click()
    assert store.value("general/theme") == "system"
    assert store.value("canvas/wheel_reversed")
