"""What the mouse does on the photo, in words, for the page of shortcuts."""

from __future__ import annotations

from dataclasses import dataclass

from portrait_studio.ui.marked import marked


@dataclass(frozen=True)
class GestureText:
    """One gesture: what it does and how it is made, marked in the context "gestures"."""

    what: str
    how: str


GESTURES = (
    GestureText(
        marked("gestures", "Give regions to the chosen person"),
        marked("gestures", "Click or drag"),
    ),
    GestureText(
        marked("gestures", "Not this person"),
        marked("gestures", "Right click or Shift+click"),
    ),
    GestureText(
        marked("gestures", "Not a person"),
        marked("gestures", "Right click, nobody chosen"),
    ),
    GestureText(
        marked("gestures", "Choose the person under the cursor"),
        marked("gestures", "Alt+click"),
    ),
    GestureText(marked("gestures", "Zoom at the cursor"), marked("gestures", "Wheel")),
    GestureText(
        marked("gestures", "Move the photo"),
        marked("gestures", "Middle button or Space, and drag"),
    ),
)
