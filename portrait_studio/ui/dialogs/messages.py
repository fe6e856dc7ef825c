"""Messages and questions of one sentence."""

from __future__ import annotations

import platform
import traceback
from collections.abc import Callable

import PySide6
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from portrait_studio import __version__
from portrait_studio.errors import StudioError
from portrait_studio.ui.phrases import error_text

NAME = "Portrait Studio"


def show_error(parent: QWidget, trouble: str, error: Exception) -> QMessageBox:
    """Say what could not be done and why, with the details that a bug report needs."""
    translate = QCoreApplication.translate
    box = _message(parent, QMessageBox.Icon.Warning, NAME, f"{trouble}.")
    if isinstance(error, StudioError):
        box.setInformativeText(error_text(error))
    else:
        box.setInformativeText(
            translate("messages", "This is a fault of the program; the details say more.")
        )
    box.setDetailedText("".join(traceback.format_exception(error)))
    box.open()
    return box


def ask_to_replace(parent: QWidget, sentence: str, then: Callable[[], object]) -> QMessageBox:
    """Ask whether files may be replaced; `then` is called if so."""
    translate = QCoreApplication.translate
    box = _message(parent, QMessageBox.Icon.Question, NAME, sentence)
    box.setInformativeText(translate("messages", "Replace them?"))
    box.setStandardButtons(QMessageBox.StandardButton.Cancel)
    label = translate("messages", "Replace")
    replace = box.addButton(label, QMessageBox.ButtonRole.AcceptRole)
    replace.clicked.connect(lambda: then())
    box.open()
    return box


def show_about(parent: QWidget) -> QMessageBox:
    """Say what this is."""
    translate = QCoreApplication.translate
    title = translate("messages", "About Portrait Studio")
    box = _message(parent, QMessageBox.Icon.Information, title, f"{NAME} {__version__}")
    what = translate("messages", "Cuts every person of a photo into a layer of its own.")
    versions = f"Python {platform.python_version()}, PySide6 {PySide6.__version__}"
    box.setInformativeText(f"{what}\nApache License 2.0\n\n{versions}")
    box.open()
    return box


def _message(parent: QWidget, icon: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
    box = QMessageBox(icon, title, text, QMessageBox.StandardButton.Ok, parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box
