"""People as the editor holds them, and edits on them that come back to the model."""

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from PySide6.QtGui import QColor, QImage


@dataclass(frozen=True)
class FakePerson:
    id: int
    name: str = ""
    colour: str | None = None
    visible: bool = True
    locked: bool = False
    share: float = 0.2
    doubt: float = 0.1
    score: float = 0.9


class FakeEdits:
    """Keeps people, a column of the photo each, and answers every edit through a model."""

    def __init__(self, count, *, shape=(60, 100)):
        self.people = tuple(FakePerson(number) for number in range(1, count + 1))
        self.owner = np.zeros(shape, np.int32)
        for number, cols in enumerate(np.array_split(np.arange(shape[1]), count), 1):
            self.owner[5:-5, cols[:-1]] = number
        self.calls = []
        self.model: Any = None

    def begin(self, model):
        self.model = model
        photo = QImage(200, 120, QImage.Format.Format_RGB32)
        photo.fill(QColor("#aa5522"))
        model.begin(self.people, photo, self.owner)

    def set_name(self, person, name):
        self._done("set_name", person, name)
        self._set((person,), name=name)

    def set_colour(self, person, colour):
        self._done("set_colour", person, colour)
        self._set((person,), colour=colour)

    def set_visible(self, people, visible):
        self._done("set_visible", tuple(people), visible)
        self._set(people, visible=visible)

    def set_locked(self, people, locked):
        self._done("set_locked", tuple(people), locked)
        self._set(people, locked=locked)

    def reorder(self, people):
        self._done("reorder", tuple(people))
        by_id = {who.id: who for who in self.people}
        self.people = tuple(by_id[person] for person in people)
        self.model.change(self.people, self.owner, ())

    def merge(self, people, *, into):
        self._done("merge", tuple(people), into)
        self._give([person for person in people if person != into], into)

    def delete(self, people):
        self._done("delete", tuple(people))
        self._give(people, 0)

    def _done(self, *call):
        self.calls.append(call)

    def _set(self, people, **values):
        self.people = tuple(
            replace(who, **values) if who.id in people else who for who in self.people
        )
        self.model.change(self.people, self.owner, ())

    def _give(self, people, into):
        self.owner = np.where(np.isin(self.owner, people), into, self.owner).astype(np.int32)
        self.people = tuple(who for who in self.people if who.id not in people)
        self.model.change(self.people, self.owner, (*people, into))


def painted_person(shape=(60, 100), centre=(50, 30)):
    """A disc of person 1, for cut-outs."""
    owner = np.zeros(shape, np.int32)
    cv2.circle(owner, centre, 15, 1, -1)
    return owner
