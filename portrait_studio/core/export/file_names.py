"""Which files an export of a photo consists of: a pure function, also for showing them live."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from portrait_studio.core.export.clean_name import clean_part, same_file
from portrait_studio.core.export.result import ExportedPerson
from portrait_studio.core.export.template import (
    FIELDS,
    OF_A_PERSON,
    Piece,
    extension,
    fill,
    parse,
    pattern,
)


@dataclass(frozen=True)
class Naming:
    """How a kind of file is named.

    Attributes
    ----------
    template : str
        See `template`.
    ending : str
        Without its first dot.
    each_person : bool
        Whether there is one a person; else there is one a photo.
    """

    template: str
    ending: str
    each_person: bool = False

    def pieces(self) -> tuple[Piece, ...]:
        """Return the parts of the template; raises TemplateError."""
        known = frozenset(FIELDS)
        return parse(self.template, allowed=known if self.each_person else known - OF_A_PERSON)


@dataclass(frozen=True)
class FileNames:
    """Names of the files of one photo.

    Attributes
    ----------
    people : mapping
        From a person's id to the name of its file.
    photo : mapping
        From an ending to the name of the photo's own file.
    """

    people: Mapping[int, str]
    photo: Mapping[str, str]

    def __iter__(self) -> Iterator[str]:
        yield from self.people.values()
        yield from self.photo.values()


def file_names(
    namings: Iterable[Naming], *, stem: str, people: Sequence[ExportedPerson]
) -> FileNames:
    """Return the names of all files of one photo, each different on every file system.

    A second name that would be the same file as a first gets the person's number appended.

    Raises
    ------
    TemplateError
        One sentence saying what is wrong with a template.

    Examples
    --------
    >>> people = [ExportedPerson(1, 0.9, (0, 0, 9, 9)), ExportedPerson(2, 0.9, (0, 0, 9, 9), "Ada")]
    >>> list(file_names([Naming("{stem}.{person}", "png", True)], stem="party", people=people))
    ['party.1.png', 'party.Ada.png']
    """
    used: set[str] = set()
    of_people: dict[int, str] = {}
    of_photo: dict[str, str] = {}
    for naming in namings:
        pieces = naming.pieces()
        common: dict[str, str | int] = {
            "stem": stem,
            "count": len(people),
            "ext": extension(naming.ending),
        }
        if not naming.each_person:
            of_photo[naming.ending] = _free(pieces, common, naming.ending, 0, used)
            continue
        for person in people:
            name = clean_part(person.name or "").strip(" .") or str(person.id)
            values = common | {"person": name, "id": person.id}
            of_people[person.id] = _free(pieces, values, naming.ending, person.id, used)
    return FileNames(of_people, of_photo)


def earlier_names(
    namings: Iterable[Naming], *, stem: str, present: Sequence[str]
) -> tuple[str, ...]:
    """Return which of the sorted names `present` are files that a photo of that stem replaces.

    Who is in the photo need not be known yet: every number counts as a person.
    """
    found: list[str] = []
    for naming in namings:
        beginning, expression = pattern(naming.pieces(), stem, ending=naming.ending)
        start = bisect.bisect_left(present, beginning)
        for name in present[start:]:
            if not name.startswith(beginning):
                break
            if expression.fullmatch(name):
                found.append(name)
    return tuple(dict.fromkeys(found))


def tells_photos_apart(namings: Iterable[Naming]) -> bool:
    """Whether two photos never share a file name: each template holds the stem."""
    return all(any(piece.field == "stem" for piece in naming.pieces()) for naming in namings)


def _free(
    pieces: tuple[Piece, ...],
    values: Mapping[str, str | int],
    ending: str,
    number: int,
    used: set[str],
) -> str:
    name = fill(pieces, values, ending=ending)
    suffix = ""
    while same_file(name) in used:
        suffix += f"-{number}"
        name = fill(pieces, values, ending=ending, suffix=suffix)
    used.add(same_file(name))
    return name
