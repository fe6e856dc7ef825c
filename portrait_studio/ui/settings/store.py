"""The settings of the moment, kept in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings, QStandardPaths, Signal

from portrait_studio.ui.settings.spec import SettingSpec
from portrait_studio.ui.settings.table import BY_ID, SETTINGS

FILE = "settings.ini"


def settings_file() -> Path:
    """Return where this platform keeps the settings of this program."""
    kind = QStandardPaths.StandardLocation.AppConfigLocation
    return Path(QStandardPaths.writableLocation(kind)) / FILE


class SettingsStore(QObject):
    """Holds every setting of the table; who depends on one listens.

    A value that the file has and the table refuses (edited by hand, or of another version)
    counts as not there.

    Parameters
    ----------
    file
        Where they are kept; None keeps them for the life of the object.
    """

    changed = Signal(str)
    """Id of a setting that has another value now."""

    def __init__(self, file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file: QSettings | None = None
        if file is not None:
            self._file = QSettings(str(file), QSettings.Format.IniFormat)
        self._values = {spec.id: self._read(spec) for spec in SETTINGS}

    def value(self, setting: str) -> Any:
        """Return the value of a setting; its type is that of its kind."""
        value = self._values[setting]
        return list(value) if isinstance(value, list) else value

    def set(self, setting: str, value: Any) -> None:
        """Choose a value; it is kept, and told if it is another than before.

        Raises
        ------
        ValueError
            If the setting cannot have it.
        """
        spec = BY_ID[setting]
        if not spec.allows(value):
            raise ValueError(f"{setting} cannot be {value!r}")
        if self._values[setting] == value:
            return
        self._values[setting] = list(value) if isinstance(value, list) else value
        if self._file is not None:
            self._file.setValue(setting, QByteArray(value) if spec.kind == "bytes" else value)
        self.changed.emit(setting)

    def reset(self, *, group: str | None = None) -> None:
        """Return everything that the dialog shows, or one page of it, to its default."""
        for spec in SETTINGS:
            if spec.group and group in (None, spec.group):
                self.set(spec.id, spec.default)

    def sync(self) -> None:
        """Write to the file now what Qt would write a moment later."""
        if self._file is not None:
            self._file.sync()

    def _read(self, spec: SettingSpec) -> Any:
        if self._file is None or not self._file.contains(spec.id):
            return spec.default
        value = _converted(spec, self._file.value(spec.id))
        return value if spec.allows(value) else spec.default


def _converted(spec: SettingSpec, value: Any) -> Any:
    """Return what an INI file's text means; Qt keeps no types in one."""
    if spec.kind == "switch" and isinstance(value, str):
        return {"true": True, "false": False}.get(value.lower())
    if spec.kind == "number" and isinstance(value, str):
        return int(value) if value.lstrip("-").isdecimal() else None
    if spec.kind == "bytes":
        return bytes(value.data()) if isinstance(value, QByteArray) else b""
    if spec.kind == "list":
        # Of a list of one, Qt writes the one; of an empty list, nothing.
        return [value] if isinstance(value, str) else list(value or ())
    return value
