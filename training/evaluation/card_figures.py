"""The figures of a network for the ``[figures]`` table of its card."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tomli_w

from training.evaluation.results import Results
from training.evaluation.subjects import Subject

_MASK_FIELDS = ("person_iou", "mean_iou", "boundary_iou")
_LEVELS = (0.5, 0.7, 0.8, 0.9)


def figures_for_card(results: Results, name: str) -> dict[str, Any]:
    """Return the figures of one network as tables by measure.

    Shares rounded to four places; a measure that was not run is absent.

    Raises
    ------
    KeyError
        When nothing was measured for a network of that name.
    """
    figures = {
        **_mask_figures(results, name),
        **_box_figures(results, name),
        **_border_figures(results, name),
        **_people_figures(results, name),
    }
    if not figures:
        raise KeyError(f"nothing was measured for a network named {name!r}")
    photos = {_key(subset): count for subset, count in results.photos.items()}
    return {"measured_on": "val", "photos": photos, **figures}


def write_figures(card: Path, figures: dict[str, Any]) -> None:
    """Put the figures into the card's ``[figures]`` table; the rest of the card stays.

    Comments in the card are lost: cards of our own networks are written by the exporter and have
    none.
    """
    table = tomllib.loads(card.read_text(encoding="utf-8"))
    table["figures"] = figures
    beside = card.with_suffix(".part")
    beside.write_text(tomli_w.dumps(table), encoding="utf-8")
    beside.replace(card)


def write_cards(subjects: Iterable[Subject], results: Results) -> None:
    """Write what was measured into the card of every network of this project.

    What a close-up network adds stands on its own card. A network that only detects keeps its
    figures where no boxes were measured.
    """
    for subject in subjects:
        if subject.ours and (subject.gives_mask or results.boxes):
            card = (subject.networks and subject.networks.close_up) or subject.card
            write_figures(card.path, figures_for_card(results, subject.name))


def _mask_figures(results: Results, name: str) -> dict[str, Any]:
    return {
        field: {
            _key(subset): round(getattr(scores, field), 4)
            for subset, scores in sorted(row.scores.items())
        }
        for row in results.masks
        if row.name == name
        for field in _MASK_FIELDS
    }


def _box_figures(results: Results, name: str) -> dict[str, Any]:
    rows = [row for row in results.boxes if row.name == name]
    subsets = [(_key(subset), p) for row in rows for subset, p in sorted(row.precision.items())]
    if not subsets:
        return {}
    return {
        "box_ap": {subset: round(precision.mean, 4) for subset, precision in subsets},
        "box_ap50": {subset: round(precision.at(0.5), 4) for subset, precision in subsets},
    }


def _border_figures(results: Results, name: str) -> dict[str, Any]:
    found = {
        _key(row.kind): round(row.counts.f_score, 4) for row in results.borders if row.name == name
    }
    return {"border_f": found} if found else {}


def _people_figures(results: Results, name: str) -> dict[str, Any]:
    row = next((row for row in results.people if row.network == name and row.default), None)
    if row is None:
        return {}
    levels = {f"ap{round(100 * level)}": round(row.precision.at(level), 4) for level in _LEVELS}
    return {"people_ap": {"ap": round(row.precision.mean, 4), **levels}}


def _key(subset: str) -> str:
    return subset.replace(" ", "_")
