"""One run of the evaluation: every table, from what is kept and what is new."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import portrait_studio
from portrait_studio.inference.threads import default_threads
from training import metrics
from training.evaluation.border_maps import border_rows
from training.evaluation.forward_time import forward_ms
from training.evaluation.people import people_rows
from training.evaluation.people_boxes import box_rows
from training.evaluation.person_masks import mask_rows
from training.evaluation.photos import SUBSETS, Sample, subsets_of, val_samples
from training.evaluation.results import Results, circumstances
from training.evaluation.store import content_key
from training.evaluation.subjects import CLOSER_CODE, Subject, our_subjects, peer_subjects
from training.evaluation.ways import all_ways

PARTS = ("masks", "ms", "boxes", "people", "borders")


@dataclass(frozen=True)
class Plan:
    """What to measure, on what, and where to keep it.

    `networks` names ours (None: all bundled); `parts` are of `PARTS`.
    """

    data: Path
    peers: Path
    cache: Path
    networks: tuple[str, ...] | None = None
    sources: tuple[str, ...] | None = None
    limit: int | None = None
    parts: Collection[str] = PARTS
    threads: int | None = None


@dataclass(frozen=True, eq=False)
class Field:
    """The networks and photos of a plan."""

    samples: tuple[Sample, ...]
    ours: tuple[Subject, ...]
    peers: tuple[Subject, ...]

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Every network, ours first."""
        return (*self.ours, *self.peers)


def open_field(plan: Plan) -> Field:
    """Find the photos and networks of a plan.

    Raises
    ------
    StudioError
        When the data set or a named network is missing.
    """
    return Field(
        samples=val_samples(plan.data, sources=plan.sources, limit=plan.limit),
        ours=our_subjects(plan.networks, threads=plan.threads),
        peers=peer_subjects(plan.peers, threads=plan.threads),
    )


def content_keys(data: Path) -> dict[str, str]:
    """Return for each part a digest of the data's index and of the code its figures depend on.

    The code of closer looks is not in it: it counts in the key of whoever looks closer.
    """
    inference = _files(portrait_studio, "inference/decode*.py", "inference/preprocess.py")
    inference += _files(portrait_studio, "inference/mirror.py", "inference/portrait.py")
    inference += _files(portrait_studio, "inference/farther.py")
    running = [data / "index.csv", *inference, *_files(metrics, "*.py")]
    splitting = [*running, *_files(portrait_studio, "core/*.py", "inference/analyse.py")]
    splitting = [path for path in splitting if path not in CLOSER_CODE]
    key = content_key(running)
    return {"masks": key, "boxes": key, "borders": key, "people": content_key(splitting)}


def _files(package: ModuleType, *patterns: str) -> list[Path]:
    folder = Path(str(package.__file__)).parent
    return [path for pattern in patterns for path in folder.glob(pattern)]


def evaluate(plan: Plan) -> Results:
    """Measure everything that a plan asks for.

    Raises
    ------
    StudioError
        When the data set or a named network is missing, or a network cannot be run.
    """
    field, keys, cache = open_field(plan), content_keys(plan.data), plan.cache
    samples, subjects = field.samples, [s for s in field.subjects if s.gives_mask or s.gives_boxes]

    def wanted(part: str) -> bool:
        return part in plan.parts

    results = Results(
        circumstances(threads=plan.threads or default_threads()), photos=_counts(samples)
    )
    if wanted("masks"):
        rows = mask_rows(subjects, samples, cache=cache, code=keys["masks"])
        results = replace(results, masks=rows)
    if wanted("boxes"):
        boxes = box_rows(subjects, samples, cache=cache, code=keys["boxes"])
        results = replace(results, boxes=boxes)
    if wanted("borders"):
        borders = border_rows(subjects, samples, cache=cache, code=keys["borders"])
        results = replace(results, borders=borders)
    if wanted("people"):
        ways = all_ways(field.ours, field.peers)
        people = people_rows(ways, samples, cache=cache, code=keys["people"])
        results = replace(results, people=people)
    if wanted("ms"):
        single = [
            subject for subject in subjects if subject.networks is None and subject.gives_mask
        ]
        results = replace(results, milliseconds=forward_ms(single, samples))
    return results


def _counts(samples: Sequence[Sample]) -> dict[str, int]:
    counts = Counter(subset for sample in samples for subset in subsets_of(sample))
    return {subset: counts[subset] for subset in SUBSETS if counts[subset]}
