"""The way through the doubtful places of a photo, a short checklist."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QColor

from portrait_studio.core.editing.doubtful import DoubtfulPlace
from portrait_studio.core.editing.edits import AddSeeds
from portrait_studio.core.inner_places import inner_places
from portrait_studio.ui.canvas.box_item import TaggedBox
from portrait_studio.ui.canvas.view import Canvas
from portrait_studio.ui.tools.desk import Desk

FRAME = "#f0f921"
_PATIENCE = 80  # milliseconds


class DoubtTour(QObject):
    """Goes from one doubtful place to the next; a number key gives the one on show to somebody.

    Parameters
    ----------
    desk
        Holds the editor, and takes the edits.
    canvas
        Zooms to the places.
    """

    left = Signal(int)
    """How many doubtful places there are."""

    def __init__(self, desk: Desk, canvas: Canvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._canvas = canvas
        self._places: tuple[DoubtfulPlace, ...] = ()
        self._current: int | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PATIENCE)
        self._soon.timeout.connect(self.refresh)

    @property
    def current(self) -> DoubtfulPlace | None:
        """The place on show."""
        if self._current is None or self._current >= len(self._places):
            return None
        return self._places[self._current]

    def begin(self) -> None:
        """Start with the people of a photo."""
        self.stop()
        self.refresh()

    def refresh(self) -> None:
        """Look again for doubtful places: something has changed."""
        self._soon.stop()
        editor = self._desk.editor
        self._places = editor.doubtful_places() if editor is not None else ()
        self.left.emit(len(self._places))

    def refresh_soon(self) -> None:
        """Look again when the picture of an edit is on the screen."""
        self._soon.start()

    def close(self) -> None:
        """Let no timer run on."""
        self._soon.stop()

    def go(self, step: int) -> None:
        """Go `step` places on, round and round; the first is the largest."""
        self.refresh()
        if not self._places:
            self.stop()
            self._desk.say(QCoreApplication.translate("doubt", "No doubtful place is left."))
            return
        first = 0 if step > 0 else len(self._places) - 1
        following = first if self._current is None else (self._current + step) % len(self._places)
        self._current = following
        self._show(self._places[following])

    def give(self, person: int) -> bool:
        """Give the place on show to a person; False if none is on show."""
        place = self.current
        editor = self._desk.editor
        if place is None or editor is None:
            return False
        change = self._desk.edit(AddSeeds(self._middles(place), person=person))
        if change is not None:
            self._after_giving()
        return True

    def stop(self) -> None:
        """End the tour; the view stays where it is."""
        self._current = None
        self._canvas.layers.focus.set_boxes(())

    def _middles(self, place: DoubtfulPlace) -> tuple[tuple[float, float], ...]:
        """Places inside the regions of a doubtful place, one each, in pixels of the photo."""
        editor = self._desk.editor
        if editor is None or self._desk.marks is None:
            return ()
        labels, photo = editor.analysis.labels, self._desk.marks.photo
        down, across = photo[0] / labels.shape[0], photo[1] / labels.shape[1]
        return tuple(
            ((row + 0.5) * down, (col + 0.5) * across)
            for row, col in inner_places(labels, place.regions, within=editor.mask)
        )

    def _after_giving(self) -> None:
        """Stand before the next place: the one that was given is gone."""
        self.refresh()
        self._current = None
        self._canvas.layers.focus.set_boxes(())
        self._desk.say(self._count())

    def _show(self, place: DoubtfulPlace) -> None:
        self._canvas.show_box(place.box)
        self._canvas.layers.focus.set_boxes([TaggedBox(place.box, QColor(FRAME), "")])
        self._desk.say(
            QCoreApplication.translate(
                "doubt", "Doubtful place {number} of {count}: a number key gives it to somebody."
            ).format(number=(self._current or 0) + 1, count=len(self._places))
        )

    def _count(self) -> str:
        count = len(self._places)
        if count == 0:
            return QCoreApplication.translate("doubt", "No doubtful place is left.")
        if count == 1:
            return QCoreApplication.translate("doubt", "One doubtful place is left: N goes there.")
        return QCoreApplication.translate(
            "doubt", "{count} doubtful places are left: N goes to the next."
        ).format(count=count)
