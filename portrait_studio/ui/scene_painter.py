"""Brings the people and the overlays onto the canvas, and keeps them true edit by edit."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QImage

from portrait_studio.core.editing.change import Change
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.layer import Layer
from portrait_studio.ui.canvas.backdrop_item import Backdrop
from portrait_studio.ui.canvas.box_item import TaggedBox
from portrait_studio.ui.canvas.doubt_colours import STEPS, doubt_colours
from portrait_studio.ui.canvas.label_item import Box, premultiplied
from portrait_studio.ui.canvas.people_numbers import people_colours, people_numbers
from portrait_studio.ui.canvas.picture_item import tinted
from portrait_studio.ui.canvas.seed_item import SeedDot
from portrait_studio.ui.canvas.view import Canvas
from portrait_studio.ui.names import colour_of, layers_of, name_of
from portrait_studio.ui.overlays import Overlays

BOUNDARY_COLOUR = "#ffe14d"
REGION_COLOUR = "#ffffff"
OUTLINE_WIDTH = 2
"""Of an outline on either side of a border, in screen pixels."""


class ScenePainter(QObject):
    """Paints what the editor says; a change repaints its box and nothing else.

    Parameters
    ----------
    canvas
        Where to.
    overlays
        Which overlays are shown, and how.
    """

    coarse = Signal()
    """The people stand on a backdrop with edges of working size."""

    def __init__(self, canvas: Canvas, overlays: Overlays, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._overlays = overlays
        self._editor: Editor | None = None
        self._chosen: int | None = None
        self._numbers: NDArray[Any] = np.zeros((1, 1), np.uint8)
        self._people: tuple[Layer, ...] = ()
        self._doubt = doubt_colours()
        overlays.changed.connect(self._overlay_changed)

    @property
    def numbers(self) -> NDArray[Any]:
        """The label map on show, see `people_numbers`."""
        return self._numbers

    def begin(self, editor: Editor, boundary: QImage, regions: NDArray[Any]) -> None:
        """Show the people of a photo that is on the canvas.

        Parameters
        ----------
        editor
            Of the photo.
        boundary
            Boundary map as an opacity (`workers.pictures.boundary_picture`).
        regions : (h, w) unsigned integers
            Label image (`workers.pictures.region_numbers`).
        """
        layers = self._canvas.layers
        self._editor, self._people = editor, layers_of(editor)
        layers.boundary.set_picture(tinted(boundary, QColor(BOUNDARY_COLOUR)))
        layers.superpixels.set_labels(regions)
        clear = np.zeros(int(regions.max()) + 1, np.uint32)
        lines = np.full_like(clear, premultiplied(QColor(REGION_COLOUR)))
        layers.superpixels.set_colours(clear, lines, both=False)
        self._show_numbers(None)
        for overlay in ("doubt", "boundary", "superpixels", "boxes", "seeds", "backdrop"):
            self._overlay_changed(overlay)
        self._colour()

    def end(self) -> None:
        """Forget the people: another photo comes."""
        self._editor = None
        self._people = ()

    def change(self, change: Change) -> None:
        """Show what an edit, an undo or a redo has changed."""
        if self._editor is None:
            return
        before, self._people = self._people, layers_of(self._editor)
        if not change.empty:
            self._show_numbers(change.box)
        if _looks(before) != _looks(self._people):
            self._colour()
            self._show_coverage(None)
        elif not change.empty:
            self._show_coverage(change.box)
        self._show_doubt()
        self._show_boxes()
        self._show_seeds()

    def choose(self, person: int | None) -> None:
        """Show one person stronger than the others."""
        self._chosen = person
        self._colour()

    def _overlay_changed(self, overlay: str) -> None:
        layers = self._canvas.layers
        if self._editor is None:
            return
        if overlay in ("people", "outlines"):
            self._colour()
        elif overlay == "backdrop":
            layers.backdrop.set_kind(self._overlays.backdrop)
            self._show_coverage(None)
            self._colour()
        else:
            item = getattr(layers, overlay)
            item.setVisible(self._overlays.visible(overlay))
            item.setOpacity(self._overlays.opacity(overlay))
            {"doubt": self._show_doubt, "boxes": self._show_boxes, "seeds": self._show_seeds}.get(
                overlay, lambda: None
            )()

    def _show_numbers(self, box: Box | None) -> None:
        if self._editor is None:
            return
        cells = self._editor.snapshot.cells
        largest = self._largest()
        if box is not None and largest < np.iinfo(self._numbers.dtype).max:
            part = np.s_[box[0] : box[2], box[1] : box[3]]
            self._numbers[part] = people_numbers(cells[part], largest=largest)
        else:
            self._numbers = people_numbers(cells, largest=largest)
        self._canvas.layers.people.set_labels(self._numbers, changed=box)

    def _colour(self) -> None:
        shown = self._overlays.backdrop == Backdrop.OVERLAY
        fill, border = people_colours(
            {who.id: colour_of(who) for who in self._people if who.visible},
            largest=self._largest(),
            fill=self._overlays.strength("people") * shown,
            outline=self._overlays.strength("outlines") * shown,
            chosen=self._chosen,
        )
        layer = self._canvas.layers.people
        layer.setVisible(bool(fill.any() or border.any()))
        layer.set_colours(fill, border, width=OUTLINE_WIDTH)

    def _show_coverage(self, box: Box | None) -> None:
        if self._overlays.backdrop == Backdrop.OVERLAY:
            return
        shown = np.zeros(self._largest() + 2, np.uint8)
        shown[[who.id + 1 for who in self._people if who.visible]] = 255
        self._canvas.layers.backdrop.set_coverage(np.take(shown, self._numbers), changed=box)
        self.coarse.emit()

    def _show_doubt(self) -> None:
        if self._editor is None or not self._overlays.visible("doubt"):
            return
        steps = np.rint(self._editor.doubt() * (STEPS - 1)).astype(np.uint8)
        layer = self._canvas.layers.doubt
        layer.set_labels(steps)
        layer.set_colours(self._doubt)

    def _show_boxes(self) -> None:
        if self._editor is None or not self._overlays.visible("boxes"):
            return
        down, across = self._photo_scale()
        self._canvas.layers.boxes.set_boxes(
            TaggedBox(
                (row0 * down, col0 * across, row1 * down, col1 * across),
                colour_of(who),
                f"{number}  {name_of(who)}",
            )
            for number, who in enumerate(self._editor.people, 1)
            for row0, col0, row1, col1 in ([who.box] if who.visible and who.area else [])
        )

    def _show_seeds(self) -> None:
        if self._editor is None or not self._overlays.visible("seeds"):
            return
        colours = {who.id: colour_of(who) for who in self._people}
        self._canvas.layers.seeds.set_seeds(
            SeedDot(
                seed.row, seed.col, colours.get(seed.person, QColor("black")), seed.kind != "seed"
            )
            for seed in self._editor.seeds
        )

    def _photo_scale(self) -> tuple[float, float]:
        rect, shape = self._canvas.layers.rect, self._numbers.shape
        return rect.height() / shape[0], rect.width() / shape[1]

    def _largest(self) -> int:
        return max((who.id for who in self._people), default=0)


def _looks(people: tuple[Layer, ...]) -> list[tuple[int, str | None, bool]]:
    return sorted((who.id, who.colour, who.visible) for who in people)
