"""A canvas with three people on it, and hands to touch them."""

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from portrait_studio.core.analysis import split
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.photo import Photo
from portrait_studio.core.predictions import Detection, Predictions
from portrait_studio.core.settings import Settings
from portrait_studio.errors import EditError
from portrait_studio.ui.easel import Easel
from portrait_studio.workers.pictures import boundary_picture, pyramid, region_numbers

WORKING = (80, 120)
SCALE = 4
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NO_KEY = Qt.KeyboardModifier.NoModifier
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier

# Columns of the people at working size; the first two touch.
COLUMNS = ((10, 40), (40, 66), (80, 110))
ROWS = (15, 80)


def picture():
    """(h, w, 3) uint8 at working size: three people in clothes of their own."""
    rgb = np.random.default_rng(0).integers(0, 30, (*WORKING, 3)).astype(np.uint8)
    for (left, right), colour in zip(
        COLUMNS, ((200, 60, 40), (40, 170, 60), (50, 70, 210)), strict=True
    ):
        rgb[ROWS[0] : ROWS[1], left:right] += np.array(colour, np.uint8)
    return rgb


def analysis(rgb=None, *, border=1.0, overlap=0):
    """Return the analysis of the picture, as if a network had seen three people in it.

    `border` is the boundary map between the two who touch, `overlap` by how many columns the box
    of each reaches into the other.
    """
    rgb = picture() if rgb is None else rgb
    person = np.zeros(WORKING, np.float32)
    found = []
    reach = ((0, overlap), (-overlap, 0), (0, 0))
    for score, columns, more in zip((0.9, 0.8, 0.7), COLUMNS, reach, strict=True):
        person[ROWS[0] : ROWS[1], columns[0] : columns[1]] = 1
        left, right = np.add(columns, more) / WORKING[1]
        box = (ROWS[0] / WORKING[0], float(left), ROWS[1] / WORKING[0], float(right))
        found.append(Detection(box, score))
    boundary = np.zeros(WORKING, np.float32)
    boundary[ROWS[0] : ROWS[1], 39:41] = border
    predictions = Predictions(person, boundary, tuple(found))
    size = (WORKING[1] * SCALE, WORKING[0] * SCALE)
    photo = Photo.from_array(np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_NEAREST)))
    return replace(split(rgb, predictions, Settings(regions=120)), photo=photo)


class Sheet:
    """As little of a document as the tools need."""

    def __init__(self):
        self.editor: Any = None
        self.easel: Any = None
        self.refused: list[str] = []

    def edit(self, edit):
        try:
            change = self.editor.apply(edit)
        except EditError as error:
            self.refused.append(str(error))
            return None
        self.easel.change(change)
        return change

    def undo(self):
        self.easel.change(self.editor.undo())


class Rig:
    """An easel with the picture on it, 600 by 400 pixels large."""

    def __init__(self, qtbot, *, people=True, seen=None):
        self.sheet = Sheet()
        self.easel = self.sheet.easel = Easel(self.sheet)
        self.canvas = self.easel.canvas
        qtbot.addWidget(self.canvas)
        self.canvas.resize(600, 400)
        self.canvas.show()
        self.said: list[str] = []
        self.places: Any = ()
        self.easel.said.connect(self.said.append)
        self.analysis = seen or analysis()
        photo = self.analysis.photo
        self.easel.show_photo(pyramid(photo.rgb8()), shape=photo.shape)
        if people:
            self.find_people()

    def find_people(self):
        self.sheet.editor = Editor(self.analysis)
        self.show_people()

    def show_people(self):
        boundary = boundary_picture(self.analysis.predictions.boundary)
        self.easel.show_people(self.editor, boundary, region_numbers(self.analysis.labels))

    @property
    def editor(self):
        return self.sheet.editor

    @property
    def view(self):
        return self.canvas.viewport()

    def at(self, row, col):
        """Point of the window over the middle of a pixel at working size."""
        return self.canvas.mapFromScene(QPointF((col + 0.5) * SCALE, (row + 0.5) * SCALE))

    def owner(self, row, col):
        return int(self.editor.owner[row, col])

    def click(self, row, col, button=LEFT, keys=NO_KEY):
        QTest.mouseClick(self.view, button, keys, self.at(row, col))

    def press(self, row, col, button=LEFT, keys=NO_KEY):
        QTest.mousePress(self.view, button, keys, self.at(row, col))

    def move(self, row, col):
        # Two steps: Qt keeps a move to where the mouse is already to itself.
        QTest.mouseMove(self.view, self.at(row, col) + QPoint(1, 0))
        QTest.mouseMove(self.view, self.at(row, col))

    def release(self, row, col, button=LEFT, keys=NO_KEY):
        QTest.mouseRelease(self.view, button, keys, self.at(row, col))

    def drag(self, *places, button=LEFT, keys=NO_KEY):
        self.press(places[0][0], places[0][1], button, keys)
        for place in places[1:]:
            self.move(*place)
        self.release(places[-1][0], places[-1][1], button, keys)

    def escape(self):
        QTest.keyClick(self.canvas, Qt.Key.Key_Escape)
