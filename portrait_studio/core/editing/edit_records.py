"""Edits as plain dictionaries and back, for project files; what comes in is checked to the bone."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from numbers import Integral, Real
from types import MappingProxyType
from typing import Any, get_args

from portrait_studio.core.editing.edits import Edit
from portrait_studio.core.editing.looks import LARGEST, Look
from portrait_studio.errors import EditError

LONGEST_NAME = 200
MOST_POINTS = 1_000_000
_LARGEST = 10_000_000.0  # pixels; larger than any photo that can be opened

KINDS: Mapping[str, type[Edit]] = MappingProxyType(
    {re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower(): kind for kind in get_args(Edit)}
)
_NAMES = {kind: name for name, kind in KINDS.items()}


def edit_to_dict(edit: Edit) -> dict[str, Any]:
    """Return an edit as a dictionary that JSON can hold, its type under "kind".

    Examples
    --------
    >>> from portrait_studio.core.editing.edits import AddSeeds
    >>> edit_to_dict(AddSeeds(((3.0, 4.5),), person=2))
    {'kind': 'add_seeds', 'points': ((3.0, 4.5),), 'person': 2, 'radius': 0.0}
    """
    values = {field.name: getattr(edit, field.name) for field in fields(edit)}
    looks = values.pop("looks", ())
    if looks:
        values["looks"] = tuple(map(asdict, looks))
    return {"kind": _NAMES[type(edit)], **values}


def edit_from_dict(record: Mapping[str, Any]) -> Edit:
    """Return the edit of a dictionary.

    Raises
    ------
    EditError
        An unknown kind, a field missing or too many, or a value that cannot be.

    Examples
    --------
    >>> edit_from_dict({"kind": "set_name", "person": 1, "name": "Anna"})
    SetName(person=1, name='Anna')
    """
    if not isinstance(record, Mapping) or record.get("kind") not in KINDS:
        raise EditError(
            "{edit} is no edit that this version knows; update the studio.", edit=_short(record)
        )
    kind = KINDS[record["kind"]]
    names = [field.name for field in fields(kind)]
    # only where somebody had a closer look
    given = {"kind", *names} if "looks" in record else {"kind", *names} - {"looks"}
    if set(record) != given:
        raise EditError(
            "The edit {kind!r} needs exactly the fields {fields}.",
            kind=record["kind"],
            fields=", ".join(sorted(given - {"kind"}, key=names.index)),
        )
    return kind(**{name: _checked(name, record[name]) for name in names if name in record})


def checked(edit: Edit) -> Edit:
    """Return an edit with values of the plain Python types; raise EditError as `edit_from_dict`."""
    return edit_from_dict(edit_to_dict(edit))


def _checked(name: str, value: Any) -> Any:
    try:
        return _CHECKS[name](value)
    except (TypeError, ValueError) as error:
        raise EditError(
            "{value} is no {name} of an edit.", value=_short(value), name=name
        ) from error


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(value)
    number = float(value)
    if not math.isfinite(number) or abs(number) > _LARGEST:
        raise ValueError(value)
    return number


def _positive(value: Any) -> float:
    if _number(value) < 0:
        raise ValueError(value)
    return float(value)


def _id(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise TypeError(value)
    number = int(value)
    if not 0 < number < 2**31:
        raise ValueError(value)
    return number


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _point(value: Any) -> tuple[float, float]:
    row, col = _sequence(value)
    return _number(row), _number(col)


def _points(value: Any) -> tuple[tuple[float, float], ...]:
    points = tuple(map(_point, _sequence(value)))
    if not 0 < len(points) <= MOST_POINTS:
        raise ValueError(len(points))
    return points


def _box(value: Any) -> tuple[float, float, float, float]:
    row0, col0, row1, col1 = map(_number, _sequence(value))
    if not (row0 < row1 and col0 < col1):
        raise ValueError(value)
    return row0, col0, row1, col1


def _looks(value: Any) -> tuple[Look, ...]:
    return tuple(map(_look, _sequence(value)))


def _look(value: Any) -> Look:
    if not isinstance(value, Mapping) or set(value) != {"person", "place", "shape", "own"}:
        raise TypeError(value)
    rows, cols = _sequence(value["shape"])
    if not (0 < _id(rows) <= LARGEST and 0 < _id(cols) <= LARGEST):
        raise ValueError(value["shape"])
    if not isinstance(value["own"], str):
        raise TypeError(value["own"])
    look = Look(_id(value["person"]), _box(value["place"]), (rows, cols), value["own"])
    look.probability()  # raises where it is damaged
    return look


def _ids(value: Any) -> tuple[int, ...]:
    return tuple(map(_id, _sequence(value)))


def _name(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    if len(value) > LONGEST_NAME:
        raise ValueError(value)
    return value


def _colour(value: Any) -> str | None:
    if value is not None and not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise ValueError(value)
    colour: str | None = value
    return colour


def _sequence(value: Any) -> list[Any] | tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError(value)
    return value


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


_CHECKS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "points": _points,
        "origin": _point,
        "to": _point,
        "row": _number,
        "col": _number,
        "radius": _positive,
        "person": _id,
        "into": _id,
        "people": _ids,
        "box": _box,
        "looks": _looks,
        "name": _name,
        "colour": _colour,
        "visible": _flag,
        "locked": _flag,
    }
)
