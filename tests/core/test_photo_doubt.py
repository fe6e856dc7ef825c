from dataclasses import replace

import numpy as np
import pytest

from portrait_studio.core.analysis import split
from portrait_studio.core.doubt import DOUBT_LEAD
from portrait_studio.core.photo_doubt import most_doubtful_box, photo_doubt
from portrait_studio.core.predictions import Detection, Predictions


@pytest.fixture
def analysis():
    """Two people of the same size, far apart: nothing is in doubt."""
    person = np.zeros((40, 80), np.float32)
    person[8:32, 8:28] = person[8:32, 52:72] = 1
    boxes = Detection((0.2, 0.1, 0.8, 0.35), 0.9), Detection((0.2, 0.65, 0.8, 0.9), 0.8)
    photo = np.where(person[..., None] > 0, 200, 50).astype(np.uint8).repeat(3, axis=2)
    return split(photo, Predictions(person, np.zeros_like(person), boxes))


def test_people_apart_leave_no_doubt(analysis):
    assert len(analysis.people) == 2
    assert photo_doubt(analysis) < 1e-6


def test_each_pixel_counts_with_the_doubt_of_its_region(analysis):
    first = np.unique(analysis.labels[analysis.owner == 1])
    distances = analysis.distances.copy()
    distances[1, first] = distances[0, first] + DOUBT_LEAD
    contested = np.isin(analysis.labels, first) & analysis.mask
    expected = contested.sum() / analysis.mask.sum() * np.exp(-1)
    assert photo_doubt(replace(analysis, distances=distances)) == pytest.approx(expected, rel=1e-3)


def test_what_nobody_can_own_counts_in_full(analysis):
    nowhere = np.full_like(analysis.distances, np.inf)
    assert photo_doubt(replace(analysis, distances=nowhere)) == 1
    assert photo_doubt(replace(analysis, distances=nowhere[:0])) == 1


def test_an_empty_photo_leaves_no_doubt(analysis):
    empty = replace(analysis, mask=np.zeros_like(analysis.mask))
    assert photo_doubt(empty) == 0
    assert most_doubtful_box(empty) is None


def test_the_most_doubtful_box_is_around_the_region_that_adds_most(analysis):
    assert most_doubtful_box(replace(analysis, distances=analysis.distances[:1])) is None
    distances = analysis.distances.copy()
    region = np.bincount(analysis.labels[analysis.owner == 2]).argmax()
    distances[0, region] = distances[1, region]
    box = most_doubtful_box(replace(analysis, distances=distances))
    rows, cols = np.nonzero((analysis.labels == region) & analysis.mask)
    assert box == pytest.approx(
        (rows.min() / 40, cols.min() / 80, (rows.max() + 1) / 40, (cols.max() + 1) / 80)
    )
