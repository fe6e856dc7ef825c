"""The people of a photo as the window shows them: a row a person, in the order of the layers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QImage

from portrait_studio.ui.numbers import with_digits
from portrait_studio.ui.palette import person_colour
from portrait_studio.ui.panels.layer_edits import LayerEdits, PersonLayer
from portrait_studio.ui.panels.layer_order import ROWS, dragged, moved, rows_of
from portrait_studio.ui.panels.thumbnails import Thumbnails

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns, from left to right."""

    VISIBLE = 0
    PERSON = 1
    SHARE = 2
    DOUBT = 3
    LOCKED = 4


SWITCHES = (Column.VISIBLE, Column.LOCKED)
"""Columns that are switched on and off."""

COLOUR, AMOUNT, PERSON = (Role.UserRole + step for step in range(3))
"""Roles: a person's colour; a number 0..1 of a cell; a person's id."""


class LayerModel(QAbstractTableModel):
    """Shows people; what is changed in it goes to the document, and comes back from there.

    Parameters
    ----------
    edits
        Takes the changes.
    """

    def __init__(self, edits: LayerEdits) -> None:
        super().__init__()
        self._edits = edits
        self._people: tuple[PersonLayer, ...] = ()
        self.thumbnails = Thumbnails()

    @property
    def people(self) -> tuple[PersonLayer, ...]:
        """Everybody, in order."""
        return self._people

    def begin(
        self, people: Sequence[PersonLayer], photo: QImage, owner: NDArray[np.int32] | None
    ) -> None:
        """Show the people of another photo.

        Parameters
        ----------
        people
            In the order of the layers.
        photo
            Of any size.
        owner : (h, w) int32 or None
            Whose a pixel is; of any size.
        """
        self.thumbnails.begin(photo, owner)
        self._replace(tuple(people))

    def change(
        self, people: Sequence[PersonLayer], owner: NDArray[np.int32], touched: Iterable[int]
    ) -> None:
        """Show what an edit left.

        Parameters
        ----------
        people, owner
            As in `begin`.
        touched
            Ids of everybody whose pixels are others now.
        """
        touched = set(touched)
        self.thumbnails.change(owner, touched)
        before, self._people = self._people, tuple(people)
        if [who.id for who in before] != [who.id for who in self._people]:
            self._people = before
            self._replace(tuple(people))
            return
        for row, (old, new) in enumerate(zip(before, self._people, strict=True)):
            if new.id in touched or _differs(old, new):
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def person(self, row: int) -> PersonLayer:
        """Return the person of a row."""
        return self._people[row]

    def row_of(self, person: int) -> int | None:
        """Return the row of a person, None if there is none of that id."""
        return next((row for row, who in enumerate(self._people) if who.id == person), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many people there are."""
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.DisplayRole and section not in SWITCHES:
            return self._title(Column(section))
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            return self._title(Column(section))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled  # between the rows
        flags = (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )
        if index.column() in SWITCHES:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == Column.PERSON else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        who, column = self._people[index.row()], Column(index.column())
        if role == PERSON:
            return who.id
        if role == COLOUR:
            return colour_of(who)
        if role == Role.ToolTipRole:
            return self._tooltip(who, column)
        if role == Role.AccessibleTextRole:
            return f"{self.name_of(who)}: {self._tooltip(who, column)}"
        return self._cell(who, column, role)

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: Any, role: int = Role.EditRole
    ) -> bool:
        """Ask the document for a change; it comes back through `change`."""
        if not index.isValid():
            return False
        who, column = self._people[index.row()], Column(index.column())
        if column == Column.PERSON and role == Role.EditRole:
            self._rename(who, " ".join(str(value).split()))
            return True
        if role == Role.CheckStateRole and column in SWITCHES:
            switch = self._edits.set_visible if column == Column.VISIBLE else self._edits.set_locked
            switch((who.id,), Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        return False

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        """Return that rows are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """Return what can be dropped."""
        return [ROWS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        """Return the rows that are dragged."""
        return dragged({index.row() for index in indexes})

    def dropMimeData(  # noqa: N802 - Qt's name
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Put the dragged rows before `row`, or before the row they were dropped on."""
        rows = rows_of(data, count=len(self._people))
        if action != Qt.DropAction.MoveAction or not rows:
            return False
        place = parent.row() if parent.isValid() else row
        ids = [who.id for who in self._people]
        order = moved(ids, rows, before=len(ids) if place < 0 else place)
        if order != ids:
            self._edits.reorder(order)
        # Qt would now remove the rows from where they were; the document has done so.
        return False

    def name_of(self, who: PersonLayer) -> str:
        """Return what a person is called."""
        return who.name or self.tr("Person {number}").format(number=who.id)

    def _replace(self, people: tuple[PersonLayer, ...]) -> None:
        self.beginResetModel()
        self._people = people
        self.endResetModel()

    def _rename(self, who: PersonLayer, name: str) -> None:
        name = "" if name == self.tr("Person {number}").format(number=who.id) else name
        if name != (who.name or ""):
            self._edits.set_name(who.id, name)

    def _cell(self, who: PersonLayer, column: Column, role: int) -> Any:
        if column == Column.PERSON:
            if role == Role.DecorationRole:
                return self.thumbnails.picture(who.id)
            return self.name_of(who) if role in (Role.DisplayRole, Role.EditRole) else None
        if column in SWITCHES:
            on = who.visible if column == Column.VISIBLE else who.locked
            checked = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            return checked if role == Role.CheckStateRole else None
        amount = who.share if column == Column.SHARE else who.doubt
        if role == AMOUNT:
            return float(amount)
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return per_cent(amount) if role == Role.DisplayRole else None

    def _title(self, column: Column) -> str:
        return {
            Column.VISIBLE: self.tr("Shown"),
            Column.PERSON: self.tr("Person"),
            Column.SHARE: self.tr("Share"),
            Column.DOUBT: self.tr("Doubt"),
            Column.LOCKED: self.tr("Locked"),
        }[column]

    def _tooltip(self, who: PersonLayer, column: Column) -> str:
        if column == Column.VISIBLE:
            return self.tr("Shown") if who.visible else self.tr("Hidden")
        if column == Column.LOCKED:
            return (
                self.tr("Locked: keeps its pixels whatever is edited elsewhere")
                if who.locked
                else self.tr("Not locked")
            )
        text = {
            Column.PERSON: self.tr("Found with a score of {amount}"),
            Column.SHARE: self.tr("{amount} of the photo"),
            Column.DOUBT: self.tr("Doubt of {amount}: how likely these pixels are somebody else’s"),
        }[column]
        amount = {Column.PERSON: who.score, Column.SHARE: who.share, Column.DOUBT: who.doubt}
        return text.format(amount=per_cent(amount[column]))


def colour_of(who: PersonLayer) -> QColor:
    """Return the colour a user chose, or the one of the palette."""
    return QColor(who.colour) if who.colour else person_colour(who.id)


def per_cent(part: float) -> str:
    """Return a part 0..1 as a text, with a digit more where it is small."""
    return f"{with_digits(100 * part, 1 if 0 < part < 0.0995 else 0)} %"


def _differs(old: PersonLayer, new: PersonLayer) -> bool:
    kept = ("name", "colour", "visible", "locked", "share", "doubt", "score")
    return any(getattr(old, name) != getattr(new, name) for name in kept)
