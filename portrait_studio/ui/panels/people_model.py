"""The people of a photo as the window shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from portrait_studio.ui.palette import person_colour

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Person", "Score")
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class PersonRow:
    """One person: its number, the detection's score 0..1, its name and whether it is shown."""

    person: int
    score: float
    name: str
    visible: bool = True


class PeopleModel(QAbstractTableModel):
    """Holds the rows; views listen to it."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[PersonRow] = []

    @property
    def rows(self) -> tuple[PersonRow, ...]:
        """The people, in order."""
        return tuple(self._rows)

    def set_people(self, people: Sequence[tuple[int, float]]) -> None:
        """Begin with new people, (number, score) each, all visible."""
        self.beginResetModel()
        self._rows = [PersonRow(person, score, f"Person {person}") for person, score in people]
        self.endResetModel()

    def visible_colours(self) -> dict[int, QColor]:
        """Return the colour of every visible person, by number."""
        return {row.person: person_colour(row.person) for row in self._rows if row.visible}

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many people there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return COLUMNS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that every row can be selected, and shown or hidden."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.name}: found with a score of {row.score:.0%}. Tick to show it."
        if index.column() == 1:
            return _score(row, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.DecorationRole:
            return person_colour(row.person)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if row.visible else Qt.CheckState.Unchecked
        return None

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Show or hide a person."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != 0:
            return False
        visible = Qt.CheckState(value) == Qt.CheckState.Checked
        self._rows[index.row()] = replace(self._rows[index.row()], visible=visible)
        self.dataChanged.emit(index, index, [role])
        return True


def _score(row: PersonRow, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return f"{row.score:.0%}"
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    return None
