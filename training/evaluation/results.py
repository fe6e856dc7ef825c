"""Everything that one run of the evaluation measured."""

import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from typing import Any

from portrait_studio.inference.threads import physical_cores
from training.evaluation.border_maps import BorderRow
from training.evaluation.people import PeopleRow
from training.evaluation.people_boxes import BoxRow
from training.evaluation.person_masks import MaskRow

_PACKAGES = ("numpy", "onnxruntime", "opencv-python", "scikit-image", "scipy")


@dataclass(frozen=True)
class Circumstances:
    """When and where it was measured."""

    day: date
    cores: int
    threads: int
    versions: Mapping[str, str]


@dataclass(frozen=True)
class Results:
    """The rows of every table; `photos` counts the photos of each subset."""

    circumstances: Circumstances
    photos: Mapping[str, int]
    masks: tuple[MaskRow, ...] = ()
    milliseconds: Mapping[str, float] = field(default_factory=dict)
    boxes: tuple[BoxRow, ...] = ()
    borders: tuple[BorderRow, ...] = ()
    people: tuple[PeopleRow, ...] = ()


def circumstances(*, threads: int) -> Circumstances:
    """Return the circumstances of a run that starts now."""
    versions = {"Python": platform.python_version()}
    versions.update({name: version(name) for name in _PACKAGES})
    return Circumstances(date.today(), physical_cores(), threads, versions)


def figures_for_card(results: Results, name: str) -> dict[str, Any]:
    """Return the figures of one network for the ``[figures]`` table of its card.

    Tables by measure, numbers rounded to four places; a measure that was not run is absent.

    Raises
    ------
    KeyError
        When nothing was measured for a network of that name.
    """
    figures: dict[str, Any] = {"measured_on": "val", "photos": dict(results.photos)}
    for mask in (row for row in results.masks if row.name == name):
        for field_name in ("person_iou", "mean_iou", "boundary_iou"):
            figures[field_name] = {
                _key(subset): round(getattr(scores, field_name), 4)
                for subset, scores in sorted(mask.scores.items())
            }
    for box in (row for row in results.boxes if row.name == name):
        for label, level in (("box_ap", None), ("box_ap50", 0.5)):
            figures[label] = {
                _key(subset): _rounded(p.mean if level is None else p.at(level))
                for subset, p in sorted(box.precision.items())
            }
    for border in (row for row in results.borders if row.name == name):
        figures[f"border_f_{_key(border.kind)}"] = round(border.counts.f_score, 4)
    for people in (row for row in results.people if row.network == name and row.default):
        levels = {f"ap{round(100 * t)}": people.precision.at(t) for t in (0.5, 0.7, 0.8, 0.9)}
        figures["people_ap"] = {
            key: _rounded(value) for key, value in {"ap": people.precision.mean, **levels}.items()
        }
    if len(figures) == 2:
        raise KeyError(f"nothing was measured for a network named {name!r}")
    figures["photos"] = {_key(subset): count for subset, count in results.photos.items()}
    return figures


def _key(subset: str) -> str:
    return subset.replace(" ", "_")


def _rounded(value: float) -> float:
    return round(value, 4)
