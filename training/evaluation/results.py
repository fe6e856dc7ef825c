"""Everything that one run of the evaluation measured."""

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version

from portrait_studio.inference.threads import physical_cores
from training.evaluation.border_maps import BorderRow
from training.evaluation.people import PeopleRow
from training.evaluation.people_boxes import BoxRow
from training.evaluation.person_masks import MaskRow

_PACKAGES = ("numpy", "onnxruntime", "opencv-python", "scikit-image", "scipy")


@dataclass(frozen=True)
class Circumstances:
    """When and where it was measured.

    ``load`` is how many processes wanted a core in the minute before, None where unknown: times
    from a busy machine compare the networks with each other only.
    """

    day: date
    cores: int
    threads: int
    versions: Mapping[str, str]
    load: float | None = None


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
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return Circumstances(date.today(), physical_cores(), threads, versions, load)
