"""Figures that trainings leave behind, one JSON file each: ``{name, settings, figures}``.

``figures`` is flat: a name and a number. Files that are missing or of another form are left out,
and `read_ablations` says which.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).resolve().parents[1] / "results"


@dataclass(frozen=True)
class Ablation:
    """One training: what was switched and what it measured."""

    name: str
    settings: Mapping[str, Any]
    figures: Mapping[str, float]


def read_ablations(folder: Path = RESULTS) -> tuple[tuple[Ablation, ...], tuple[str, ...]]:
    """Return the trainings of ``folder`` by file name, and the names of files of another form."""
    found: list[Ablation] = []
    unread: list[str] = []
    for path in sorted(folder.glob("*.json")):
        ablation = _read(path)
        if ablation is None:
            unread.append(path.name)
        else:
            found.append(ablation)
    return tuple(found), tuple(unread)


def _read(path: Path) -> Ablation | None:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        figures = {str(key): float(value) for key, value in values["figures"].items()}
        return Ablation(str(values["name"]), dict(values.get("settings", {})), figures)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
