"""The language of the window's texts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from portrait_studio.assets import resources_folder

LANGUAGES = {"en": "English", "de": "Deutsch"}
"""Every language there is, in its own words."""

_INSTALLED: list[QTranslator] = []


def install_language(application: QCoreApplication, wish: str) -> str:
    """Show all texts in a language, from now on: ours, and those of Qt's own dialogs.

    Parameters
    ----------
    application
        Sends every window an event, so that it renews its texts.
    wish
        One of `LANGUAGES`, or "system" for the one of the platform.

    Returns
    -------
    str
        The language that is shown: English where the platform's is not among them.
    """
    language = QLocale.system().name().partition("_")[0] if wish == "system" else wish
    language = language if language in LANGUAGES else "en"
    while _INSTALLED:
        application.removeTranslator(_INSTALLED.pop())
    # Qt's own first: of two translators, the one that was installed last is asked first.
    _install(application, f"qtbase_{language}", QLibraryInfo.path(_QT_FOLDER))
    folder = str(resources_folder() / "translations")
    _install(application, f"portrait_studio_{language}", folder)
    return language


def _install(application: QCoreApplication, name: str, folder: str) -> None:
    translator = QTranslator(application)
    if translator.load(name, folder):
        application.installTranslator(translator)
        _INSTALLED.append(translator)


_QT_FOLDER = QLibraryInfo.LibraryPath.TranslationsPath
