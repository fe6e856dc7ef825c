"""What the mouse does on the photo, in words, for the page of shortcuts."""

from __future__ import annotations

from dataclasses import dataclass

from portrait_studio.ui.marked import marked


@dataclass(frozen=True)
class GestureText:
    """One gesture: what it does and how it is made, marked in the context "gestures".

    Attributes
    ----------
    what, how : str
    serves : tuple of (str, str)
        The tools whose gesture it is, by id, with the button that begins it: "left" or "right".
        Empty for what every tool does.
    """

    what: str
    how: str
    serves: tuple[tuple[str, str], ...] = ()


GESTURES = (
    GestureText(
        marked("gestures", "Give regions to the chosen person"),
        marked("gestures", "Click or drag"),
        (("give", "left"),),
    ),
    GestureText(
        marked("gestures", "Not this person"),
        marked("gestures", "Right click or Shift+click"),
        (("give", "right"),),
    ),
    GestureText(
        marked("gestures", "Not a person"),
        marked("gestures", "Right click, nobody chosen"),
        (("give", "right"),),
    ),
    GestureText(
        marked("gestures", "Choose the person under the cursor"),
        marked("gestures", "Alt+click"),
    ),
    GestureText(
        marked("gestures", "Paint pixels for the chosen person"),
        marked("gestures", "Brush: drag"),
        (("brush", "left"),),
    ),
    GestureText(
        marked("gestures", "Give pixels to nobody"),
        marked("gestures", "Eraser: drag; brush: right-drag"),
        (("eraser", "left"), ("eraser", "right"), ("brush", "right")),
    ),
    GestureText(
        marked("gestures", "Add a person who was missed"),
        marked("gestures", "Add person: drag a box"),
        (("add_person", "left"),),
    ),
    GestureText(
        marked("gestures", "Make two people of one"),
        marked("gestures", "Split person: drag over one of the two"),
        (("split", "left"),),
    ),
    GestureText(
        marked("gestures", "Move a seed"),
        marked("gestures", "Move seeds: drag it"),
        (("seeds", "left"),),
    ),
    GestureText(
        marked("gestures", "Delete a seed"),
        marked("gestures", "Move seeds: right click"),
        (("seeds", "right"),),
    ),
    GestureText(
        marked("gestures", "Break off what the mouse has begun"),
        marked("gestures", "Esc"),
    ),
    GestureText(marked("gestures", "Zoom at the cursor"), marked("gestures", "Wheel")),
    GestureText(
        marked("gestures", "Move the photo"),
        marked("gestures", "Middle button or Space, and drag"),
    ),
    GestureText(
        marked("gestures", "Move the photo with the tool for it"),
        marked("gestures", "Pan: drag"),
        (("pan", "left"), ("pan", "right")),
    ),
)
