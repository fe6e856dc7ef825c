"""Every operation on people, in one place: menu, panel and keys all come here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog

from portrait_studio.ui.palette import COLOURS
from portrait_studio.ui.panels.layer_edits import LayerEdits, PersonLayer
from portrait_studio.ui.panels.layer_model import colour_of
from portrait_studio.ui.panels.layer_panel import LayerPanel

BUTTONS = ("toggle_visible", "toggle_locked", "colour", "merge", "copy", "export_these", "delete")
"""Operations with a button below the list."""


class PeopleOperations(QObject):
    """Does things to whoever is selected in the panel.

    Parameters
    ----------
    panel
        Says who is selected.
    edits
        Takes the edits.
    """

    copy_wanted = Signal(int)
    """Id of a person for the clipboard."""
    export_wanted = Signal(tuple)
    """Ids of people to export."""

    def __init__(self, panel: LayerPanel, edits: LayerEdits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        self._edits = edits

    @property
    def selected(self) -> tuple[PersonLayer, ...]:
        """Who is selected, in the order of the layers."""
        ids = self._panel.selected_people
        return tuple(who for who in self._people() if who.id in ids)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the actions of the People menu call, by id."""
        return {
            "rename": self.rename,
            "colour": self.ask_colour,
            "own_colour": self.reset_colour,
            "toggle_visible": self.toggle_visible,
            "show_only": self.show_only,
            "show_all": self.show_all,
            "toggle_locked": self.toggle_locked,
            "layer_up": lambda: self.move(-1),
            "layer_down": lambda: self.move(1),
            "merge": self.merge,
            "copy": self.copy,
            "export_these": self.export,
            "select_everybody": self._panel.select_all,
            "delete": self.delete,
        }

    def rename(self) -> None:
        """Let the user type the chosen person's name."""
        chosen = self._panel.chosen
        if chosen is not None:
            self._panel.rename(chosen)

    def ask_colour(self) -> QColorDialog | None:
        """Let the user choose the colour of who is selected."""
        who = self.selected
        if not who:
            return None
        for place, colour in enumerate(COLOURS):
            QColorDialog.setCustomColor(place, QColor(colour))
        dialog = QColorDialog(colour_of(who[0]), self._panel)
        dialog.setWindowTitle(self.tr("Colour of {name}").format(name=self._name(who[0])))
        # The platform's own has no place for the palette, and blocks on some.
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        ids = tuple(person.id for person in who)
        dialog.colorSelected.connect(lambda colour: self._colour(ids, colour.name()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def reset_colour(self) -> None:
        """Give who is selected the colour of the palette again."""
        self._colour([who.id for who in self.selected if who.colour], None)

    def toggle_visible(self) -> None:
        """Hide who is selected; show them if all of them are hidden."""
        who = self.selected
        if who:
            shown = any(person.visible for person in who)
            changing = [person.id for person in who if person.visible == shown]
            self._edits.set_visible(changing, not shown)

    def show_only(self) -> None:
        """Hide everybody but who is selected."""
        ids = self._panel.selected_people
        self._set_shown(lambda who: who.id in ids)

    def show_all(self) -> None:
        """Show everybody."""
        self._set_shown(lambda who: True)

    def toggle_locked(self) -> None:
        """Lock who is selected; unlock them if all of them are locked."""
        who = self.selected
        if who:
            locked = all(person.locked for person in who)
            changing = [person.id for person in who if person.locked == locked]
            self._edits.set_locked(changing, not locked)

    def move(self, step: int) -> None:
        """Move the layers of who is selected up (-1) or down (1) by one, as far as they can."""
        order = [who.id for who in self._people()]
        ids = self._panel.selected_people
        places = range(len(order)) if step < 0 else range(len(order) - 1, -1, -1)
        for place in places:
            other = place + step
            if order[place] in ids and 0 <= other < len(order) and order[other] not in ids:
                order[place], order[other] = order[other], order[place]
        if order != [who.id for who in self._people()]:
            self._edits.reorder(order)

    def merge(self) -> None:
        """Make one person of everybody selected: the one that was touched last."""
        ids, into = self._panel.selected_people, self._panel.chosen
        if len(ids) > 1 and into is not None:
            self._edits.merge(ids, into=into)

    def copy(self) -> None:
        """Put the chosen person on the clipboard."""
        if self._panel.chosen is not None:
            self.copy_wanted.emit(self._panel.chosen)

    def export(self) -> None:
        """Export who is selected."""
        if self._panel.selected_people:
            self.export_wanted.emit(self._panel.selected_people)

    def delete(self) -> None:
        """Take who is selected away."""
        if self._panel.selected_people:
            self._edits.delete(self._panel.selected_people)

    def _people(self) -> tuple[PersonLayer, ...]:
        return self._panel.model.people

    def _name(self, who: PersonLayer) -> str:
        return self._panel.model.name_of(who)

    def _colour(self, people: Sequence[int], colour: str | None) -> None:
        for person in people:
            self._edits.set_colour(person, colour)

    def _set_shown(self, wanted: Callable[[PersonLayer], bool]) -> None:
        for shown in (True, False):
            changing = [
                who.id for who in self._people() if wanted(who) == shown and who.visible != shown
            ]
            if changing:
                self._edits.set_visible(changing, shown)
