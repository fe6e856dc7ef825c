"""The document of a window: the people of one photo, every edit to them, and undo without end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from portrait_studio.core.close_ups import Asked, CloseUp
from portrait_studio.core.editing.change import Change
from portrait_studio.core.editing.edit_records import edit_to_dict
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.edits import Edit
from portrait_studio.core.project.project import Project
from portrait_studio.document.commands import EditCommand
from portrait_studio.document.edit_texts import edit_text


class Document(QObject):
    """An editor that tells its views what changes, with an undo stack on top.

    The editor keeps the edits; the stack keeps their names and where one stands among them.

    Parameters
    ----------
    editor
        Of the photo's analysis.
    parent
    project
        What the editor came from, if that was a file: its edits are the editor's.
    path
        Of that file.
    """

    changed = Signal(object)
    """A `Change`: an edit was made, undone or done again."""
    edited = Signal(int)
    """An edit was made; its number, to ask `wanted` with."""
    people_changed = Signal()
    """Something about the people may be another: names, order, shares."""
    seeds_changed = Signal()
    """Other seeds may be there."""
    modified_changed = Signal(bool)
    """Whether there is work that no file holds."""
    path_changed = Signal()
    """The document was saved under another name."""

    def __init__(
        self,
        editor: Editor,
        parent: QObject | None = None,
        *,
        project: Project | None = None,
        path: Path | None = None,
    ) -> None:
        super().__init__(parent)
        photo = editor.analysis.photo
        if project is None and photo is None:
            raise ValueError("a document needs the photo of its analysis")
        self.editor = editor
        self._project = project or Project(photo=photo, analysis=editor.analysis)  # type: ignore[arg-type]
        self._path = path
        self.undo_stack = QUndoStack(self)  # without a limit, as Qt makes them
        self._listing = False
        self._made = 0
        self._numbers: dict[int, tuple[Change, Edit]] = {}  # edits that may still get looks
        self._list(editor)
        self.undo_stack.setClean()
        self.undo_stack.cleanChanged.connect(self._tell_modified)

    @property
    def path(self) -> Path | None:
        """Where it was saved last, None if nowhere."""
        return self._path

    @property
    def title(self) -> str:
        """What it is called: by its file, else by its photo."""
        if self._path is not None:
            return self._path.name
        photo = self._project.photo.path
        return photo.name if photo is not None else self.tr("Picture")

    @property
    def modified(self) -> bool:
        """Whether there is work that no file holds."""
        return not self.undo_stack.isClean()

    def edit(self, edit: Edit) -> Change:
        """Make an edit.

        Raises
        ------
        EditError
            It cannot be made; nothing has changed.
        """
        change = self.editor.apply(edit)
        self._made += 1
        self._numbers[self._made] = change, self.editor.edits[-1]
        self._push(edit_text(change.text))
        self._tell(change)
        self.edited.emit(self._made)
        return change

    def wanted(self, number: int) -> Mapping[int, Asked]:
        """Return the closer looks that an edit asks for, by person; none if it is gone."""
        index = self._index_of(number)
        wanted = {} if index is None else self.editor.wanted(index)
        if not wanted:
            self._numbers.pop(number, None)
        return wanted

    def look(self, number: int, close_ups: Mapping[int, CloseUp]) -> None:
        """Add closer looks to an edit that asked for them, if it is still there.

        It stays one step of undo. What it moved is told anew, from before the edit on.
        """
        index = self._index_of(number)
        if index is None:
            return
        first, _ = self._numbers.pop(number)
        change = self.editor.look(close_ups, index=index)
        if self.undo_stack.isClean():  # it was saved without them
            self.undo_stack.resetClean()
        if not change.empty:
            self._tell(replace(change, moved=_added(first.moved, change.moved)))

    def _index_of(self, number: int) -> int | None:
        _, edit = self._numbers.get(number, (None, None))
        everything = (*self.editor.edits, *self.editor.undone)
        return next((at for at, one in enumerate(everything, 1) if one is edit), None)

    def undo(self) -> None:
        """Take the last edit back, if there is one."""
        self.undo_stack.undo()

    def redo(self) -> None:
        """Make the edit again that was taken back last, if there is one."""
        self.undo_stack.redo()

    def snapshot(self) -> Project:
        """Return what is saved: a value of its own, whatever is edited later."""
        return replace(
            self._project,
            edits=tuple(map(edit_to_dict, self.editor.edits)),
            undone=tuple(map(edit_to_dict, self.editor.undone)),
        )

    def saved(self, project: Project, path: Path) -> None:
        """Take note that a snapshot is in a file; what was edited since is still unsaved."""
        if path != self._path:
            self._path = path
            self.path_changed.emit()
        if project.analysis is not self._project.analysis:  # it had no people yet
            self.undo_stack.resetClean()
        elif project.edits == self.snapshot().edits:
            self.undo_stack.setClean()

    def mark_unsaved(self, path: Path | None) -> None:
        """Say that the work is in no file, though it began with edits: it was recovered."""
        self._path = path
        self.undo_stack.resetClean()
        self.path_changed.emit()

    def _list(self, editor: Editor) -> None:
        """Put what the editor has on the stack, where one can undo and redo it."""
        for text in editor.texts:
            self._push(edit_text(text))
        self._listing = True
        self.undo_stack.setIndex(editor.index)
        self._listing = False

    def _push(self, text: str) -> None:
        self.undo_stack.push(EditCommand(text, undo=self._undo, redo=self._redo))

    def _undo(self) -> None:
        if self._listing:  # the editor has undone it already
            return
        self._tell(self.editor.undo())

    def _redo(self) -> None:
        self._tell(self.editor.redo())

    # A method, not a lambda: Qt cuts it off before the stack, at its end, calls itself clean.
    def _tell_modified(self, clean: bool) -> None:
        self.modified_changed.emit(not clean)

    def _tell(self, change: Change) -> None:
        self.changed.emit(change)
        self.people_changed.emit()
        self.seeds_changed.emit()


def _added(one: Mapping[int, float], two: Mapping[int, float]) -> dict[int, float]:
    total = {person: one.get(person, 0.0) + two.get(person, 0.0) for person in {**one, **two}}
    return {person: share for person, share in total.items() if share}
