"""Frozen dataclasses as JSON and arrays, and back; what is expected is read off their types.

A field that is added to a dataclass is stored from then on without a word here; if it has a
default, files from before it can still be read.
"""

from __future__ import annotations

import dataclasses
import math
import types
from collections.abc import Collection, Mapping
from typing import Any, Union, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]


def encode(value: Any, arrays: Arrays, *, place: str, without: Collection[str] = ()) -> Any:
    """Return `value` as JSON; arrays go into `arrays`, under the name that stands in the JSON.

    Parameters
    ----------
    value
        A dataclass of dataclasses, tuples, mappings, arrays, texts, numbers and None.
    arrays : dict
        Added to.
    place : str
        Begins the names of the arrays.
    without : collection of str
        Fields of `value` itself that are not stored.

    Raises
    ------
    TypeError
        Something else.
    ValueError
        A number that is not finite.
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{place} is not finite")
        return float(value)
    if isinstance(value, np.ndarray):
        arrays[place] = value
        return place
    if isinstance(value, tuple | list):
        return [encode(item, arrays, place=f"{place}.{i}") for i, item in enumerate(value)]
    if isinstance(value, Mapping):
        return {str(k): encode(item, arrays, place=f"{place}.{k}") for k, item in value.items()}
    if dataclasses.is_dataclass(value):
        return {
            name: encode(getattr(value, name), arrays, place=f"{place}.{name}")
            for name in _stored(type(value), without)
        }
    raise TypeError(f"{place} is a {type(value).__name__}, which is not stored")


def decode(hint: Any, value: Any, arrays: Arrays, *, without: Collection[str] = ()) -> Any:
    """Return what `encode` was given.

    Parameters
    ----------
    hint
        The type it had.
    value
        The JSON.
    arrays : dict
        Those that are used are taken out.
    without : collection of str
        As for `encode`.

    Raises
    ------
    ValueError
        It is not of that type, or the dataclass itself refuses it.
    """
    origin = get_origin(hint)
    if dataclasses.is_dataclass(hint):
        return _decode_record(hint, value, arrays, without)
    if origin in (Union, types.UnionType):
        return _decode_union(get_args(hint), value, arrays)
    if origin is np.ndarray:
        return _take(hint, value, arrays)
    if origin is tuple:
        return _decode_tuple(get_args(hint), value, arrays)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        _expect(value, dict)
        return {key: decode(get_args(hint)[1], item, arrays) for key, item in value.items()}
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    _expect(value, hint)
    return value


def _stored(record: Any, without: Collection[str]) -> list[str]:
    return [f.name for f in dataclasses.fields(record) if f.init and f.name not in without]


def _decode_record(hint: Any, value: Any, arrays: Arrays, without: Collection[str]) -> Any:
    _expect(value, dict)
    names, hints = _stored(hint, without), get_type_hints(hint)
    unknown = sorted(value.keys() - names)
    if unknown:
        raise ValueError(f"{hint.__name__} has nothing called {unknown[0]!r} in this version")
    fields = {name: decode(hints[name], value[name], arrays) for name in names if name in value}
    try:
        return hint(**fields)
    except TypeError as error:
        raise ValueError(f"{hint.__name__} is incomplete") from error


def _decode_union(choices: tuple[Any, ...], value: Any, arrays: Arrays) -> Any:
    if value is None and type(None) in choices:
        return None
    (hint,) = (choice for choice in choices if choice is not type(None))
    return decode(hint, value, arrays)


def _decode_tuple(items: tuple[Any, ...], value: Any, arrays: Arrays) -> tuple[Any, ...]:
    _expect(value, list)
    if len(items) == 2 and items[1] is Ellipsis:
        items = (items[0],) * len(value)
    if len(items) != len(value):
        raise ValueError(f"{len(items)} values were expected, there are {len(value)}")
    return tuple(decode(hint, item, arrays) for hint, item in zip(items, value, strict=True))


def _take(hint: Any, place: Any, arrays: Arrays) -> NDArray[Any]:
    _expect(place, str)
    if place not in arrays:
        raise ValueError(f"the array {place!r} is missing")
    values = arrays.pop(place)
    (kind,) = get_args(get_args(hint)[1])
    if values.dtype != np.dtype(kind):
        raise ValueError(f"{place} is {values.dtype}, not {np.dtype(kind)}")
    if values.dtype.kind == "f" and np.isnan(values).any():
        raise ValueError(f"{place} holds something that is no number")
    return values


def _expect(value: Any, kind: type) -> None:
    # True is an int for Python, not for us.
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ValueError(f"{kind.__name__} was expected, not {type(value).__name__}")
