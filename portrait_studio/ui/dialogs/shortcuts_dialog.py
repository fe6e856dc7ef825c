"""Every key of the window, from the table of actions, and what the mouse does."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from portrait_studio.ui.actions import ACTIONS, translated
from portrait_studio.ui.gestures_text import GESTURES


class ShortcutsDialog(QDialog):
    """Lists what can be done, by menu, with its key; typing narrows the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard and mouse"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self._rows: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self.list = self._list()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        for widget in (self.search, self.list, buttons):
            layout.addWidget(widget)
        self.search.textChanged.connect(self._narrow)
        self.resize(880, 640)

    def _list(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(self.tr("Keyboard and mouse"))
        tree.setHeaderLabels([self.tr("What"), self.tr("How")])
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setAlternatingRowColors(True)
        for title, rows in _sections().items():
            section = QTreeWidgetItem(tree, [title])
            section.setFirstColumnSpanned(True)
            self._rows.append((section, [QTreeWidgetItem(section, list(row)) for row in rows]))
        tree.expandAll()
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setStretchLastSection(False)
        return tree

    def _narrow(self, text: str) -> None:
        wanted = text.casefold()
        for section, rows in self._rows:
            found = [row for row in rows if wanted in f"{row.text(0)}\n{row.text(1)}".casefold()]
            for row in rows:
                row.setHidden(row not in found)
            section.setHidden(not found)


def _sections() -> dict[str, list[tuple[str, str]]]:
    sections: dict[str, list[tuple[str, str]]] = {}
    for spec in ACTIONS:
        if spec.shortcut:
            keys = QKeySequence(spec.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            title = translated(spec.menu).replace("&", "")
            sections.setdefault(title, []).append((translated(spec.tooltip), keys))
    mouse = QCoreApplication.translate("gestures", "Mouse on the photo")
    sections[mouse] = [
        (
            QCoreApplication.translate("gestures", gesture.what),
            QCoreApplication.translate("gestures", gesture.how),
        )
        for gesture in GESTURES
    ]
    return sections
