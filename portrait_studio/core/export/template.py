"""Patterns of file names such as ``{stem}.{person}.png``."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass

from portrait_studio.core.export.clean_name import LONGEST, clean_name, clean_part, shortened
from portrait_studio.errors import ExportError

FIELDS: Mapping[str, str] = {
    "stem": "name of the photo's file, without its ending",
    "person": "the person's name, or its number",
    "id": "the person's number",
    "count": "how many people the photo shows",
    "ext": "ending of the file, such as png",
}
"""What may stand in braces, and what it stands for."""

OF_A_PERSON = frozenset({"person", "id"})
_NUMBERS = ("id", "count")
_WIDTH = re.compile(r"0?[0-9]{1,2}d?")
_SHORTEST = 24  # bytes that are left of a field, however long the name


class TemplateError(ExportError):
    """A pattern of file names cannot be used."""


@dataclass(frozen=True)
class Piece:
    """Text of a template and the field that follows it, if any, with the width of a number."""

    text: str
    field: str | None = None
    width: str = ""


def parse(template: str, *, allowed: frozenset[str] = frozenset(FIELDS)) -> tuple[Piece, ...]:
    """Take a template apart.

    Parameters
    ----------
    template : str
        Text with fields in braces; ``{id:03}`` gives a number three digits; ``{{`` is a brace.
    allowed : frozenset of str
        The fields that have a value.

    Raises
    ------
    TemplateError
        One sentence saying what is wrong with it.
    """
    if not template.strip():
        raise TemplateError("The template of the file names is empty; write {stem}, for example.")
    try:
        parsed = list(string.Formatter().parse(template))
    except ValueError as error:
        raise TemplateError(
            "The template “{template}” has a brace without its partner; a field is written"
            " {{stem}}, a brace {{{{ or }}}}.",
            template=template,
        ) from error
    return tuple(_piece(template, allowed, *part) for part in parsed)


def _piece(
    template: str,
    allowed: frozenset[str],
    text: str,
    field: str | None,
    width: str | None,
    conversion: str | None,
) -> Piece:
    if "/" in text or "\\" in text:
        raise TemplateError(
            "The template “{template}” names a folder; it is for file names only, the folder is"
            " chosen apart.",
            template=template,
        )
    if field is None:
        return Piece(text)
    if field not in allowed:
        known = ", ".join(f"{{{name}}}" for name in FIELDS if name in allowed)
        raise TemplateError(
            "The template “{template}” has the field {{{field}}}, which has no value here; use"
            " {known}.",
            template=template,
            field=field,
            known=known,
        )
    if conversion or (width and not (field in _NUMBERS and _WIDTH.fullmatch(width))):
        raise TemplateError(
            "The template “{template}” asks for a form of {{{field}}} that there is not; numbers"
            " can have a width, as in {{id:03}}.",
            template=template,
            field=field,
        )
    return Piece(text, field, width or "")


def fill(
    pieces: tuple[Piece, ...], values: Mapping[str, str | int], *, ending: str, suffix: str = ""
) -> str:
    """Return the file name that a template gives, cleaned and of at most 255 bytes.

    Parameters
    ----------
    pieces : tuple of Piece
    values : mapping
        Value of each field.
    ending : str
        Without its dot; added where the template does not end in it.
    suffix : str
        Put before the ending.

    Raises
    ------
    TemplateError
        The text of the template alone is too long.
    """
    filled = {name: _clean_value(name, value) for name, value in values.items()}
    name = _join(pieces, filled, ending=ending, suffix=suffix)
    for field in ("person", "stem"):  # the longest values; of the stem more is worth keeping
        excess = len(name.encode()) - LONGEST
        times = sum(piece.field == field for piece in pieces)
        if excess > 0 and times:
            value = str(filled[field])
            longest = max(_SHORTEST, len(value.encode()) - -(-excess // times))
            filled[field] = shortened(value, longest=longest)
            name = _join(pieces, filled, ending=ending, suffix=suffix)
    if len(name.encode()) > LONGEST:
        raise TemplateError("The template makes file names of more than 255 bytes; shorten it.")
    return name


def pattern(pieces: tuple[Piece, ...], stem: str, *, ending: str) -> tuple[str, re.Pattern[str]]:
    """Beginning of the names that `fill` gives the files of one photo, and what they all match.

    For people without names: any number stands for `person`, `id` and `count`.
    """
    any_number, any_suffix = _not_in(stem + "".join(piece.text for piece in pieces))
    values = {"stem": clean_part(stem), "ext": extension(ending)}
    values |= dict.fromkeys(("person", *_NUMBERS), any_number)
    plain = tuple(Piece(piece.text, piece.field) for piece in pieces)
    name = _join(plain, values, ending=ending, suffix=any_suffix)
    expression = re.escape(name).replace(any_number, "[0-9]+").replace(any_suffix, "(-[0-9]+)*")
    return re.split(f"[{any_number}{any_suffix}]", name)[0], re.compile(expression)


def _not_in(text: str) -> tuple[str, str]:
    """Two characters of private use that a text does not have: they stand for what may vary."""
    unused = (char for code in range(0xE000, 0xF900) if (char := chr(code)) not in text)
    return next(unused), next(unused)


def extension(ending: str) -> str:
    """Last part of an ending: png of labels.png."""
    return ending.rpartition(".")[2]


def _clean_value(field: str, value: str | int) -> str | int:
    if field == "person":
        return clean_part(str(value)).strip(" .")[:80]
    return clean_part(value) if isinstance(value, str) else value


def _join(
    pieces: tuple[Piece, ...], values: Mapping[str, str | int], *, ending: str, suffix: str
) -> str:
    name = "".join(
        piece.text + (format(values[piece.field], piece.width) if piece.field else "")
        for piece in pieces
    )
    end = name[-len(ending) - 1 :]
    if not (end.isascii() and end.lower() == f".{ending}"):
        name = f"{name}.{ending}"
    name = clean_name(name)
    before = len(name) - len(ending) - 1
    return f"{name[:before]}{suffix}{name[before:]}"
