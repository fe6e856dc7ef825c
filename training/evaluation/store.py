"""What was measured before, one JSON file a network and measure, so that nothing is done twice."""

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from portrait_studio.inference.cards import Card

Record = dict[str, Any]
_WRITE_EVERY = 20


def card_key(card: Card) -> str:
    """Return what identifies a network and the way it is run; figures and prose do not count."""
    outputs = ";".join(repr(output) for output in card.outputs)
    farther = "".join(repr(look) for look in card.farther)
    mirror = f"|{card.mirror_long_side}" if card.mirror_long_side else ""
    return f"{card.sha256}|{card.input!r}|{outputs}{farther}{mirror}"


def content_key(paths: Iterable[Path]) -> str:
    """Return a digest of files, in order of their names: other content may give other results."""
    digest = sha256()
    for path in sorted(paths):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


class Shelf:
    """The records of one measure by photo name; written beside and renamed, never half.

    Parameters
    ----------
    folder
        Where the files lie; made when first written.
    label
        Beginning of the file name, for people who look into the folder.
    key
        Everything the records depend on besides the photo.
    """

    def __init__(self, folder: Path, *, label: str, key: Iterable[str]) -> None:
        digest = sha256("\n".join(key).encode()).hexdigest()[:16]
        plain = "".join(c if c.isalnum() else "-" for c in label)
        self._path = folder / f"{plain}-{digest}.json"
        self._records: dict[str, Record] = {}
        self._unwritten = 0
        if self._path.is_file():
            self._records = json.loads(self._path.read_text(encoding="utf-8"))

    def __contains__(self, name: str) -> bool:
        return name in self._records

    def __getitem__(self, name: str) -> Record:
        return self._records[name]

    def put(self, name: str, record: Record) -> None:
        """Keep a record; the file follows every few records and at `flush`."""
        self._records[name] = record
        self._unwritten += 1
        if self._unwritten >= _WRITE_EVERY:
            self.flush()

    def flush(self) -> None:
        """Write what is not written yet."""
        if self._unwritten == 0:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".part")
        beside.write_text(json.dumps(self._records), encoding="utf-8")
        beside.replace(self._path)
        self._unwritten = 0
