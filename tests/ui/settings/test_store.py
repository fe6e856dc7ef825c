import pytest
from PySide6.QtCore import QStandardPaths

from portrait_studio.ui.settings.spec import KINDS
from portrait_studio.ui.settings.store import SettingsStore, settings_file
from portrait_studio.ui.settings.table import SETTINGS

OTHER = {
    "switch": lambda spec: not spec.default,
    "number": lambda spec: spec.least if spec.default != spec.least else spec.most,
    "choice": lambda spec: spec.choices()[-1].value,
    "text": lambda spec: "{stem} – Zoë",
    "folder": lambda spec: "/srv/fotos, 2026",
    "card": lambda spec: "/srv/my, own.toml",
    "list": lambda spec: ["/a b.jpg", "C:\\ü,;.png"],
    "bytes": lambda spec: bytes(range(256)),
}


@pytest.fixture
def file(tmp_path, qapp):
    return tmp_path / "settings.ini"


@pytest.mark.parametrize("spec", SETTINGS, ids=lambda spec: spec.id)
def test_every_row_makes_sense(spec):
    assert spec.kind in KINDS
    assert spec.allows(spec.default)
    assert spec.id.count("/") == 1
    assert bool(spec.group) == bool(spec.text) == bool(spec.tooltip)
    assert bool(spec.choices()) == (spec.kind == "choice")
    assert not spec.allows(None)


def test_ids_are_unique():
    assert len({spec.id for spec in SETTINGS}) == len(SETTINGS)


@pytest.mark.parametrize("spec", SETTINGS, ids=lambda spec: spec.id)
def test_every_setting_is_told_and_outlives_the_program(qtbot, file, spec):
    store = SettingsStore(file)
    other = OTHER[spec.kind](spec)
    if other == spec.default:  # one language, one provider: nothing to choose
        pytest.skip("this machine offers one choice")
    with qtbot.waitSignal(store.changed) as told:
        store.set(spec.id, other)
    assert told.args == [spec.id]
    store.sync()
    again = SettingsStore(file)
    assert again.value(spec.id) == other
    assert all(again.value(row.id) == row.default for row in SETTINGS if row is not spec)


@pytest.mark.parametrize("value", [[], ["one"], ["one", "two"]])
def test_lists_of_any_length_are_kept(file, value):
    store = SettingsStore(file)
    store.set("window/recent_photos", ["before"])
    store.set("window/recent_photos", value)
    store.sync()
    assert SettingsStore(file).value("window/recent_photos") == value


def test_the_same_value_again_is_not_told(qtbot, file):
    store = SettingsStore(file)
    with qtbot.assertNotEmitted(store.changed):
        store.set("general/theme", store.value("general/theme"))


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("general/theme", "pink"),
        ("canvas/wheel_reversed", 1),
        ("overlays/people_opacity", 101),
        ("overlays/people_opacity", True),
        ("export/template", None),
    ],
)
def test_what_cannot_be_is_refused(file, setting, value):
    store = SettingsStore(file)
    with pytest.raises(ValueError, match=setting):
        store.set(setting, value)
    assert store.value(setting) != value


def test_a_damaged_file_means_the_defaults(file):
    file.write_bytes(
        b"[general]\ntheme=pink\nlanguage=@Variant(junk\n[overlays]\npeople_opacity=many\n"
        b"doubt_shown=perhaps\n[window]\ngeometry=text\n\xff\xfe[[["
    )
    store = SettingsStore(file)
    assert all(store.value(spec.id) == spec.default for spec in SETTINGS)


def test_reset_returns_what_the_dialog_shows_and_no_more(file):
    store = SettingsStore(file)
    store.set("general/theme", "light")
    store.set("canvas/wheel_reversed", True)
    store.set("window/recent_photos", ["a.jpg"])
    store.reset(group="General")
    assert store.value("general/theme") == "system"
    assert store.value("canvas/wheel_reversed")
    store.reset()
    assert not store.value("canvas/wheel_reversed")
    assert store.value("window/recent_photos") == ["a.jpg"]


def test_without_a_file_nothing_is_written(qapp, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = SettingsStore()
    store.set("general/theme", "light")
    store.sync()
    assert store.value("general/theme") == "light"
    assert not list(tmp_path.iterdir())


def test_a_list_that_was_given_out_changes_nothing(qapp):
    store = SettingsStore()
    store.value("window/recent_photos").append("x")
    assert store.value("window/recent_photos") == []


def test_the_file_is_in_the_platforms_place(qapp):
    QStandardPaths.setTestModeEnabled(True)
    try:
        assert settings_file().name == "settings.ini"
        assert settings_file().is_absolute()
    finally:
        QStandardPaths.setTestModeEnabled(False)
