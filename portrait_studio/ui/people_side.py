"""The people beside the photo: the panel, what can be done with it, and what it asks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QImage, QUndoStack
from PySide6.QtWidgets import QWidget

from portrait_studio.core.editing.change import Change
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.edits import Edit
from portrait_studio.core.export.from_analysis import result_of
from portrait_studio.core.photo import Photo
from portrait_studio.ui.action_rows.people import PEOPLE
from portrait_studio.ui.clipboard import layer_data
from portrait_studio.ui.dialogs.export_dialog import ExportDialog
from portrait_studio.ui.names import layers_of
from portrait_studio.ui.panels.document_edits import DocumentEdits
from portrait_studio.ui.panels.layer_model import LayerModel
from portrait_studio.ui.panels.layer_panel import LayerPanel
from portrait_studio.ui.people_operations import BUTTONS, PeopleOperations
from portrait_studio.ui.settings.store import SettingsStore
from portrait_studio.workers.copy_layer import CopyLayer
from portrait_studio.workers.export_people import ExportPeople, ExportWish
from portrait_studio.workers.task import Task, Work

_PAUSE_MS = 60
_Owner = NDArray[np.int32]


class Bench(Protocol):
    """What is asked of the workbench."""

    @property
    def editor(self) -> Editor | None:
        """The people and their edits; None while there are none."""

    @property
    def undo_stack(self) -> QUndoStack | None:
        """Where edits go."""

    def edit(self, edit: Edit) -> Change | None:
        """Make an edit; None if it was refused, which was told."""

    def begin(self, kind: str, trouble: str, work: Work) -> Task:
        """Return a task whose progress and failure are told; connect to it, then start it."""


class PeopleSide(QObject):
    """Keeps the panel up to date, and takes its wishes to the workbench.

    Parameters
    ----------
    bench
        Takes edits and tasks.
    settings
        How an export begins.
    window
        Owner of the dialogs.
    """

    said = Signal(str)
    """Something for the status bar."""
    exported = Signal(object)
    """The paths of the files that were written."""

    def __init__(self, bench: Bench, settings: SettingsStore, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._settings, self._window = bench, settings, window
        edits = DocumentEdits(bench)
        self.model = LayerModel(edits)
        self.panel = LayerPanel(self.model)
        self.operations = PeopleOperations(self.panel, edits, self)
        self._photo: Photo | None = None
        self._touched: set[int] = set()
        self._owner = np.zeros((0, 0), np.int32)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.refresh)
        self.operations.copy_wanted.connect(self.copy)
        self.operations.export_wanted.connect(self.ask_export)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """Return what the actions of people and of exporting call, by id."""
        return {**self.operations.handlers(), "export": self.ask_export}

    def offer(self, actions: Mapping[str, QAction]) -> None:
        """Put the actions into the menu of a row and below the list."""
        self.panel.offer(
            [actions[spec.id] for spec in PEOPLE], buttons=[actions[name] for name in BUTTONS]
        )

    def clear(self) -> None:
        """Show nobody: another photo has come."""
        self._timer.stop()
        self._photo = None
        self.model.begin((), QImage(), None)

    def begin(self, photo: Photo, picture: QImage) -> None:
        """Show the people of a photo and a picture of it, of any size."""
        editor = self._bench.editor
        if editor is not None:
            self._photo = photo
            self._touched.clear()
            self._owner = editor.owner
            self.model.begin(editor.people, picture, editor.owner)

    def change(self, change: Change) -> None:
        """Show what an edit changed; pixels a moment later, so that no click waits for it."""
        editor = self._bench.editor
        if editor is None:
            return
        self._touched |= _touched(self._owner, editor.owner, change)
        self._owner = editor.owner
        known = [
            (who.id, who.name, who.colour, who.visible, who.locked is not None)
            for who in layers_of(editor)
        ]
        shown = [
            (who.id, who.name, who.colour, who.visible, who.locked) for who in self.model.people
        ]
        if known != shown:
            self.refresh()
        else:
            self._timer.start()

    def refresh(self) -> None:
        """Show the people as they are now."""
        self._timer.stop()
        editor = self._bench.editor
        if editor is not None:
            touched, self._touched = self._touched, set()
            self.model.change(editor.people, editor.owner, touched)

    def close(self) -> None:
        """Let no timer run on."""
        self._timer.stop()

    def ask_export(self, people: Collection[int] | None = None) -> ExportDialog | None:
        """Ask what to export: these people, or by default everybody who is shown."""
        editor, photo = self._bench.editor, self._photo
        if editor is None or photo is None:
            return None
        result = result_of(photo, editor.snapshot)
        chosen = people or [who.id for who in editor.people if who.visible]
        dialog = ExportDialog(
            stem=result.stem,
            people=result.people,
            chosen=chosen,
            folder=photo.path.parent if photo.path else Path.home(),
            settings=self._settings,
            parent=self._window,
        )
        dialog.wished.connect(self.export)
        dialog.open()
        return dialog

    def export(self, wish: ExportWish) -> None:
        """Write people as they are now, in the background."""
        editor, photo = self._bench.editor, self._photo
        if editor is None or photo is None:
            return
        work = ExportPeople(partial(result_of, photo, editor.snapshot), wish)
        task = self._bench.begin("export", self.tr("The files could not be written"), work)
        task.returned.connect(self.exported)
        task.returned.connect(self._tell_exported)
        task.start()

    def copy(self, person: int) -> None:
        """Put a person on the clipboard, in the background."""
        editor, photo = self._bench.editor, self._photo
        if editor is None or photo is None:
            return
        work = CopyLayer(photo, editor.snapshot, person)
        task = self._bench.begin("copy", self.tr("The person could not be copied"), work)
        task.returned.connect(partial(self._copied, person))
        task.start()

    def _copied(self, person: int, image: QImage) -> None:
        QGuiApplication.clipboard().setMimeData(layer_data(image))
        row = self.model.row_of(person)
        name = self.model.name_of(self.model.person(row)) if row is not None else str(person)
        size = f"{image.width()} × {image.height()}"
        text = self.tr("{name} is on the clipboard, {size} pixels.")
        self.said.emit(text.format(name=name, size=size))

    def _tell_exported(self, paths: tuple[Path, ...]) -> None:
        if not paths:
            self.said.emit(self.tr("There was nothing to write."))
            return
        one = self.tr("Wrote 1 file to {folder}.")
        text = one if len(paths) == 1 else self.tr("Wrote {count} files to {folder}.")
        self.said.emit(text.format(count=len(paths), folder=paths[0].parent))


def _touched(before: _Owner, after: _Owner, change: Change) -> set[int]:
    """Return everybody who has other pixels after a change than before."""
    row0, col0, row1, col1 = change.box
    old, new = before[row0:row1, col0:col1], after[row0:row1, col0:col1]
    moved = old != new
    return {*map(int, np.unique(old[moved])), *map(int, np.unique(new[moved]))} - {0}
