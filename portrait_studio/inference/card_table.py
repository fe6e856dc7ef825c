"""Read the fields of a card's table, and say clearly which one is wrong and what is allowed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from portrait_studio.errors import NetworkError, Phrase

_REQUIRED: Any = object()
_A_TABLE = Phrase("a table")


class CardTable:
    """One table of a card; every read names the key, so every error can.

    Parameters
    ----------
    values
        The table as `tomllib` gives it.
    card
        Path of the card, for messages.
    prefix
        How the table is called in messages, e.g. ``"input."``.
    """

    def __init__(self, values: dict[str, Any], *, card: Path, prefix: str = "") -> None:
        self._values = values
        self._card = card
        self._prefix = prefix
        self._read: set[str] = set()

    def wrong(self, key: str, allowed: Phrase) -> NetworkError:
        """Return the error for a key that holds something else than what is allowed."""
        name = self._prefix + key
        if key not in self._values:
            return NetworkError(
                'The card {card}: "{name}" is missing; it must be {allowed}.',
                card=self._card,
                name=name,
                allowed=allowed,
            )
        return NetworkError(
            'The card {card}: "{name}" is {value!r}; it must be {allowed}.',
            card=self._card,
            name=name,
            value=self._values[key],
            allowed=allowed,
        )

    def text(self, key: str, *, default: str = _REQUIRED) -> str:
        """Return a text that is not empty."""
        allowed = Phrase("a text")
        value = self._get(key, default, allowed)
        if not isinstance(value, str) or not value:
            raise self.wrong(key, allowed)
        return value

    def choice(self, key: str, allowed: Sequence[str], *, default: str = _REQUIRED) -> str:
        """Return one of the allowed words."""
        words = Phrase("one of {words}", words=", ".join(f'"{word}"' for word in allowed))
        value = self._get(key, default, words)
        if value not in allowed:
            raise self.wrong(key, words)
        return str(value)

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        allowed = Phrase("true or false")
        value = self._get(key, default, allowed)
        if not isinstance(value, bool):
            raise self.wrong(key, allowed)
        return value

    def integer(self, key: str, *, minimum: int, default: int = _REQUIRED) -> int:
        """Return a whole number of at least `minimum`."""
        allowed = Phrase("a whole number of at least {minimum}", minimum=minimum)
        value = self._get(key, default, allowed)
        if isinstance(value, bool) or not isinstance(value, int) or value < minimum:
            raise self.wrong(key, allowed)
        return value

    def number(self, key: str, *, low: float, high: float, default: float = _REQUIRED) -> float:
        """Return a number of low..high."""
        allowed = Phrase("a number of {low:g} to {high:g}", low=low, high=high)
        value = self._get(key, default, allowed)
        if not _is_number(value) or not low <= value <= high:
            raise self.wrong(key, allowed)
        return float(value)

    def numbers(
        self, key: str, *, count: int, nonzero: bool = False, default: Any = _REQUIRED
    ) -> tuple[float, ...]:
        """Return a list of exactly `count` numbers."""
        any_numbers = Phrase("a list of {count} numbers", count=count)
        not_zero = Phrase("a list of {count} numbers, none of them 0", count=count)
        allowed = not_zero if nonzero else any_numbers
        value = self._get(key, default, allowed)
        good = isinstance(value, list | tuple) and len(value) == count
        if not good or not all(_is_number(v) and not (nonzero and v == 0) for v in value):
            raise self.wrong(key, allowed)
        return tuple(float(v) for v in value)

    def integers(
        self, key: str, *, count: int | None = None, default: Any = _REQUIRED
    ) -> tuple[int, ...]:
        """Return a list of whole numbers of at least 1, of the given length if there is one."""
        so_many = Phrase("a list of {count} whole numbers above 0", count=count)
        allowed = so_many if count else Phrase("a list of one or more whole numbers above 0")
        value = self._get(key, default, allowed)
        good = isinstance(value, list | tuple) and len(value) == (count or len(value)) > 0
        if not good or not all(_is_number(v) and isinstance(v, int) and v > 0 for v in value):
            raise self.wrong(key, allowed)
        return tuple(value)

    def table(self, key: str) -> "CardTable":
        """Return a table inside this one."""
        value = self._get(key, _REQUIRED, _A_TABLE)
        if not isinstance(value, dict):
            raise self.wrong(key, _A_TABLE)
        return CardTable(value, card=self._card, prefix=f"{self._prefix}{key}.")

    def free_table(self, key: str) -> dict[str, Any]:
        """Return a table whose content is not checked; an absent one is empty."""
        value = self._get(key, {}, _A_TABLE)
        if not isinstance(value, dict):
            raise self.wrong(key, _A_TABLE)
        return value

    def tables(self, key: str, *, required: bool = True) -> list["CardTable"]:
        """Return a list of tables that is not empty; of none if the key may be missing, and is."""
        allowed = Phrase("one or more tables [[{key}]]", key=key)
        value = self._get(key, _REQUIRED if required else None, allowed)
        if value is None:
            return []
        if not isinstance(value, list) or not value or not all(isinstance(v, dict) for v in value):
            raise self.wrong(key, allowed)
        return [
            CardTable(v, card=self._card, prefix=f"{self._prefix}{key}[{i}].")
            for i, v in enumerate(value)
        ]

    def finish(self) -> None:
        """Raise a NetworkError if the table has a key that nobody asked for."""
        for key in self._values:
            if key not in self._read:
                known = ", ".join(sorted(self._read))
                raise NetworkError(
                    'The card {card}: "{name}" is not a known key; known here: {known}.',
                    card=self._card,
                    name=self._prefix + key,
                    known=known,
                )

    def _get(self, key: str, default: Any, allowed: Phrase) -> Any:
        self._read.add(key)
        if key in self._values:
            return self._values[key]
        if default is _REQUIRED:
            raise self.wrong(key, allowed)
        return default


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
