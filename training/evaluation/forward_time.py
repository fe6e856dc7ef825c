"""Time of one forward pass of every network, in turns on the same photos."""

from collections.abc import Sequence
from statistics import median
from time import perf_counter

from training.evaluation.photos import Sample
from training.evaluation.subjects import Subject

PHOTOS = 15


def forward_ms(subjects: Sequence[Subject], samples: Sequence[Sample]) -> dict[str, float]:
    """Return the median time by network in milliseconds.

    Scaling the photo to the input counts, decoding the outputs does not. The networks take
    turns photo by photo, so that whatever else the machine does hits all alike. The photos are
    spread evenly over ``samples``.
    """
    step = max(1, len(samples) // PHOTOS)
    chosen = samples[::step][:PHOTOS]
    times: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    for subject in subjects:
        for sample in chosen[:1]:
            subject.predictor.session.run(sample.rgb)
    for sample in chosen:
        for subject in subjects:
            start = perf_counter()
            subject.predictor.session.run(sample.rgb)
            times[subject.name].append(1000 * (perf_counter() - start))
    return {name: median(values) for name, values in times.items() if values}
