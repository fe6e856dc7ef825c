"""The list of people beside the photo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QMenu,
    QToolBar,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from portrait_studio.ui.panels.layer_delegate import LayerDelegate
from portrait_studio.ui.panels.layer_model import SWITCHES, Column, LayerModel

_SWITCH_WIDTH = 30
_WIDTH = 310
_WHOLE_ROW = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)
_ADD_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class LayerPanel(QWidget):
    """Lists the people and says who is selected; its operations are actions of the window.

    Parameters
    ----------
    model
        The people.
    """

    selected = Signal(object)
    """The id of the chosen person, or None: of several selected, the one touched last."""
    selection_changed = Signal()
    """Who is selected has changed."""

    def __init__(self, model: LayerModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._chosen: int | None = None
        self._kept: tuple[int, ...] = ()
        self._actions: list[QAction] = []
        self.setMinimumWidth(_WIDTH)
        self.view = _view(model)
        self._bar = QToolBar()
        self._bar.setIconSize(QSize(18, 18))
        self._bar.hide()
        self._summary = QLabel()
        self._summary.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        for widget in (self.view, self._summary, self._bar):
            layout.addWidget(widget)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.selectionModel().selectionChanged.connect(self._tell)
        self.view.selectionModel().currentRowChanged.connect(self._tell)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        self._retranslate()

    @property
    def summary(self) -> str:
        """What stands below the list."""
        return self._summary.text()

    @property
    def chosen(self) -> int | None:
        """Id of the chosen person, see `selected`."""
        return self._chosen

    @property
    def selected_people(self) -> tuple[int, ...]:
        """Ids of everybody selected, in the order of the layers."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return tuple(self.model.person(row).id for row in rows)

    def offer(self, menu: Sequence[QAction], *, buttons: Sequence[QAction]) -> None:
        """Set what the menu of a row offers, and what has a button below the list."""
        self._actions = list(menu)
        self._bar.clear()
        self._bar.addActions(list(buttons))
        self._bar.setVisible(bool(buttons))

    def select(self, person: int | None) -> None:
        """Select one person alone, or nobody; several that include them stay selected."""
        if person == self._chosen:
            return
        row = None if person is None else self.model.row_of(person)
        if row is None:
            self.view.selectionModel().clear()
            return
        self.view.selectionModel().setCurrentIndex(self.model.index(row, Column.PERSON), _WHOLE_ROW)
        self.view.scrollTo(self.model.index(row, Column.PERSON))

    def add_to_selection(self, person: int) -> None:
        """Select a person besides those who are, and choose them."""
        row = self.model.row_of(person)
        if row is not None:
            index = self.model.index(row, Column.PERSON)
            self.view.selectionModel().setCurrentIndex(index, _ADD_ROW)

    def select_all(self) -> None:
        """Select everybody."""
        self.view.selectAll()

    def rename(self, person: int) -> None:
        """Let the user type a person's name."""
        row = self.model.row_of(person)
        if row is not None:
            index = self.model.index(row, Column.PERSON)
            self.view.setCurrentIndex(index)
            self.view.edit(index)

    def row_menu(self) -> QMenu:
        """Return what a right click on a row opens; it goes when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self._actions)
        return menu

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _tell(self) -> None:
        chosen = self._now_chosen()
        if chosen != self._chosen:
            self._chosen = chosen
            self.selected.emit(chosen)
        self.selection_changed.emit()

    def _now_chosen(self) -> int | None:
        people = self.selected_people
        current = self.view.currentIndex()
        if current.isValid() and self.model.person(current.row()).id in people:
            return self.model.person(current.row()).id
        return people[-1] if people else None

    def _keep(self) -> None:
        self._kept = self.selected_people

    def _restore(self) -> None:
        """Select again who is still there; a list with other people has other rows."""
        chosen = self._chosen
        for person in sorted(self._kept, key=lambda person: person == chosen):
            self.add_to_selection(person)
        self._summarise()
        self._tell()

    def _show_menu(self, place: QPoint) -> None:
        if self._actions and self.view.indexAt(place).isValid():
            self.row_menu().popup(self.view.viewport().mapToGlobal(place))

    def _summarise(self) -> None:
        count = len(self.model.people)
        words = {0: self.tr("No people yet."), 1: self.tr("1 person.")}
        many = self.tr("{count} people.").format(count=count)
        self._summary.setText(words.get(count, many))

    def _retranslate(self) -> None:
        self.view.setAccessibleName(self.tr("People"))
        self.view.setAccessibleDescription(
            self.tr("Everybody in the photo, in the order of the layers")
        )
        self._bar.setWindowTitle(self.tr("Operations on people"))
        self._summarise()


def _view(model: LayerModel) -> QTreeView:
    view = QTreeView()
    view.setObjectName("people")
    view.setItemDelegate(LayerDelegate(view))
    view.setModel(model)
    view.setRootIsDecorated(False)
    view.setUniformRowHeights(True)
    view.setAllColumnsShowFocus(True)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
    view.setDragDropOverwriteMode(False)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.setEditTriggers(
        QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
    )
    header = view.header()
    header.setStretchLastSection(False)
    header.setSectionsMovable(False)
    header.setMinimumSectionSize(_SWITCH_WIDTH)
    for column in Column:
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(Column.PERSON, QHeaderView.ResizeMode.Stretch)
    for column in SWITCHES:
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(column, _SWITCH_WIDTH)
    return view
