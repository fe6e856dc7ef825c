"""What closer looks at single people add to the look at the whole photo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.boxes import intersection_over_union
from portrait_studio.core.predictions import Detection, Predictions
from portrait_studio.core.resample import resampled

_Floats = NDArray[np.float32]

CANVAS = 640
"""Long side of the fused maps in pixels: what small people gain from a closer look."""

FADE = 0.08  # share of a close-up's sides over which its say fades: near its rim it sees little

SAME_BOX = 0.7
"""Boxes of this IoU are taken for one person found twice, and not for somebody beside them."""

SAME = 0.7
"""Masks that share more than this of the smaller one are one person's, or a part's of them.

Closer looks are told of the other people, so that masks of two share little, however much the one
covers the other.
"""

GENEROSITY = 0.7
"""Logit by which close-ups are surer that a pixel is a person's than they are right.

Their network learns to overlap with the truth, for which a pixel that is a little more likely out
still counts in: its people come out too stout.
"""

LEAST_SCORE = 0.35
"""Score, with the quality of the mask, below which nobody is there after all.

A detector that asks about more than it is sure of finds more people. The look from near sees who of
them is only a part of somebody, or nobody: their masks are poor.
"""

HEARD = 1.0
"""What a close-up of somebody who is surely there counts beside the whole photo's map.

It counts the less, the less sure that is: a close-up of nobody finds somebody all too easily.
"""

MOST_PIXELS = 1.5
"""A close-up counts by how many pixels it saw for one of the canvas, up to so many.

Of somebody who fills the photo it sees fewer than the look at the whole photo does.
"""

_LEAST = 1e-4  # keeps logits finite


Place = tuple[float, float]
"""A place (row, col) in fractions of the photo."""

Box = tuple[float, float, float, float]
"""row0, col0, row1, col1 in fractions of the photo."""


@dataclass(frozen=True, eq=False)
class MaskShown:
    """The mask of a person that a user sees.

    Attributes
    ----------
    place : (row0, col0, row1, col1)
        What it shows, in fractions of the photo; nothing outside is the person's.
    inside : (h, w) bool
        Which pixels of that are the person's.
    """

    place: Box
    inside: NDArray[np.bool_]


@dataclass(frozen=True)
class Asked:
    """Whom a closer look is asked about.

    Attributes
    ----------
    box : (row0, col0, row1, col1)
        Of the person, in fractions of the photo.
    own, other : tuple of (row, col)
        Where a user clicked on this person, and on what is not, in fractions of the photo.
    mask : callable or None
        Gives what the user saw while clicking, or None of somebody who had no pixel. It takes
        a while, which whoever looks waits for, and not whoever clicks.
    others : tuple of (row0, col0, row1, col1)
        The boxes of the other people, in fractions of the photo.
    """

    box: Box
    own: tuple[Place, ...] = ()
    other: tuple[Place, ...] = ()
    mask: Callable[[], MaskShown | None] | None = field(default=None, compare=False)
    others: tuple[Box, ...] = ()


@dataclass(frozen=True, eq=False)
class CloseUp:
    """What a closer look at one person sees.

    Attributes
    ----------
    place : (row0, col0, row1, col1)
        What it shows, in pixels of the photo that was looked at; may reach beyond the photo.
    own, others : (h, w) float32, 0..1
        Probability that a pixel is this person's, and anybody else's.
    boundary : (h, w) float32, 0..1, or None
        As in `Predictions`.
    quality : float
        Expected IoU of this person's mask with the truth.
    """

    place: tuple[int, int, int, int]
    own: _Floats
    others: _Floats
    boundary: _Floats | None
    quality: float


def asked_about(boxes: Sequence[Box], *, known: Sequence[Box] | None = None) -> list[Asked]:
    """Return a question about everybody in a box; each is told of the others, or of those known."""
    others = boxes if known is None else known
    return [Asked(box, others=beside(box, others)) for box in boxes]


def beside(box: Box, people: Iterable[Box]) -> tuple[Box, ...]:
    """Return the boxes of those who are not the person in a box, whatever their unit."""
    boxes = tuple(people)
    if not boxes:
        return ()
    shared = intersection_over_union(np.array([box]), np.array(boxes))[0]
    return tuple(other for other, iou in zip(boxes, shared, strict=True) if iou <= SAME_BOX)


Closer = Callable[[Sequence[Asked]], tuple[CloseUp, ...]]
"""Takes a closer look at everybody asked about, in one photo at working size."""


def fuse(
    predictions: Predictions,
    close_ups: Sequence[CloseUp],
    *,
    shape: tuple[int, int],
    least: float = 0.0,
) -> Predictions:
    """Return the predictions with what the close-ups of their detections see.

    Parameters
    ----------
    predictions : Predictions
        With P detections.
    close_ups : sequence of CloseUp
        One for each detection, in their order.
    shape : (H, W)
        Of the photo that was looked at.
    least : float
        Score, with the quality of the mask, below which a detection is dropped and its close-up
        is not heard.

    Returns
    -------
    Predictions
        Detections with the box of the person's own mask and a score that counts the quality too,
        best first; those below `least`, and those whose mask repeats that of a surer detection,
        are gone.
    """
    if not close_ups:
        return predictions
    canvas = _canvas_shape(shape)
    placed = [_Placed.of(close_up, shape, canvas) for close_up in close_ups]
    detections = [
        _sharpened(found, close_up.quality, part, canvas)
        for found, close_up, part in zip(predictions.detections, close_ups, placed, strict=True)
    ]
    there = [index for index, found in enumerate(detections) if found.score >= least]
    surest = sorted(
        there, key=lambda i: (predictions.detections[i].score, detections[i].score), reverse=True
    )
    order = sorted(
        _first_of_its_kind(surest, placed), key=lambda i: detections[i].score, reverse=True
    )
    heard = [
        replace(placed[index], say=placed[index].say * np.float32(HEARD * detections[index].score))
        for index in there
    ]
    return replace(
        predictions,
        person=_averaged(
            predictions.person,
            heard,
            [p.own + p.others for p in heard],
            canvas,
            less=GENEROSITY,
        ),
        boundary=_averaged(predictions.boundary, heard, [p.boundary for p in heard], canvas),
        detections=tuple(detections[index] for index in order),
        own=np.stack([placed[index].whole(canvas) for index in order]) if order else None,
    )


@dataclass(frozen=True, eq=False)
class _Placed:
    """A close-up on the canvas: where it lies, its maps there, and how much it has to say."""

    where: tuple[slice, slice]
    own: _Floats
    others: _Floats
    boundary: _Floats | None
    say: _Floats

    @staticmethod
    def of(close_up: CloseUp, shape: tuple[int, int], canvas: tuple[int, int]) -> _Placed:
        """Resample the maps of a close-up to the canvas."""
        rows, cols = canvas[0] / shape[0], canvas[1] / shape[1]
        place = np.array(close_up.place) * [rows, cols, rows, cols]
        row0, col0, row1, col1 = place
        top, left = max(0, int(np.floor(row0))), max(0, int(np.floor(col0)))
        low, right = min(canvas[0], int(np.ceil(row1))), min(canvas[1], int(np.ceil(col1)))
        low, right = max(low, top + 1), max(right, left + 1)
        height, width = close_up.own.shape
        pixels = height * width / ((row1 - row0) * (col1 - col0))  # for one of the canvas

        def placed(values: _Floats) -> _Floats:
            return resampled(values, place, (top, left, low, right))

        return _Placed(
            np.s_[top:low, left:right],
            placed(close_up.own),
            placed(close_up.others),
            None if close_up.boundary is None else placed(close_up.boundary),
            placed(_say(close_up.own.shape)) * np.float32(min(MOST_PIXELS, pixels)),
        )

    def whole(self, canvas: tuple[int, int]) -> _Floats:
        """The person's own probability on the whole canvas, 0 outside the close-up."""
        whole = np.zeros(canvas, np.float32)
        whole[self.where] = self.own
        return whole


def _say(shape: tuple[int, ...]) -> _Floats:
    """(h, w): 1, fading towards the rim."""
    ramps = [
        np.minimum(1, (0.5 + np.minimum(np.arange(n), np.arange(n)[::-1])) / (FADE * n))
        for n in shape
    ]
    return np.asarray(np.outer(*ramps), np.float32)


def _canvas_shape(shape: tuple[int, int]) -> tuple[int, int]:
    scale = CANVAS / max(shape)
    return max(1, round(shape[0] * scale)), max(1, round(shape[1] * scale))


def _averaged(
    whole: _Floats,
    placed: Sequence[_Placed],
    maps: Sequence[_Floats | None],
    canvas: tuple[int, int],
    *,
    less: float = 0.0,
) -> _Floats:
    """Average the logits of the whole photo's map and of the close-ups', each by its say.

    ``less`` is taken off the close-ups' logits.
    """
    size = canvas[1], canvas[0]
    large = np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_LINEAR), np.float32)
    total, weight = _logit(large.reshape(canvas)), np.ones(canvas, np.float32)
    for part, values in zip(placed, maps, strict=True):
        if values is not None:
            total[part.where] += part.say * (_logit(values) - np.float32(less))
            weight[part.where] += part.say
    mean: _Floats = 0.5 * (1 + np.tanh(0.5 * total / weight))
    return mean.astype(np.float32)


def _logit(probability: _Floats) -> _Floats:
    clipped = np.clip(probability, _LEAST, 1 - _LEAST)
    return np.asarray(np.log(clipped / (1 - clipped)), np.float32)


def _sharpened(
    found: Detection, quality: float, part: _Placed, canvas: tuple[int, int]
) -> Detection:
    """The detection with the box of its mask, and a score that counts the mask's quality.

    The root, because detectors are surer than they are right: what is almost 1 and what is .5
    differ less than they say in how often somebody is there.
    """
    score = float(np.clip(found.score**0.5 * quality, 0, 1))
    own = part.own >= 0.5
    if not own.any():
        return Detection(found.box, score)
    rows, cols = np.flatnonzero(own.any(axis=1)), np.flatnonzero(own.any(axis=0))
    top, left = part.where[0].start, part.where[1].start
    box = (
        (top + int(rows[0])) / canvas[0],
        (left + int(cols[0])) / canvas[1],
        (top + int(rows[-1]) + 1) / canvas[0],
        (left + int(cols[-1]) + 1) / canvas[1],
    )
    return Detection(box, score)


def _first_of_its_kind(surest: Sequence[int], placed: Sequence[_Placed]) -> list[int]:
    """Indices, surest detection first, without those whose mask a surer one nearly has too.

    How good the mask is does not count here: a head's is better than that of the whole person.
    """
    kept: list[int] = []
    for index in surest:
        if all(_share_of_smaller(placed[index], placed[other]) <= SAME for other in kept):
            kept.append(index)
    return kept


def _share_of_smaller(one: _Placed, two: _Placed) -> float:
    """How much of the smaller of two masks the other has too, 0…1."""
    a, b = one.own >= 0.5, two.own >= 0.5
    low = [max(int(s.start), int(t.start)) for s, t in zip(one.where, two.where, strict=True)]
    high = [min(int(s.stop), int(t.stop)) for s, t in zip(one.where, two.where, strict=True)]
    if low[0] >= high[0] or low[1] >= high[1]:
        return 0.0
    shared = int(np.count_nonzero(_part(one, a, low, high) & _part(two, b, low, high)))
    return shared / max(1, min(int(np.count_nonzero(a)), int(np.count_nonzero(b))))


def _part(
    placed: _Placed, mask: NDArray[np.bool_], low: list[int], high: list[int]
) -> NDArray[np.bool_]:
    top, left = placed.where[0].start, placed.where[1].start
    return mask[low[0] - top : high[0] - top, low[1] - left : high[1] - left]
