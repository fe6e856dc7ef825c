"""The page of doubt: what is wrong, and how ways to say so are compared."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.doubt_formulations import CHOSEN, formulations
from benchmarks.doubt_judged import JudgedPhoto, Regions, judged_photo, matching
from benchmarks.doubt_report import (
    calibration_table,
    formulation_table,
    review_table,
    texts,
    tour_table,
    unseen,
)
from portrait_studio.core.analysis import split
from portrait_studio.core.doubt import doubt
from portrait_studio.core.predictions import Detection, Predictions

BOXES = (0.2, 0.1, 0.8, 0.35), (0.2, 0.65, 0.8, 0.9)


@pytest.fixture
def analysis():
    """Two people far apart; of the second, the closer look sees little."""
    person = np.zeros((40, 80), np.float32)
    person[8:32, 8:28] = person[8:32, 52:72] = 1
    own = np.zeros((2, 40, 80), np.float32)
    own[0, 8:32, 8:28] = 1
    own[1, 8:32, 52:72] = 0.25
    photo = np.where(person[..., None] > 0, 200, 50).astype(np.uint8).repeat(3, axis=2)
    seen = tuple(Detection(box, score) for box, score in zip(BOXES, (0.9, 0.8), strict=True))
    return split(photo, Predictions(person, np.zeros_like(person), seen, own=own))


@pytest.fixture
def judged(analysis):
    """The truth knows the first person only, and a strip that nobody labelled."""
    truth = np.zeros((40, 80), np.uint8)
    truth[8:32, 8:28] = 1
    truth[8:12, 8:28] = 255
    return judged_photo(analysis, truth, kind="group")


def test_people_are_matched_by_iou_one_to_one() -> None:
    owner = np.array([[1, 1, 1, 2, 2, 3, 0, 1]], np.int32)
    truth = np.array([[2, 2, 0, 2, 1, 0, 0, 255]], np.uint8)
    assert matching(owner, truth).tolist() == [-1, 2, 1, -1]
    assert matching(owner, np.zeros_like(truth)).tolist() == [-1, -1, -1, -1]
    assert matching(np.zeros_like(owner), truth).tolist() == [-1]


def test_a_region_is_wrong_when_most_of_it_is_not_its_owners(judged, analysis) -> None:
    regions = judged.regions
    first = np.unique(analysis.labels[analysis.owner == 1])
    second = np.unique(analysis.labels[analysis.owner == 2])
    assert not regions.wrong[first].any() and regions.wrong[second].all()
    assert regions.pixels.sum() == analysis.mask.sum()
    assert regions.known.sum() == analysis.mask.sum() - 4 * 20
    assert not regions.unseen[first].any()
    assert len(judged.places) == 1 and set(judged.places[0]) <= set(second)


def test_the_chosen_formulation_is_the_programs(judged) -> None:
    regions = judged.regions
    expected = doubt(regions.distances, regions.beliefs)
    assert np.array_equal(formulations()[CHOSEN](regions), expected)


def test_every_formulation_gives_every_region_a_finite_value(judged) -> None:
    nobody = replace(
        judged.regions,
        distances=judged.regions.distances[:0],
        beliefs=judged.regions.beliefs[:0],
    )
    for name, way in formulations().items():
        for regions in (judged.regions, nobody):
            value = way(regions)
            assert value.shape == regions.known.shape, name
            assert np.isfinite(value).all(), name


def test_a_way_that_knows_beats_one_that_does_not(judged) -> None:
    def knowing(of: Regions):
        return of.wrong * 0.75

    table = formulation_table(
        [judged.regions], {"x": knowing, "y": lambda of: -knowing(of)}, chosen="x"
    )
    assert "| **x** | **1.000** | **1.000** | **100%** | **1.0** |" in table
    assert "| y | 0.000 |" in table


def test_what_is_wrong_is_counted_by_doubt(judged) -> None:
    rows = calibration_table([judged.regions]).splitlines()
    shares = {row.split("|")[1].strip(): row.split("|")[3].strip() for row in rows[2:]}
    assert shares["0 – 0.02"] == "0%" and shares["0.7 – 1"] == "100%"
    assert shares["0.3 – 0.5"] == "–"
    assert (
        unseen([judged.regions])
        == "Parts without a detection are 0% of the mask, and – of them wrong."
    )


def test_the_tour_and_the_review(judged) -> None:
    sure = JudgedPhoto("portrait", 0.0, 0.0, judged.regions, ())
    assert "| 1 group photos | 0% | 100% | 0% | 0% | 100% | 100% |" in tour_table([judged, sure])
    assert "| 1 portraits | 100% | 0% | 0% | 0% | – | 0% |" in tour_table([judged, sure])
    bad = replace(judged, doubt=0.35, error=0.5)
    table = review_table([bad, sure])
    assert (
        "| doubt above | 1 group photos | 0 others | 1 portraits split right | 1 wrong splits |"
        in table
    )
    assert "| 0.3 | 100% | – | 0% | 100% |" in table and "| 0.4 | 0% | – | 0% | 0% |" in table
    assert set(texts([bad, sure])) == {"formulations", "calibration", "tour", "review"}
