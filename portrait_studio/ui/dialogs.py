"""The window's questions and messages; none of them holds the window up."""

from __future__ import annotations

import platform
import traceback
from collections.abc import Callable
from pathlib import Path

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from portrait_studio import __version__
from portrait_studio.errors import StudioError

PHOTO_FILES = "Photos (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp);;All files (*)"


def choose_photo(parent: QWidget, then: Callable[[Path], object]) -> None:
    """Ask for a photo; `then` gets its path."""
    dialog = QFileDialog(parent, "Open photo", "", PHOTO_FILES)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _ask(dialog, then)


def choose_folder(parent: QWidget, then: Callable[[Path], object]) -> None:
    """Ask for the folder to write to; `then` gets its path."""
    dialog = QFileDialog(parent, "Export layers into a folder")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Export here")
    _ask(dialog, then)


def show_error(parent: QWidget, trouble: str, error: Exception) -> QMessageBox:
    """Say what could not be done and why, with the details that a bug report needs."""
    box = _message(parent, QMessageBox.Icon.Warning, "Portrait Studio", f"{trouble}.")
    if isinstance(error, StudioError):
        box.setInformativeText(str(error))
    else:
        box.setInformativeText("This is a fault of the program; the details say more.")
    box.setDetailedText("".join(traceback.format_exception(error)))
    box.open()
    return box


def ask_to_replace(parent: QWidget, sentence: str, then: Callable[[], object]) -> QMessageBox:
    """Ask whether files may be replaced; `then` is called if so."""
    box = _message(parent, QMessageBox.Icon.Question, "Portrait Studio", sentence)
    box.setInformativeText("Replace them?")
    box.setStandardButtons(QMessageBox.StandardButton.Cancel)
    replace = box.addButton("Replace", QMessageBox.ButtonRole.AcceptRole)
    replace.clicked.connect(lambda: then())
    box.open()
    return box


def show_about(parent: QWidget) -> QMessageBox:
    """Say what this is."""
    box = _message(
        parent,
        QMessageBox.Icon.Information,
        "About Portrait Studio",
        f"Portrait Studio {__version__}",
    )
    box.setInformativeText(
        "Cuts every person of a photo into a layer of its own.\nApache License 2.0\n\n"
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}"
    )
    box.open()
    return box


def _message(parent: QWidget, icon: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
    box = QMessageBox(icon, title, text, QMessageBox.StandardButton.Ok, parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def _ask(dialog: QFileDialog, then: Callable[[Path], object]) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.open()
