"""What an edit moved, in words: "Anna +2.1 %, Ben −2.1 %"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from portrait_studio.ui.names import Named, name_of, numbered
from portrait_studio.ui.numbers import with_digits

_ONE_DIGIT_FROM = 0.05  # per cent
_TWO_DIGITS_FROM = 0.005


def moved_text(moved: Mapping[int, float], people: Iterable[Named]) -> str:
    """Return who gained and lost how much of the photo, the largest first.

    Parameters
    ----------
    moved
        Change of everybody's share of the photo, 0..1.
    people
        Give the names.
    """
    names = {who.id: name_of(who) for who in people}
    ordered = sorted(moved.items(), key=lambda item: (-abs(item[1]), item[0]))
    parts = [
        f"{names.get(person, numbered(person))} {_signed(100 * share)}"
        for person, share in ordered
        if abs(100 * share) >= _TWO_DIGITS_FROM
    ]
    if parts:
        return ", ".join(parts)
    return QCoreApplication.translate("people", "Nothing moved.")


def _signed(per_cent: float) -> str:
    digits = 1 if abs(per_cent) >= _ONE_DIGIT_FROM else 2
    sign = "+" if per_cent > 0 else "−"
    return f"{sign}{with_digits(abs(per_cent), digits)} %"
