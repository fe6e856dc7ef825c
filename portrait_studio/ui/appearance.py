"""The theme and the language that the settings ask for, from now on."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from portrait_studio.ui.settings.store import SettingsStore
from portrait_studio.ui.theme import Theme
from portrait_studio.ui.translations import install_language


class Appearance(QObject):
    """Dresses the application as the settings say, also when they change.

    Parameters
    ----------
    application
        Owns this object.
    settings
        Read and listened to.
    """

    def __init__(self, application: QApplication, settings: SettingsStore) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self.theme = Theme(application)
        self._apply("general/theme")
        self._apply("general/language")
        settings.changed.connect(self._apply)

    def _apply(self, setting: str) -> None:
        if setting == "general/theme":
            self.theme.wish(self._settings.value(setting))
        elif setting == "general/language":
            install_language(self._application, self._settings.value(setting))
