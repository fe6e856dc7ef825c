"""The photo on its easel: the canvas, what is painted on it, and the tools, brought together."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QImage

from portrait_studio.core.editing.change import Change
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.edits import AddPerson
from portrait_studio.document.edit_texts import edit_text
from portrait_studio.ui.canvas.box_item import TaggedBox
from portrait_studio.ui.canvas.view import Canvas
from portrait_studio.ui.doubt_tour import DoubtTour
from portrait_studio.ui.fine_edges import FineEdges
from portrait_studio.ui.flash import Flash
from portrait_studio.ui.moved_text import moved_text
from portrait_studio.ui.names import layers_of
from portrait_studio.ui.overlays import Overlays
from portrait_studio.ui.scene_painter import ScenePainter
from portrait_studio.ui.tools.desk import Desk, Document
from portrait_studio.ui.tools.hand import ToolHand
from portrait_studio.ui.what_if import WhatIf


class Easel(QObject):
    """Shows a photo and its people, and lets the tools at them.

    Parameters
    ----------
    document
        Holds the editor and takes the edits.
    """

    said = Signal(str)
    """Something for the status bar."""
    chosen_changed = Signal(object)
    """Id of the chosen person, or None."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.canvas = Canvas()
        self.overlays = Overlays(self)
        self.desk = Desk(document, self)
        self.hand = ToolHand(self.desk, self)
        self.tour = DoubtTour(self.desk, self.canvas, self)
        self.what_if = WhatIf(self.desk, self.canvas, self)
        self._painter = ScenePainter(self.canvas, self.overlays, self)
        self.flash = Flash(self.canvas, self)
        self.edges = FineEdges(self)
        self._boxes: list[tuple[float, float, float, float]] = []
        self._draft: tuple[int, int] | None = None
        self.canvas.set_hand(self.hand)
        self.canvas.set_tool_cursor(self.hand.tool.cursor)
        self.hand.taken.connect(lambda tool: self.canvas.set_tool_cursor(tool.cursor))
        # Whoever takes a tool in hand, or presses Esc, has left the tour: number keys choose again.
        self.hand.begun.connect(self.tour.stop)
        self.canvas.escaped.connect(self.tour.stop)
        self.desk.said.connect(self.said)
        self.desk.box_wanted.connect(self._keep_box)
        self.desk.chosen_changed.connect(self._painter.choose)
        self.desk.chosen_changed.connect(self.chosen_changed)
        self.what_if.told.connect(self._tell_what_if)
        self._painter.coarse.connect(self._refine)
        self.edges.fine.connect(lambda levels: self.canvas.layers.backdrop.set_fine(levels))

    def show_draft(self, levels: tuple[QImage, ...], *, shape: tuple[int, int]) -> None:
        """Show a draft of another photo of (rows, cols)."""
        self._draft = None
        self.show_photo(levels, shape=shape)
        self._draft = shape

    def show_photo(self, levels: tuple[QImage, ...], *, shape: tuple[int, int]) -> None:
        """Show another photo of (rows, cols), or the one whose draft is on show."""
        draft, self._draft = self._draft, None
        if draft == shape:
            self.canvas.layers.photo.set_levels(levels)
            return
        self.flash.stop()
        self.what_if.clear()
        self.edges.stop()
        self._painter.end()
        self.canvas.show_photo(levels, shape=shape)
        self._boxes.clear()
        self.desk.choose(None)
        self.desk.begin(self.canvas.layers.marks, shape=shape)
        self.tour.begin()

    def withdraw(self) -> None:
        """Take the draft on show for nothing: its photo does not come."""
        self._draft = None

    def show_people(self, editor: Editor, boundary: QImage, regions: NDArray[Any]) -> None:
        """Show the people of the photo that is on show."""
        self._painter.begin(editor, boundary, regions)
        self.flash.begin(self._painter.numbers)
        self.what_if.begin(regions)
        self.tour.begin()
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.desk.edit(AddPerson(box))

    def change(self, change: Change) -> None:
        """Show what an edit, an undo or a redo has changed."""
        self.what_if.clear()
        self._painter.change(change)
        if not change.empty:
            self.flash.change(self._painter.numbers, change.box)
        self.tour.refresh_soon()
        editor = self.desk.editor
        if editor is not None:
            self._keep_choice(editor)
            done = edit_text(change.text)
            moved = moved_text(change.moved, layers_of(editor))
            self.said.emit(f"{done}: {moved}" if change.moved else f"{done}.")

    def choose_layer(self, number: int) -> None:
        """Choose the person of a layer, from 1; at a doubtful place, give it to them."""
        editor = self.desk.editor
        if editor is None or number > len(layers_of(editor)):
            return
        person = layers_of(editor)[number - 1].id
        if not self.tour.give(person):
            self.desk.choose(person)

    def close(self) -> None:
        """Let no timer run on."""
        self.flash.stop()
        self.what_if.clear()
        self.tour.close()
        self.edges.close()

    def _refine(self) -> None:
        if self.desk.editor is not None:
            self.edges.wish(self.desk.editor)

    def _keep_box(self, box: tuple[float, float, float, float]) -> None:
        """Keep a box that was drawn while people are still looked for."""
        self._boxes.append(box)
        waiting = [TaggedBox(kept, QColor("white"), "") for kept in self._boxes]
        self.canvas.layers.focus.set_boxes(waiting)
        self.said.emit(self.tr("This person will be added when the others are found."))

    def _keep_choice(self, editor: Editor) -> None:
        if self.desk.chosen not in {who.id for who in layers_of(editor)}:
            self.desk.choose(None)

    def _tell_what_if(self, change: Change | None) -> None:
        editor = self.desk.editor
        if change is not None and editor is not None and not self.hand.busy:
            self.said.emit(moved_text(change.moved, layers_of(editor)))
