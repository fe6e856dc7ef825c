"""Measure every way on the composites, and on real photos as far as hard masks can tell."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
from tqdm import tqdm

from portrait_studio.core.analysis import Analysis
from portrait_studio.core.photo import Photo
from portrait_studio.inference.analyse import analyse
from portrait_studio.inference.closer import AnyPredictor
from training.edges.colours import ColourErrors, colour_errors
from training.edges.composites import Composite, make_composites
from training.edges.shares import border_errors
from training.edges.ways import OURS, WAYS
from training.evaluation.photos import Sample, val_samples
from training.metrics.alphas import AlphaScores, alpha_scores, mean_scores
from training.metrics.masks import boundary_iou

REAL = ("selfie", "people", "fashion", "coco")
"""Sources of the real photos."""


@dataclass(frozen=True, eq=False)
class Seen:
    """A composite and what the program sees of it."""

    made: Composite
    photo: Photo
    analysis: Analysis


@dataclass(frozen=True)
class EdgeFigures:
    """Everything that one run measured.

    ``scores`` by kind of composite and way, ``medians`` of SAD and on how many photos SAD is the
    ``least`` likewise, ``seconds`` a composite by way, ``real`` boundary
    IoU by source and way, ``photos`` their number by kind or source; ``colours`` mean errors by
    the alpha that was given, ``borders`` errors between two people by whose the regions are,
    without and with the photo's own edges, and ``pairs`` on how many composites.
    """

    scores: Mapping[str, Mapping[str, AlphaScores]]
    medians: Mapping[str, Mapping[str, float]]
    least: Mapping[str, Mapping[str, int]]
    seconds: Mapping[str, float]
    real: Mapping[str, Mapping[str, float]]
    photos: Mapping[str, int]
    colours: Mapping[str, ColourErrors]
    borders: Mapping[str, tuple[float, float]]
    pairs: int


def see(root: Path, predictor: AnyPredictor, *, portraits: int, pairs: int) -> tuple[Seen, ...]:
    """Make the composites of `root` and analyse them."""
    composites = make_composites(root, portraits=portraits, pairs=pairs)
    photos = [Photo.from_array(made.rgb) for made in composites]
    return tuple(
        Seen(made, photo, analyse(photo, predictor))
        for made, photo in zip(composites, photos, strict=True)
    )


def measure(seen: Sequence[Seen], root: Path, predictor: AnyPredictor, *, real: int) -> EdgeFigures:
    """Measure; at most `real` real photos of each source."""
    scores: dict[str, dict[str, list[AlphaScores]]] = defaultdict(lambda: defaultdict(list))
    seconds: dict[str, list[float]] = defaultdict(list)
    for one in tqdm(seen, desc="composites", disable=None):
        for name, way in WAYS.items():
            start = perf_counter()
            alpha = way(one.photo, one.analysis)
            seconds[name].append(perf_counter() - start)
            scores[one.made.kind][name].append(alpha_scores(alpha, one.made.alpha))
    counted = {kind: len(of[OURS]) for kind, of in scores.items()}
    on_real, counted_real = _real(root, predictor, real)
    borders = list(_borders(seen))
    return EdgeFigures(
        scores={
            kind: {way: mean_scores(s) for way, s in of.items()} for kind, of in scores.items()
        },
        medians={
            kind: {way: float(np.median([one.sad for one in each])) for way, each in of.items()}
            for kind, of in scores.items()
        },
        least={kind: _least(of) for kind, of in scores.items()},
        seconds={way: float(np.median(of)) for way, of in seconds.items()},
        real=on_real,
        photos={**counted, **counted_real},
        colours=_colours(seen),
        borders=_mean_borders(borders),
        pairs=len(borders),
    )


def _least(scores: Mapping[str, Sequence[AlphaScores]]) -> dict[str, int]:
    """On how many photos each way has the least SAD."""
    sads = np.array([[one.sad for one in each] for each in scores.values()])
    first = np.bincount(sads.argmin(axis=0), minlength=len(sads))
    return dict(zip(scores, first.tolist(), strict=True))


def _real(
    root: Path, predictor: AnyPredictor, limit: int
) -> tuple[dict[str, dict[str, float]], dict[str, int]]:
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for sample in tqdm(val_samples(root, sources=REAL, limit=limit), desc="real", disable=None):
        for name, value in _boundaries(sample, predictor).items():
            found[sample.row.source][name].append(value)
    means = {
        source: {name: float(np.mean(of)) for name, of in by.items()}
        for source, by in found.items()
    }
    return means, {source: len(by[OURS]) for source, by in found.items()}


def _boundaries(sample: Sample, predictor: AnyPredictor) -> dict[str, float]:
    photo = Photo.from_array(sample.rgb)
    analysis = analyse(photo, predictor)
    return {
        name: boundary_iou(way(photo, analysis) >= 0.5, sample.person, valid=sample.valid)
        for name, way in WAYS.items()
    }


def _colours(seen: Sequence[Seen]) -> dict[str, ColourErrors]:
    found: dict[str, list[ColourErrors]] = defaultdict(list)
    for one in tqdm(seen, desc="colours", disable=None):
        given = {"true": one.made.alpha, OURS: WAYS[OURS](one.photo, one.analysis)}
        for name, alpha in given.items():
            errors = colour_errors(one.made, alpha)
            if errors is not None:
                found[name].append(errors)
    return {
        name: ColourErrors(
            float(np.mean([one.kept for one in of])), float(np.mean([one.cleaned for one in of]))
        )
        for name, of in found.items()
    }


def _borders(seen: Sequence[Seen]) -> Iterator[Mapping[str, tuple[float, float]]]:
    for one in tqdm(seen, desc="borders", disable=None):
        errors = border_errors(one.made, one.analysis)
        if errors is not None:
            yield errors


def _mean_borders(
    borders: Sequence[Mapping[str, tuple[float, float]]],
) -> dict[str, tuple[float, float]]:
    return {
        name: (
            float(np.mean([one[name][0] for one in borders])),
            float(np.mean([one[name][1] for one in borders])),
        )
        for name in (borders[0] if borders else ())
    }
