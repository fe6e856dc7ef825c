"""All ways from a photo to its people that are compared."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from portrait_studio.core.predictions import Predictions
from portrait_studio.core.settings import DEFAULT, PAPER, Settings
from portrait_studio.inference.closer import CloserPredictor
from portrait_studio.inference.portrait import CombinedPredictor, PortraitPredictor
from training.evaluation.nearest_centre import nearest_centre
from training.evaluation.people import LabelMap, Way
from training.evaluation.photos import Sample
from training.evaluation.splitting import (
    edge_cost_names,
    split_people,
    with_edge_cost,
)
from training.evaluation.subjects import Subject
from training.evaluation.true_parts import (
    nothing_predicted,
    true_boundary,
    true_boxes,
    true_mask,
)

Predict = Callable[[Sample], Predictions]


def all_ways(ours: Sequence[Subject], peers: Sequence[Subject]) -> tuple[Way, ...]:
    """Return every way, ours first.

    The table of edge costs is made for our first network as the program runs it, that of true
    parts for our first network alone.
    """
    whole = [subject for subject in ours if subject.gives_mask and subject.gives_boxes]
    single = [subject for subject in whole if subject.networks is None]
    closer = [subject for subject in whole if subject.looks_closer]
    ways = [_default_way(subject) for subject in whole]
    ways += [way for subject in single for way in _other_ways(subject)]
    ways += [way for subject in single for way in _mixed_ways(subject, [*ours, *peers])]
    ways += [way for subject in closer for way in _closer_mixed_ways(subject, peers)]
    ways += list(_peer_ways(peers))
    for subject in whole[:1]:
        ways += list(_edge_cost_ways(subject))
    for subject in single[:1]:
        ways += list(_partly_true_ways(subject))
    ways += [_closer_true_way(subject) for subject in closer]
    return (*ways, *_wholly_true_ways())


def _default_way(subject: Subject) -> Way:
    name, predict = subject.name, _own(subject)
    return _way(f"{name} (ours)", subject.key, predict, DEFAULT, network=name, default=True)


def _other_ways(subject: Subject) -> Iterator[Way]:
    name, key, predict = subject.name, subject.key, _own(subject)
    yield _way(f"{name} (ours), the paper's settings", key, predict, PAPER, network=name)
    yield Way(
        f"{name} (ours), nearest box centre", "way", f"nearest|{key}", predict, _nearest, name
    )


def _mixed_ways(subject: Subject, others: Sequence[Subject]) -> Iterator[Way]:
    """Yield our mask with the boxes of every network that only detects."""
    for boxes in (other for other in others if other.gives_boxes and not other.gives_mask):
        key = f"{boxes.key}|{subject.key}"
        predict = partial(_combined, subject, boxes)
        name = f"{boxes.name} + {subject.name} (ours)"
        yield _way(name, key, predict, DEFAULT, network=subject.name)


def _closer_mixed_ways(subject: Subject, peers: Sequence[Subject]) -> Iterator[Way]:
    """Yield closer looks at whom a peer detects."""
    for boxes in (peer for peer in peers if peer.gives_boxes):
        name = f"{boxes.name} + {subject.name} (ours)"
        predict = partial(_closer_at, subject, boxes)
        yield _way(name, f"{boxes.key}|{subject.key}", predict, DEFAULT, network=subject.name)


def _closer_true_way(subject: Subject) -> Way:
    """Closer looks at everybody there is."""
    name, key = f"{subject.name} (ours), true boxes", f"true boxes|{subject.key}"
    predict = partial(_closer_at_all, subject)
    return _way(name, key, predict, DEFAULT, group="true parts", network=subject.name)


def _peer_ways(peers: Sequence[Subject]) -> Iterator[Way]:
    for boxes in (peer for peer in peers if peer.gives_boxes):
        for mask in (peer for peer in peers if peer.gives_mask):
            key = f"{boxes.key}|{mask.key}"
            predict = partial(_combined, mask, boxes)
            name = f"{boxes.name} + {mask.name}"
            yield _way(name, key, predict, DEFAULT)
            yield _way(f"{name}, the paper's settings", key, predict, PAPER)


def _edge_cost_ways(subject: Subject) -> Iterator[Way]:
    key, predict = subject.key, _own(subject)
    for cost in edge_cost_names():
        settings = with_edge_cost(DEFAULT, cost)
        yield _way(cost, key, predict, settings, group="edge cost", network=subject.name)


def _partly_true_ways(subject: Subject) -> Iterator[Way]:
    key, name, predict = subject.key, subject.name, _own(subject)
    parts: dict[str, Predict] = {
        "true mask": lambda sample: true_mask(sample, predict(sample)),
        "true boxes": lambda sample: true_boxes(sample, predict(sample)),
        "true mask, true boxes": lambda sample: true_boxes(
            sample, true_mask(sample, predict(sample))
        ),
    }
    for label, part in parts.items():
        text = f"{name} (ours), {label}"
        yield _way(text, f"{label}|{key}", part, DEFAULT, group="true parts", network=name)


def _wholly_true_ways() -> Iterator[Way]:
    """Yield what the split alone does: true mask and boxes, with and without true borders."""
    for cost in edge_cost_names():
        settings = with_edge_cost(DEFAULT, cost)
        for label, predict in (("no boundary map", _true), ("true borders", _true_with_borders)):
            name = f"all true, {label}, {cost}"
            yield _way(name, label, predict, settings, group="true parts")
    yield Way("all true, nearest box centre", "true parts", "nearest|true", _true, _nearest)


def _way(
    name: str,
    key: str,
    predict: Predict,
    settings: Settings,
    *,
    group: str = "way",
    network: str | None = None,
    default: bool = False,
) -> Way:
    split = partial(split_people, settings=settings)
    return Way(name, group, f"{key}|{settings!r}", predict, split, network, default)


def _own(subject: Subject) -> Predict:
    return partial(_predicted, subject)


# A few photos' worth: ways are compared photo by photo, and share the networks' runs.
@lru_cache(maxsize=16)
def _predicted(subject: Subject, sample: Sample) -> Predictions:
    return subject.predictor.predict(sample.rgb)


@lru_cache(maxsize=16)
def _combined(mask: Subject, boxes: Subject, sample: Sample) -> Predictions:
    first, second = mask.predictor, boxes.predictor
    assert isinstance(first, PortraitPredictor) and isinstance(second, PortraitPredictor)
    return CombinedPredictor(mask=first, people=second).predict(sample.rgb)


def _closer_at(subject: Subject, boxes: Subject, sample: Sample) -> Predictions:
    ours, peer = subject.predictor, boxes.predictor
    assert isinstance(ours, CloserPredictor) and isinstance(peer, PortraitPredictor)
    found = peer.decode(sample.rgb).detections or ()
    return ours.look_closer(sample.rgb, replace(ours.first.predict(sample.rgb), detections=found))


def _closer_at_all(subject: Subject, sample: Sample) -> Predictions:
    ours = subject.predictor
    assert isinstance(ours, CloserPredictor)
    return ours.look_closer(sample.rgb, true_boxes(sample, ours.first.predict(sample.rgb)))


def _true(sample: Sample) -> Predictions:
    return true_boxes(sample, true_mask(sample, nothing_predicted(sample)))


def _true_with_borders(sample: Sample) -> Predictions:
    return true_boundary(sample, _true(sample))


def _nearest(sample: Sample, predictions: Predictions) -> LabelMap:
    return nearest_centre(predictions, sample.row.shape)
