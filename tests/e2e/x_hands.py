"""Hands on an X display: real motion, buttons and keys, through the XTest extension."""

import ctypes
import ctypes.util
import shutil
from itertools import pairwise
from typing import Any

import pytest

LEFT, MIDDLE, RIGHT, WHEEL_UP, WHEEL_DOWN = range(1, 6)
_REVERT_TO_PARENT, _NOW = 2, 0


def library(name: str) -> Any:
    """Load a library of X, None where it is not installed."""
    found = ctypes.util.find_library(name)
    return ctypes.CDLL(found) if found else None


needed = [
    pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is not installed"),
    pytest.mark.skipif(library("Xtst") is None, reason="libXtst is not installed"),
]
"""Marks of a test that wants hands on a display."""


class Hands:
    """Moves the mouse of a display and presses its keys.

    Parameters
    ----------
    display
        Its name, such as ":7".
    """

    def __init__(self, display: str) -> None:
        self._x, self._test = library("X11"), library("Xtst")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        opened = self._x.XOpenDisplay(display.encode())
        assert opened, f"display {display} cannot be opened"
        self._display = ctypes.c_void_p(opened)

    def close(self) -> None:
        """Let go of the display."""
        self._x.XCloseDisplay(self._display)

    def focus(self, window: int) -> None:
        """Give the keyboard to a window, as a window manager would."""
        self._x.XSetInputFocus(self._display, ctypes.c_ulong(window), _REVERT_TO_PARENT, _NOW)
        self._x.XSync(self._display, 0)

    def move(self, x: int, y: int) -> None:
        """Move the mouse to a pixel of the screen."""
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, _NOW)
        self._x.XSync(self._display, 0)

    def button(self, number: int, *, down: bool) -> None:
        """Press or let go of a button."""
        self._test.XTestFakeButtonEvent(self._display, number, int(down), _NOW)
        self._x.XSync(self._display, 0)

    def click(self, x: int, y: int, number: int = LEFT, *, held: str = "") -> None:
        """Click at a pixel of the screen, with a key held down if one is named."""
        self.move(x, y)
        if held:
            self.hold(held, down=True)
        self.button(number, down=True)
        self.button(number, down=False)
        if held:
            self.hold(held, down=False)

    def drag(self, *places: tuple[int, int], number: int = LEFT, drop: bool = True) -> None:
        """Drag through pixels of the screen; without `drop` the button stays down."""
        self.move(*places[0])
        self.button(number, down=True)
        for (x0, y0), (x1, y1) in pairwise(places):
            for step in range(1, 9):
                self.move(x0 + (x1 - x0) * step // 8, y0 + (y1 - y0) * step // 8)
        if drop:
            self.button(number, down=False)

    def write(self, text: str) -> None:
        """Press the keys of small letters, one after the other."""
        for letter in text:
            self.key(letter)

    def key(self, keys: str) -> None:
        """Press keys together, such as "Control+z"; the names are those of X."""
        codes = [self._code(name) for name in keys.split("+")]
        for code in codes:
            self._test.XTestFakeKeyEvent(self._display, code, 1, _NOW)
        for code in reversed(codes):
            self._test.XTestFakeKeyEvent(self._display, code, 0, _NOW)
        self._x.XSync(self._display, 0)

    def hold(self, name: str, *, down: bool) -> None:
        """Press or let go of one key."""
        self._test.XTestFakeKeyEvent(self._display, self._code(name), int(down), _NOW)
        self._x.XSync(self._display, 0)

    def _code(self, name: str) -> int:
        symbol = self._x.XStringToKeysym(name.encode())
        assert symbol, f"X knows no key {name}"
        return int(self._x.XKeysymToKeycode(self._display, symbol))
