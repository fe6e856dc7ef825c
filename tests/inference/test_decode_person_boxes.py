"""A detector's boxes become people."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from portrait_studio.errors import NetworkError
from portrait_studio.inference.cards import Card, Fit, InputSpec, OutputSpec
from portrait_studio.inference.decode import decode
from portrait_studio.inference.decode_person_boxes import decode_person_boxes
from portrait_studio.inference.preprocess import Geometry
from portrait_studio.inference.session import RawOutputs

SPEC = OutputSpec(name="people", kind="person_boxes", threshold=0.3, nms_iou=0.6)
INPUT = InputSpec("i", "NCHW", "RGB", 1.0, (0, 0, 0), (1, 1, 1), Fit("long_side", long_side=96))
CARD = Card("detection", "Tiny", Path("t.onnx"), "0" * 64, "MIT", INPUT, (SPEC,), Path("tiny.toml"))
AT = Geometry(input_shape=(64, 96), content=(64, 80))
WHOLE = Geometry(input_shape=(64, 96), content=(64, 96))

ONE = (10.0, 20.0, 50.0, 36.0)
TWO = (8.0, 50.0, 60.0, 76.0)


def decoded(*cells, at=AT, threshold=0.3, spec=SPEC):
    """What is found among boxes, each with its score."""
    values = np.array([[[*box, score] for box, score in cells]], np.float32)
    return decode_person_boxes(values, card=CARD, spec=spec, at=at, threshold=threshold)


def fractions(box, at=AT):
    rows, cols = at.content
    return box[0] / rows, box[1] / cols, box[2] / rows, box[3] / cols


def moved(box, by):
    return tuple(side + by for side in box)


@pytest.mark.parametrize("at", [AT, WHOLE])
def test_boxes_are_found_best_first_in_fractions_of_the_photo(at):
    found = decoded((TWO, 0.5), (ONE, 0.9), (moved(ONE, 8), 0.2), at=at)
    assert [one.score for one in found] == pytest.approx([0.9, 0.5])
    for one, box in zip(found, (ONE, TWO), strict=True):
        np.testing.assert_allclose(one.box, fractions(box, at), atol=1e-6)


def test_cells_that_see_the_same_person_are_one_detection():
    close = decoded((ONE, 0.7), (moved(ONE, 1), 0.8), (moved(ONE, -1), 0.4), (TWO, 0.3))
    assert [one.score for one in close] == pytest.approx([0.8, 0.3])
    np.testing.assert_allclose(close[0].box, fractions(moved(ONE, 1)), atol=1e-6)
    apart = decoded((ONE, 0.7), (moved(ONE, 6), 0.8))
    assert len(apart) == 2
    assert len(decoded((ONE, 0.7), (moved(ONE, 6), 0.8), spec=replace(SPEC, nms_iou=0.2))) == 1


def test_only_scores_from_the_threshold_on_count():
    cells = (ONE, 0.5), (TWO, 0.25)
    assert len(decoded(*cells, threshold=0.25)) == 2
    assert len(decoded(*cells, threshold=0.26)) == 1
    assert decoded(*cells, threshold=0.6) == ()


def test_a_box_that_reaches_beyond_the_photo_is_cut_off():
    (found,) = decoded(((-5, 60, 70, 100), 0.9))
    np.testing.assert_allclose(found.box, (0, 60 / 80, 1, 1), atol=1e-6)


def test_the_card_decides_how_an_output_is_decoded():
    values = np.array([[[*ONE, 0.9], [*TWO, 0.31], [*moved(TWO, -20), 0.29]]], np.float32)
    found = decode(CARD, RawOutputs({"people": values}, AT)).detections
    assert found is not None and [one.score for one in found] == pytest.approx([0.9, 0.31])
    few = decode(CARD, RawOutputs({"people": values}, AT), threshold=0.5).detections
    assert few is not None and len(few) == 1


@pytest.mark.parametrize("shape", [(2, 7, 5), (1, 7, 4), (1, 7, 6), (7, 5), (1, 5, 7, 1)])
def test_boxes_of_another_shape_are_refused_in_one_sentence(shape):
    with pytest.raises(NetworkError) as caught:
        decode_person_boxes(np.zeros(shape, np.float32), card=CARD, spec=SPEC, at=AT, threshold=0.3)
    assert str(caught.value) == (
        f'The card tiny.toml: the output "people" has the shape {shape}, not (1, boxes, 5):'
        " four sides and a score a box."
    )


def test_a_box_that_is_no_number_hides_nobody():
    broken = (np.nan, *ONE[1:]), 0.99
    assert [found.score for found in decoded(broken, (ONE, 0.7))] == pytest.approx([0.7])
