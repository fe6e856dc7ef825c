"""The table of tools: what each mouse button begins, and how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt

from portrait_studio.ui.tools.add_person import AddByBox
from portrait_studio.ui.tools.brush import Brush, Eraser
from portrait_studio.ui.tools.forbid import Forbid
from portrait_studio.ui.tools.gesture import Gesture
from portrait_studio.ui.tools.give import Give
from portrait_studio.ui.tools.seeds import DeleteASeed, MoveASeed
from portrait_studio.ui.tools.split import Split

_Cursor = Qt.CursorShape


@dataclass(frozen=True)
class Tool:
    """One tool.

    Attributes
    ----------
    id
        Its name in code; the action that takes it is called ``tool_`` and this.
    left, right
        Gesture of each button; right also serves Shift and left. None pans.
    size
        What `[` and `]` change: the brush, the piece a click takes, or nothing.
    early
        Whether it works while the people are still looked for.
    cursor
        Over the photo.
    """

    id: str
    left: type[Gesture] | None
    right: type[Gesture] | None
    size: Literal["brush", "piece", ""] = ""
    early: bool = False
    cursor: Qt.CursorShape = _Cursor.CrossCursor


TOOLS = (
    Tool("give", Give, Forbid, size="piece"),
    Tool("brush", Brush, Eraser, size="brush"),
    Tool("eraser", Eraser, Eraser, size="brush"),
    Tool("add_person", AddByBox, None, early=True),
    Tool("split", Split, None),
    Tool("seeds", MoveASeed, DeleteASeed, cursor=_Cursor.PointingHandCursor),
    Tool("pan", None, None, cursor=_Cursor.OpenHandCursor),
)
TOOLS_BY_ID = {tool.id: tool for tool in TOOLS}
