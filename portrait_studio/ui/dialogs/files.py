"""Asking for files and folders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from portrait_studio.core.photo_kinds import SUFFIXES


def choose_photo(
    parent: QWidget, then: Callable[[Path], object], *, folder: str = ""
) -> QFileDialog:
    """Ask for a photo, beginning in a folder; `then` gets its path."""
    translate = QCoreApplication.translate
    patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    photos = translate("files", "Photos ({patterns})").format(patterns=patterns)
    everything = translate("files", "All files (*)")
    title = translate("files", "Open photo")
    dialog = QFileDialog(parent, title, folder, f"{photos};;{everything}")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _ask(dialog, then)


def choose_folder(
    parent: QWidget, then: Callable[[Path], object], *, folder: str = ""
) -> QFileDialog:
    """Ask for the folder to write to, beginning in a folder; `then` gets its path."""
    translate = QCoreApplication.translate
    dialog = QFileDialog(parent, translate("files", "Export into a folder"), folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, translate("files", "Export here"))
    return _ask(dialog, then)


def choose_card(
    parent: QWidget, then: Callable[[Path], object], *, folder: str = ""
) -> QFileDialog:
    """Ask for the card of a network; `then` gets its path."""
    translate = QCoreApplication.translate
    kinds = translate("files", "Cards of networks (*.toml)")
    dialog = QFileDialog(parent, translate("files", "Choose a network's card"), folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _ask(dialog, then)


def _ask(dialog: QFileDialog, then: Callable[[Path], object]) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.open()
    return dialog
