import pytest
from PySide6.QtCore import Qt

from portrait_studio.core.export.formats import FORMATS
from portrait_studio.core.export.result import ExportedPerson
from portrait_studio.ui.dialogs.export_dialog import ExportDialog
from portrait_studio.ui.dialogs.export_names import free_folder
from portrait_studio.ui.format_texts import TEXTS
from portrait_studio.ui.settings.store import SettingsStore

BOX = (0, 0, 9, 9)
PEOPLE = (
    ExportedPerson(1, 0.9, BOX),
    ExportedPerson(2, 0.8, BOX, "Zoë"),
    ExportedPerson(3, 0.8, BOX),
)


@pytest.fixture
def settings(qapp):
    return SettingsStore()


@pytest.fixture
def dialog(qtbot, settings, tmp_path):
    asked = ExportDialog(
        stem="party", people=PEOPLE, chosen=(1, 2), folder=tmp_path, settings=settings
    )
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(asked)
    settled(qtbot, asked)
    asked.show()
    yield asked
    asked.close()


def settled(qtbot, dialog):
    """Wait until the folder has been read."""
    qtbot.waitUntil(lambda: not dialog._jobs.busy, timeout=10000)


def choose(dialog, name):
    dialog.format.setCurrentIndex(dialog.format.findData(name))


def listed(dialog):
    return [dialog.names.item(row).text() for row in range(dialog.names.count())]


def wish_of(qtbot, dialog):
    with qtbot.waitSignal(dialog.wished) as wished:
        dialog.go.click()
    return wished.args[0]


def test_names_follow_the_choices(dialog):
    assert listed(dialog) == ["party.1.png", "party.Zoë.png"]
    dialog.options.template.setText("{id:03}_{stem}")
    assert listed(dialog) == ["001_party.png", "002_party.png"]
    dialog.people.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert listed(dialog) == ["002_party.png"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_offered_with_what_it_understands(qtbot, dialog, name):
    choose(dialog, name)
    spec = FORMATS[name]
    fields = {
        "template": dialog.options.template,
        "trimmed": dialog.options.trimmed,
        "decontaminate": dialog.options.decontaminate,
        "bits": dialog.options.bits,
    }
    for option, widget in fields.items():
        assert widget.isEnabled() == (option in spec.options), option
    dialog.options.trimmed.setChecked(True)
    dialog.options.bits.setCurrentIndex(1)
    assert listed(dialog)
    assert dialog.go.isEnabled()
    wish = wish_of(qtbot, dialog)
    assert wish.format is spec
    spec.check(wish.options)


def test_a_wrong_pattern_is_told_and_cannot_be_exported(dialog):
    dialog.options.template.setText("{nobody}")
    assert "{nobody}" in dialog.state.text()
    assert not dialog.go.isEnabled()
    dialog.options.template.setText("{stem}.{person}")
    assert dialog.go.isEnabled()


def test_nobody_and_nowhere_cannot_be_exported(qtbot, dialog):
    for row in range(3):
        dialog.people.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.go.isEnabled()
    dialog.people.item(2).setCheckState(Qt.CheckState.Checked)
    assert dialog.go.isEnabled()
    dialog.folder.clear()
    settled(qtbot, dialog)
    assert not dialog.go.isEnabled()


def test_what_is_wished_is_told(qtbot, dialog, settings, tmp_path):
    choose(dialog, "psd")
    wish = wish_of(qtbot, dialog)
    assert wish.folder == tmp_path
    assert wish.people == {1, 2}
    assert not wish.overwrite
    assert settings.value("export/format") == "psd"


@pytest.mark.parametrize(
    ("choice", "folder", "overwrite"), [("replace", "", True), ("apart", "people 2", False)]
)
def test_files_that_are_there_are_shown_and_the_user_decides(
    qtbot, dialog, tmp_path, choice, folder, overwrite
):
    assert not dialog.conflict.isVisible()
    (tmp_path / "PARTY.1.png").touch()
    (tmp_path / "people").mkdir()
    dialog.folder.setText(f"{tmp_path}/.")
    settled(qtbot, dialog)
    assert dialog.conflict.isVisible()
    assert listed(dialog)[0] != "party.1.png"
    assert listed(dialog)[1] == "party.Zoë.png"
    dialog.conflict.setCurrentIndex(dialog.conflict.findData(choice))
    wish = wish_of(qtbot, dialog)
    assert wish.folder == tmp_path / folder
    assert wish.overwrite == overwrite


def test_a_free_folder_is_new(tmp_path):
    assert free_folder(tmp_path, {"people", "people 2"}) == tmp_path / "people 3"


def test_every_text_of_a_format_can_be_translated():
    for spec in FORMATS.values():
        assert spec.title in TEXTS
        assert spec.text in TEXTS
