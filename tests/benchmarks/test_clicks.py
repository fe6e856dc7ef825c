"""The simulated user clicks the middle of the largest error; what they need is counted."""

import numpy as np

from benchmarks.click_ends import end_of, ends_table
from benchmarks.click_methods import GrabCut, Studio, matched
from benchmarks.click_protocol import Click, iou, next_click
from benchmarks.click_report import clicks_to, table
from tests.core.split_photos import analysed, photo_of

EVERYWHERE = np.ones((20, 30), bool)
BOXES = (0.2, 0.05, 1.0, 0.35), (0.2, 0.5, 1.0, 0.8)


def test_the_click_is_in_the_middle_of_the_largest_error():
    wanted, found = np.zeros((20, 30), bool), np.zeros((20, 30), bool)
    wanted[5:14, 3:12] = True
    found[1:4, 20:23] = True
    assert next_click(found, wanted, valid=EVERYWHERE) == Click(9, 7, missing=True)
    assert next_click(found | wanted, wanted, valid=EVERYWHERE) == Click(2, 21, missing=False)
    assert next_click(wanted, wanted, valid=EVERYWHERE) is None
    assert next_click(found, wanted, valid=~(found | wanted)) is None


def test_overlap_counts_only_where_the_truth_says_something():
    one, other = np.zeros((4, 4), bool), np.zeros((4, 4), bool)
    one[:2], other[1:3] = True, True
    assert iou(one, other, valid=np.ones((4, 4), bool)) == 1 / 3
    assert iou(one, other, valid=one & other) == 1
    assert iou(one, one, valid=~one) == 0


def test_the_studio_comes_nearer_with_a_click_and_finds_who_is_missing():
    photo, truth = photo_of(*BOXES)
    wrong = np.where(truth == 2, 0, truth)
    seen = analysed(photo, wrong, [BOXES[0]])
    labels = truth.astype(np.uint8)
    assert matched(seen.owner, labels) == {1: 1}
    studio = Studio(seen, labels, person=2)
    everywhere = np.ones(truth.shape, bool)
    values = []
    for _ in range(4):
        values.append(iou(studio.mask(), truth == 2, valid=everywhere))
        click = next_click(studio.mask(), truth == 2, valid=everywhere)
        if click is None:
            break
        studio.click(click)
    assert values[0] == 0 and max(values) > 0.9


def test_grabcut_takes_its_clicks():
    photo, truth = photo_of(*BOXES)
    cut = GrabCut(photo, truth.astype(np.uint8), person=1)
    everywhere = np.ones(truth.shape, bool)
    before = iou(cut.mask(), truth == 1, valid=everywhere)
    click = next_click(cut.mask(), truth == 1, valid=everywhere)
    if click is not None:
        cut.click(click)
    assert iou(cut.mask(), truth == 1, valid=everywhere) >= min(before, 0.85)


def test_who_never_gets_there_counts_with_the_most_clicks():
    assert clicks_to([0.5, 0.84, 0.86], 0.85) == 2
    assert clicks_to([0.5], 0.85) is None
    text = table({"ours": [[0.5, 0.91], [0.5, 0.6]]})
    assert "| ours | 10.5 | 50 % | 10.5 | 50 % | .500 | .755 | .755 | .755 |" in text


def square(row0, col0, row1, col1):
    mask = np.zeros((20, 30), bool)
    mask[row0:row1, col0:col1] = True
    return mask


def test_an_end_says_what_a_pixel_counts_and_where_the_errors_lie():
    wanted = square(4, 5, 14, 15)
    end = end_of(square(4, 5, 14, 16), wanted, valid=EVERYWHERE, level=0.9)
    assert end.reached and end.near == 1 and end.share == 100 / 600
    assert end.moved == 90 / 110
    more = square(4, 5, 14, 16) | square(0, 20, 10, 21)  # as much again, far away
    end = end_of(more, wanted, valid=EVERYWHERE, level=0.9)
    assert not end.reached and end.near == 0.5
    far = square(0, 20, 10, 21)
    assert end_of(more, wanted, valid=~far, level=0.9).near == 1
    assert end_of(wanted, wanted, valid=EVERYWHERE, level=0.9).near == 1


def test_the_table_of_ends_tells_those_who_are_right_from_the_others():
    wanted = square(4, 5, 14, 15)
    right = end_of(wanted, wanted, valid=EVERYWHERE, level=0.9)
    almost = end_of(square(4, 5, 14, 16), wanted, valid=EVERYWHERE, level=0.9)
    never = end_of(square(0, 20, 10, 21), wanted, valid=EVERYWHERE, level=0.9)
    text = ends_table([right, almost, never])
    assert "| right in the end | 2 | 16.7 % | .818 | 100 % |" in text
    assert "| never | 1 | 16.7 % | .818 | 33 % |" in text
    assert "never" not in ends_table([right])
