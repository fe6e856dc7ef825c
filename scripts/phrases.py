"""Every pattern of an error that can reach the window, as it stands in the sources.

The parts of the program that know no window make sentences with `StudioError` and `Phrase`; the
window translates their patterns. They must be literal, or the translators would never see them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SPEAKERS = ("assets.py", "core", "inference", "workers", "document", "ui")
"""What the window is made of; the command line and its batches speak English."""

_FIRST_MAKERS = frozenset({"Phrase", "StudioError"})


@dataclass(frozen=True)
class Sentence:
    """One place in the sources that makes a sentence.

    Attributes
    ----------
    place : str
        File and line, for messages.
    pattern : str or None
        None where it is not literal.
    fields : frozenset of str
        Names of the values that are put in; None of them are known where a mapping is unpacked.
    """

    place: str
    pattern: str | None
    fields: frozenset[str] | None


def sentences(package: Path) -> tuple[Sentence, ...]:
    """Return every place that makes a sentence; `package` is the folder of the program."""
    trees = {path: _tree(path) for path in _files(package)}
    makers = _makers((*trees.values(), _tree(package / "errors.py")))
    return tuple(
        _sentence(f"{path.relative_to(package)}:{call.lineno}", call)
        for path, tree in trees.items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _name(call.func) in makers
    )


def _files(package: Path) -> Iterator[Path]:
    for name in SPEAKERS:
        found = package / name
        yield from sorted(found.rglob("*.py")) if found.is_dir() else (found,)


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _makers(trees: Iterable[ast.Module]) -> frozenset[str]:
    """Names of what is called with a pattern; an error with a beginning of its own is not."""
    makers = _FIRST_MAKERS
    classes = [
        node
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and not _has_own_beginning(node)
    ]
    while True:
        derived = {one.name for one in classes if {_name(base) for base in one.bases} & makers}
        if derived <= makers:
            return makers
        makers |= derived


def _has_own_beginning(node: ast.ClassDef) -> bool:
    return any(isinstance(part, ast.FunctionDef) and part.name == "__init__" for part in node.body)


def _sentence(place: str, call: ast.Call) -> Sentence:
    first = call.args[0] if call.args else None
    literal = first.value if isinstance(first, ast.Constant) else None
    names = [word.arg for word in call.keywords]
    known = None if None in names else frozenset(name for name in names if name is not None)
    return Sentence(place, literal if isinstance(literal, str) else None, known)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""
