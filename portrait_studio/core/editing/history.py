"""Edits that were made, in order, and the state after each of them, undone or not."""

from __future__ import annotations

import math
from collections.abc import Iterable

from portrait_studio.core.editing.applying import applied, wording
from portrait_studio.core.editing.edits import Edit, Looks, with_looks
from portrait_studio.core.editing.state import EditState

# States that are kept; others are made again from the nearest before. After closer looks a state
# holds claims to pixels of its own, ten megabytes of them in a photo of many people.
KEPT = 12


class History:
    """A line of edits with a place in it.

    Parameters
    ----------
    first : EditState
        Before all edits.
    """

    def __init__(self, first: EditState) -> None:
        self._first = first
        self._edits: list[Edit] = []
        self._texts: list[str] = []
        self._states: dict[int, EditState] = {}
        self._index = 0

    @property
    def index(self) -> int:
        """How many edits are done and not undone."""
        return self._index

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All edits, those that were undone last."""
        return tuple(self._edits)

    @property
    def state(self) -> EditState:
        """The state at the place of the history."""
        return self.at(self._index)

    @property
    def texts(self) -> tuple[str, ...]:
        """What each of the edits did, in words."""
        return tuple(self._texts)

    def do(self, edit: Edit) -> EditState:
        """Make an edit; what was undone is gone. Raises EditError and changes nothing."""
        before = self.state
        state = applied(before, edit)
        for index in range(self._index + 1, len(self._edits) + 1):
            self._states.pop(index, None)
        self._edits[self._index :] = [edit]
        self._texts[self._index :] = [wording(before, edit)]
        self._index += 1
        self._keep(self._index, state)
        return state

    def amend(self, index: int, looks: Looks) -> None:
        """Add looks to the edit that led to `index`, undone or not.

        What came later is made again when it is wanted. Raises EditError and changes nothing if
        the looks are not possible.
        """
        edit, before = with_looks(self._edits[index - 1], looks), self.at(index - 1)
        state = self.at(index).looked(looks, before=before)
        for later in range(index, len(self._edits) + 1):
            self._states.pop(later, None)
        self._edits[index - 1] = edit
        self._keep(index, state)

    def at(self, index: int) -> EditState:
        """Return the state after `index` edits, undone or not."""
        near = max((at for at in self._states if at <= index), default=0)
        state = self._states[near] if near else self._first
        for at in range(near, index):
            state = applied(state, self._edits[at])
            self._keep(at + 1, state)
        return state

    def go(self, index: int) -> EditState:
        """Go to the state after `index` edits.

        Raises
        ------
        IndexError
            There are not so many.
        """
        if not 0 <= index <= len(self._edits):
            raise IndexError(f"there are {len(self._edits)} edits, not {index}")
        state = self.at(index)
        self._index = index
        return state

    def replay(self, edits: Iterable[Edit]) -> None:
        """Make edits one after the other."""
        for edit in edits:
            self.do(edit)

    def _keep(self, index: int, state: EditState) -> None:
        self._states[index] = state
        if len(self._states) > KEPT:
            del self._states[self._least_missed(index)]

    def _least_missed(self, index: int) -> int:
        """Which kept state to do without at `index`.

        Without it, so many more edits are made again as lie between it and the one before; and
        the farther from here, the later it will be wanted. What stays is dense near here and
        sparse far away, so that no step back through a long history takes long.
        """
        known = sorted(self._states)
        edits = {at: at - before for before, at in zip([0, *known], known, strict=False)}
        return min(known, key=lambda at: edits[at] / abs(at - index) if at != index else math.inf)
