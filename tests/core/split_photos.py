"""Small photos with people drawn as boxes, and what a network would say about them."""

import cv2
import numpy as np

from portrait_studio.core.analysis import DEFAULT, split
from portrait_studio.core.predictions import Detection, Predictions

SHAPE = (96, 128)


def pixels(box, shape=SHAPE):
    row0, col0, row1, col1 = box
    return np.s_[
        round(row0 * shape[0]) : round(row1 * shape[0]),
        round(col0 * shape[1]) : round(col1 * shape[1]),
    ]


def photo_of(*people, shape=SHAPE, noise=4):
    """A photo (h, w, 3) and its truth (h, w): people as boxes of one grey each, later in front."""
    truth = np.zeros(shape, np.int32)
    for number, box in enumerate(people, 1):
        truth[pixels(box, shape)] = number
    greys = np.concatenate([[20], np.linspace(90, 240, max(1, len(people)))])
    random = np.random.default_rng(0)
    grey = greys[truth] + random.normal(0, noise, shape)
    return grey.clip(0, 255).astype(np.uint8)[..., None].repeat(3, axis=2), truth


def outlines(truth):
    """The true boundary map of a truth image."""
    edge = np.zeros(truth.shape, np.float32)
    edge[1:][truth[1:] != truth[:-1]] = 1
    edge[:, 1:][truth[:, 1:] != truth[:, :-1]] = 1
    return edge


def votes_for(truth, boxes, cell=4):
    """(4, h / cell, w / cell): each cell votes for the box of the person at its centre."""
    there = truth[cell // 2 :: cell, cell // 2 :: cell]
    choice = np.array([(0, 0, 1, 1), *boxes], np.float32)
    return np.ascontiguousarray(choice[there].transpose(2, 0, 1))


def own_maps(truth):
    """(P, h, w): what a closer look at each person might see, a little blurred."""
    planes = [truth == who for who in range(1, truth.max() + 1)]
    return np.stack([cv2.GaussianBlur(p.astype(np.float32), (0, 0), 1.5) for p in planes])


def analysed(
    photo, truth, boxes, *, scores=None, votes=None, own=None, boundary=True, settings=DEFAULT
):
    """Split with the true mask and the given boxes."""
    scores = scores or np.linspace(0.95, 0.55, len(boxes)).tolist()
    edge = outlines(truth) if boundary else np.zeros(truth.shape, np.float32)
    detections = tuple(map(Detection, boxes, scores))
    predictions = Predictions((truth > 0).astype(np.float32), edge, detections, votes, own)
    return split(photo, predictions, settings)


def iou(owner, number, wanted):
    return ((owner == number) & wanted).sum() / ((owner == number) | wanted).sum()


def assert_consistent(analysis):
    """What holds of every analysis: numbers, boxes, areas and the mask agree."""
    owner, people = analysis.owner, analysis.people
    assert [person.id for person in people] == list(range(1, len(people) + 1))
    assert set(np.unique(owner)) - {0} == {person.id for person in people}
    assert not owner[~analysis.mask].any()
    assert ((owner > 0) ^ analysis.unassigned == analysis.mask).all()
    scores = [person.score for person in people]
    assert scores == sorted(scores, reverse=True) and all(0 < score <= 1 for score in scores)
    for person in people:
        rows, cols = np.nonzero(owner == person.id)
        assert person.box == (rows.min(), cols.min(), rows.max() + 1, cols.max() + 1)
        assert person.area == len(rows)
    assert analysis.distances.shape == (len(people), analysis.graph.regions)
    assert np.array_equal(analysis.solver().distances, analysis.distances)
