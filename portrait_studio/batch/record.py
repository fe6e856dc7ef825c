"""What a batch remembers of one photo: one small file, written before and after its results.

A record says of every result which bytes this batch wrote. So the next run knows what is done,
takes up what was cut off in the middle, and never takes somebody else's file for its own.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from portrait_studio.batch.store import HIDDEN, Store

RECORDS = f"{HIDDEN}/records"
"""The folder of all records."""

_VERSION = 1


@dataclass(frozen=True)
class Record:
    """One photo's entry.

    Attributes
    ----------
    source, stamp, digest : str
        The photo: its address, its state without reading it, the sha256 of its file.
    settings : str
        `BatchSettings.key` it was done with.
    done : bool
        False while the results are being put to their places.
    files : dict of str to str
        Names of the results below the folder, each with its sha256.
    earlier : dict of str to list of str
        What results of the state before may be there still, while not `done`.
    people, doubt, review
        As in `Outcome`.
    """

    source: str
    stamp: str
    digest: str
    settings: str
    done: bool
    files: dict[str, str]
    earlier: dict[str, list[str]] = field(default_factory=dict)
    people: int = 0
    doubt: float = 0.0
    review: bool = False

    def wrote(self) -> dict[str, list[str]]:
        """Return every name with all contents this batch may have left under it."""
        names = {**dict.fromkeys(self.earlier), **dict.fromkeys(self.files)}
        return {
            name: [*self.earlier.get(name, []), *([self.files[name]] if name in self.files else [])]
            for name in names
        }


def record_name(place: str) -> str:
    """Return the name of a place's record; spread over folders, for there may be a million."""
    digest = sha256(_bytes(place)).hexdigest()
    return f"{RECORDS}/{digest[:2]}/{digest[2:34]}.json"


def part_name(place: str) -> str:
    """Return the name under which a photo's share of a file of all photos is kept."""
    digest = sha256(_bytes(place)).hexdigest()
    return f"{HIDDEN}/parts/{digest[:2]}/{digest[2:34]}.json"


def _bytes(place: str) -> bytes:
    # On Linux a name may be any bytes; Python keeps those that are no UTF-8 as surrogates.
    return place.encode("utf-8", "surrogateescape")


def read_record(store: Store, place: str) -> Record | None:
    """Return a place's record, None where there is none that can be understood.

    Raises
    ------
    ExportError
        If the store refuses.
    """
    content = store.read(record_name(place))
    try:
        values: dict[str, Any] = json.loads(content or b"null") or {}
        return Record(**values["record"]) if values["version"] == _VERSION else None
    except (ValueError, KeyError, TypeError):
        return None


def write_record(store: Store, place: str, record: Record) -> None:
    """Write a place's record; raises ExportError if the store refuses."""
    values = {"version": _VERSION, "place": place, "record": asdict(record)}
    store.write(record_name(place), (json.dumps(values, indent=1) + "\n").encode())
