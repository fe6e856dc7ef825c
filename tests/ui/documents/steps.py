"""What the tests of documents do and look at."""

from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from portrait_studio.workers.networks import NetworkSource

BUTTON = QMessageBox.StandardButton


class NoNetwork(NetworkSource):
    """A network that must not be needed."""

    def get(self):
        raise AssertionError("a project was opened, and the network was run")


def save_as(qtbot, window, path, *, whole=False):
    window.actions_by_id["save_as"].trigger()
    (dialog,) = window.findChildren(QFileDialog)
    if whole:
        dialog.selectNameFilter(dialog.nameFilters()[1])
    with qtbot.waitSignal(window.documents.saved, timeout=30000):
        dialog.fileSelected.emit(str(path))
    dialog.close()
    dialog.deleteLater()
    QApplication.processEvents()


def question(window):
    (box,) = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    return box


def names(window):
    return [who.name for who in window.bench.editor.people]


def open_project(qtbot, window, path):
    with qtbot.waitSignal(window.bench.analysed, timeout=30000):
        window.open(path)
