"""The questions about documents: where to save, whether to save, where the photo is, recovery."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMessageBox, QWidget

from portrait_studio.core.photo_kinds import SUFFIXES
from portrait_studio.core.project.read_project import SUFFIX

Then = Callable[[], object]


def choose_document(
    parent: QWidget, then: Callable[[Path], object], *, folder: str = ""
) -> QFileDialog:
    """Ask for a photo or a project, beginning in a folder; `then` gets its path."""
    translate = QCoreApplication.translate
    patterns = " ".join(f"*{suffix}" for suffix in (*SUFFIXES, SUFFIX))
    kinds = [
        translate("documents", "Photos and projects ({patterns})").format(patterns=patterns),
        translate("documents", "Projects (*.portrait)"),
        translate("documents", "All files (*)"),
    ]
    dialog = QFileDialog(parent, translate("documents", "Open photo or project"), folder)
    dialog.setNameFilters(kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.open()
    return dialog


def choose_project_file(
    parent: QWidget, then: Callable[[Path, bool], object], *, suggestion: Path
) -> QFileDialog:
    """Ask where to save; `then` gets the path, and whether the photo goes into the file."""
    translate = QCoreApplication.translate
    plain = translate("documents", "Project (*.portrait)")
    whole = translate("documents", "Project with the photo inside (*.portrait)")
    dialog = QFileDialog(parent, translate("documents", "Save project"), str(suggestion.parent))
    dialog.setNameFilters([plain, whole])
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
    dialog.selectFile(suggestion.name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: then(Path(path), dialog.selectedNameFilter() == whole))
    dialog.open()
    return dialog


def ask_to_save(parent: QWidget, title: str, *, save: Then, discard: Then) -> QMessageBox:
    """Ask what becomes of unsaved work; nothing is called if the user cancels."""
    translate = QCoreApplication.translate
    sentence = translate("documents", "Save the changes to {title}?").format(title=title)
    box = _question(parent, sentence, translate("documents", "Otherwise they are lost."))
    kinds = QMessageBox.StandardButton
    box.setStandardButtons(kinds.Save | kinds.Discard | kinds.Cancel)
    box.setDefaultButton(kinds.Save)
    answers = {kinds.Save: save, kinds.Discard: discard}
    return _open(box, {box.button(kind): then for kind, then in answers.items()})


def ask_for_photo(parent: QWidget, sentence: str, choose: Then) -> QMessageBox:
    """Say that the photo of a project is missing; `choose` is called to look for it."""
    translate = QCoreApplication.translate
    box = _question(
        parent, translate("documents", "The photo of the project is missing."), sentence
    )
    box.setStandardButtons(QMessageBox.StandardButton.Cancel)
    label = translate("documents", "Choose photo …")
    button = box.addButton(label, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(button)
    return _open(box, {button: choose})


def ask_to_recover(
    parent: QWidget, sentence: str, *, recover: Then, discard: Then, later: Then
) -> QMessageBox:
    """Offer unsaved work of a program that did not close properly."""
    translate = QCoreApplication.translate
    trouble = translate("documents", "Portrait Studio was not closed properly.")
    box = _question(parent, trouble, sentence)
    yes = box.addButton(translate("documents", "Recover"), QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(translate("documents", "Discard"), QMessageBox.ButtonRole.DestructiveRole)
    wait = box.addButton(translate("documents", "Later"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(yes)
    box.setEscapeButton(wait)
    return _open(box, {yes: recover, no: discard, wait: later})


def _question(parent: QWidget, text: str, more: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Portrait Studio")
    box.setText(text)
    box.setInformativeText(more)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def _open(box: QMessageBox, answers: dict[QAbstractButton, Then]) -> QMessageBox:
    for button, then in answers.items():
        button.clicked.connect(lambda _=False, then=then: then())
    box.open()
    return box
