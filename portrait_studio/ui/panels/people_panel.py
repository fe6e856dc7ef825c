"""The list of people beside the photo."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from portrait_studio.ui.panels.people_model import PeopleModel

_EMPTY_BOX = (
    "QTreeView::indicator:unchecked { border: 1px solid #8a8a8a; width: 11px; height: 11px; }"
)


class PeoplePanel(QWidget):
    """Lists the people, with their colours, scores and a tick to show each.

    Parameters
    ----------
    model
        The people.
    """

    selected = Signal(object)
    """The number of the chosen person, or None."""

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.view = QTreeView()
        self.view.setObjectName("people")
        self.view.setModel(model)
        self.view.setRootIsDecorated(False)
        self.view.setUniformRowHeights(True)
        # On a dark ground the style's own empty box cannot be seen.
        self.view.setStyleSheet(_EMPTY_BOX)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self.view)
        layout.addWidget(self._summary)
        self.view.selectionModel().selectionChanged.connect(self._select)
        model.modelReset.connect(self._reset)
        self._reset()

    @property
    def summary(self) -> str:
        """What stands below the list."""
        return self._summary.text()

    def select(self, person: int | None) -> None:
        """Choose the row of a person, or none."""
        rows = [row.person for row in self._model.rows]
        if person in rows:
            self.view.setCurrentIndex(self._model.index(rows.index(person), 0))
        else:
            self.view.clearSelection()

    def _select(self) -> None:
        rows = self.view.selectionModel().selectedRows()
        self.selected.emit(self._model.rows[rows[0].row()].person if rows else None)

    def _reset(self) -> None:
        count = len(self._model.rows)
        words = {0: "No people yet.", 1: "1 person."}
        self._summary.setText(words.get(count, f"{count} people."))
        self.selected.emit(None)
