"""One row of the table of settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

KINDS: dict[str, type] = {
    "switch": bool,
    "number": int,
    "choice": str,
    "text": str,
    "folder": str,
    "card": str,
    "list": list,
    "bytes": bytes,
}
"""What a setting can be, and the type of its value."""


@dataclass(frozen=True)
class Choice:
    """A value of a setting, and what it is called (marked in the context "settings")."""

    value: str
    text: str


@dataclass(frozen=True)
class SettingSpec:
    """Something that is kept from one start of the program to the next.

    Attributes
    ----------
    id
        Names it in code and in the file, which has a section for what stands before the "/".
    kind
        One of `KINDS`. "card" is a network: empty for the usual one, else its name or the path
        of its card.
    default
        What holds until something is chosen.
    group
        Page of the dialog; empty for what is only remembered.
    text, tooltip
        What the dialog says, marked in the context "settings".
    choices
        Gives what a "choice" can be.
    least, most, unit
        Of a "number".
    """

    id: str
    kind: str
    default: Any
    group: str = ""
    text: str = ""
    tooltip: str = ""
    choices: Callable[[], tuple[Choice, ...]] = tuple
    least: int = 0
    most: int = 100
    unit: str = ""

    def allows(self, value: Any) -> bool:
        """Whether a value is of the right type and among what can be chosen."""
        # In Python True is a number; in a table of settings it is none.
        if type(value) is not KINDS[self.kind]:
            return False
        if self.kind == "choice":
            return any(value == choice.value for choice in self.choices())
        return not isinstance(value, int) or self.least <= value <= self.most
